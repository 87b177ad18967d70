/* Empty system calls, and other programs' turns, with memory in use between them.

   Shows: what the way into the kernel costs, by interrupt and by SYSENTER; what a change of space costs, with all the
          translations that the processor forgets by it.
   Run:   `calls ROUNDS [PAGES [PROCESSES]]` (100 rounds, 0 pages, 1 process): touches the pages, then makes an empty
          call by each way in turn, or, of several processes, gives the processor to the next. */
#include "call.h"
#include "child.h"
#include "error_text.h"
#include "program.h"
#include "stdio.h"
#include "system.h"

#define PAGES_MAX 1024

/* Pages lie a cache line further each, so that they do not contend for the same part of the cache. */
#define LINE_SIZE 64

static unsigned page_count;

/* Never inlined, so that it takes the same time whatever follows. */
__attribute__((noinline)) static void pages_touch(void) {
  volatile char *memory = (volatile char *)CALL_DEMAND_START;
  for (unsigned page = 0; page < page_count; page++) {
    memory[page * PAGE_SIZE + page * LINE_SIZE % PAGE_SIZE] = 1;
  }
}

/* The cycles of a round: the pages, and a call of `number` by `way`. What comes before brings the pages, which throw
   one another out of the cache while they are cleared, then their lines. */
static unsigned round_measure(call_function *way, unsigned number, unsigned rounds) {
  unsigned unused;
  pages_touch();
  pages_touch();
  way(number, 0, 0, 0, &unused);
  uint64_t start = system_cycles();
  for (unsigned round = 0; round < rounds; round++) {
    pages_touch();
    way(number, 0, 0, 0, &unused);
  }
  return (unsigned)(system_cycles() - start) / rounds;
}

static int nobody(unsigned number, unsigned first, unsigned second_argument, unsigned third, unsigned *second) {
  (void)number, (void)first, (void)second_argument, (void)third, (void)second;
  return 0;
}

/* Gives the processor away as often as the one that measures. */
static int partner(unsigned rounds) {
  round_measure(call_by_sysenter, CALL_YIELD, rounds);
  return 0;
}

/* The cycles of one turn, of one process: a round has one of each process. */
static int turns_measure(unsigned rounds, unsigned processes) {
  char arguments[48];
  snprintf(arguments, sizeof arguments, "partner %u %u", rounds, page_count);
  for (unsigned i = 1; i < processes; i++) {
    int id = system_spawn("calls", arguments, CHILD_QUOTA + page_count, CHILD_IDS, system_cpu());
    if (id < 0) {
      printf("calls cannot be started: %s\n", error_text(id));
      return 1;
    }
  }
  unsigned turn = round_measure(call_by_sysenter, CALL_YIELD, rounds) / processes;
  bool passed = true;
  for (unsigned i = 1; i < processes; i++) {
    passed = child_wait() == 0 && passed;
  }
  printf("calls pages=%u processes=%u turn=%u: %s\n", page_count, processes, turn, passed ? "ok" : "FAILED");
  return passed ? 0 : 1;
}

int program_main(unsigned count, char *words[]) {
  bool is_partner = word_is(count, words, 0, "partner");
  unsigned rounds = number_or(count, words, is_partner, 100), processes = number_or(count, words, 2, 1);
  page_count = number_or(count, words, 1 + is_partner, 0);
  if (rounds == 0 || page_count > PAGES_MAX || !call_has_sysenter()) {
    puts("calls: at least 1 round of at most 1024 pages, on a processor that has SYSENTER");
    return 1;
  }
  if (is_partner) {
    return partner(rounds);
  }
  if (processes > 1) {
    return turns_measure(rounds, processes);
  }
  unsigned touch = round_measure(nobody, CALL_NULL, rounds);
  unsigned interrupt = round_measure(call_by_interrupt, CALL_NULL, rounds);
  unsigned sysenter = round_measure(call_by_sysenter, CALL_NULL, rounds);
  printf("calls pages=%u touch=%u interrupt=%u sysenter=%u: ok\n", page_count, touch, interrupt, sysenter);
  return 0;
}
