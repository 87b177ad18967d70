/* Tests that a context keeps what a call keeps, each processor with contexts of its own. */
#include "context/context.h"

#include <stdbool.h>

#include "boot/layout.h"
#include "cpu/cpu.h"

#define ROUNDS 8
#define STACK_WORDS 256
#define PATTERN 0x9E3779B9u

/* What a processor's test switches between; used by that processor alone. */
static struct test {
  struct context home, away;
  unsigned first, second; /* the arguments that `away` got */
  unsigned visits;
  bool kept; /* the registers of `away` */
  _Alignas(16) unsigned stack[STACK_WORDS];
} tests[CPU_MAX];

/* Calls context_switch with all registers that it must keep full of `pattern`. Returns whether they came back. */
static bool switch_with(struct context *from, const struct context *to, unsigned pattern) {
  unsigned ebx = pattern, esi = pattern + 1, edi = pattern + 2;
  __asm__ volatile("pushl %%ecx\n\tpushl %%eax\n\tcall context_switch\n\taddl $8, %%esp"
                   : "+a"(from), "+c"(to), "+b"(ebx), "+S"(esi), "+D"(edi)
                   :
                   : "edx", "memory", "cc");
  return ebx == pattern && esi == pattern + 1 && edi == pattern + 2;
}

static void away(unsigned first, unsigned second) {
  struct test *test = &tests[cpu_id()];
  test->first = first;
  test->second = second;
  test->kept = true;
  for (unsigned i = 0;; i++) {
    test->visits++;
    test->kept = switch_with(&test->away, &test->home, ~PATTERN * i) && test->kept;
  }
}

bool context_switch_test(void) {
  struct test *test = &tests[cpu_id()];
  unsigned cpu = cpu_id();
  test->visits = 0;
  context_new(&test->away, test->stack + STACK_WORDS, away, cpu, PATTERN);
  bool kept = true;
  for (unsigned i = 0; i < ROUNDS; i++) {
    kept = switch_with(&test->home, &test->away, PATTERN * (i + 1)) && kept;
  }
  return kept && test->kept && test->visits == ROUNDS && test->first == cpu && test->second == PATTERN;
}

/* The saved stack pointer says how much of the stack is in use: as much after each visit. */
bool context_stack_test(void) {
  struct test *test = &tests[cpu_id()];
  test->visits = 0;
  context_new(&test->away, test->stack + STACK_WORDS, away, 0, 0);
  bool begins_at_top = test->away.esp == (unsigned)(test->stack + STACK_WORDS - 4) && test->away.ebp == 0;
  context_switch(&test->home, &test->away);
  unsigned esp = test->away.esp;
  context_switch(&test->home, &test->away);
  return begins_at_top && test->away.esp == esp && esp > (unsigned)test->stack &&
         esp < (unsigned)(test->stack + STACK_WORDS);
}
