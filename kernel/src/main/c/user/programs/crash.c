/* Does what no program may do.

   Shows: each fault ends the process that made it, with a message, and nothing else.
   Run:   `crash KIND`, or `crash` for all kinds, each in a process of its own. */
#include "call.h"
#include "child.h"
#include "program.h"
#include "stdio.h"
#include "string.h"
#include "system.h"

#define KERNEL_ADDRESS 0x100000u
#define NOWHERE 0x70000000u
#define KILLED (-1)

static void crash_divide(void) {
  __asm__ volatile("divl %0" : : "r"(0), "a"(1), "d"(0));
}

static void crash_null(void) {
  *(volatile int *)(uintptr_t)4 = 1;
}

static void crash_kernel(void) {
  *(volatile int *)(uintptr_t)KERNEL_ADDRESS = 1;
}

static void crash_code(void) {
  *(volatile char *)(uintptr_t)crash_code = 1;
}

static void crash_privileged(void) {
  __asm__ volatile("cli");
}

/* Uses the whole stack, and more. */
static void crash_stack(void) {
  __asm__ volatile("1: pushl $0\n\tjmp 1b");
}

static void crash_jump(void) {
  ((void (*)(void))(uintptr_t)NOWHERE)();
}

static void crash_opcode(void) {
  __asm__ volatile("ud2");
}

static void crash_port(void) {
  __asm__ volatile("outb %%al, $0xF4" : : "a"(0x11));
}

static void crash_interrupt(void) {
  __asm__ volatile("int $0x40");
}

static void crash_segment(void) {
  __asm__ volatile("movl %0, %%ds" : : "r"(0x10));
}

static void crash_float(void) {
  __asm__ volatile("fld1");
}

static void crash_breakpoint(void) {
  __asm__ volatile("int3");
}

static void crash_step(void) {
  __asm__ volatile("pushfl\n\torl $0x100, (%%esp)\n\tpopfl\n\tnop" : : : "memory");
}

static void crash_task(void) {
  __asm__ volatile("pushfl\n\torl $0x4000, (%%esp)\n\tpopfl\n\tiret" : : : "memory");
}

/* Reads through a segment register that the kernel uses, as a call by SYSENTER leaves it. */
static void crash_area(void) {
  unsigned unused;
  if (call_has_sysenter()) {
    call_by_sysenter(CALL_NULL, 0, 0, 0, &unused);
  }
  __asm__ volatile("movl %%fs:0, %0" : "=r"(unused));
}

static const struct {
  const char *name;
  void (*run)(void);
} kinds[] = {
    {"divide", crash_divide},       {"null", crash_null},       {"kernel", crash_kernel},
    {"code", crash_code},           {"stack", crash_stack},     {"privileged", crash_privileged},
    {"jump", crash_jump},           {"opcode", crash_opcode},   {"port", crash_port},
    {"interrupt", crash_interrupt}, {"segment", crash_segment}, {"float", crash_float},
    {"breakpoint", crash_breakpoint}, {"step", crash_step},     {"task", crash_task},
    {"area", crash_area},
};

#define KINDS (sizeof kinds / sizeof kinds[0])

/* Runs all kinds, each in a child. Returns whether all were killed. */
static bool all_crash(void) {
  bool all = true;
  for (unsigned i = 0; i < KINDS; i++) {
    int id = system_spawn("crash", kinds[i].name, system_quota() / 2, CHILD_IDS, system_cpu());
    bool killed = id >= 0 && child_wait() == KILLED;
    printf("crash %s: %s\n", kinds[i].name, killed ? "killed" : "FAILED");
    all = all && killed;
  }
  return all;
}

int program_main(unsigned count, char *words[]) {
  if (count == 0) {
    return all_crash() ? 0 : 1;
  }
  for (unsigned i = 0; i < KINDS; i++) {
    if (word_is(count, words, 0, kinds[i].name)) {
      kinds[i].run();
      printf("crash %s: still here\n", kinds[i].name);
      return 1;
    }
  }
  printf("crash: there is no kind \"%s\"\n", words[0]);
  return 1;
}
