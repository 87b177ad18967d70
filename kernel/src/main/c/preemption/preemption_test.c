/* Tests whether threads that never yield let others run, as the build says. */
#include "preemption/preemption_test.h"

#include "cpu/atomic.h"
#include "cpu/cpu.h"
#include "preemption/preemption.h"
#include "scheduler/scheduler_test.h"

/* Turns that a thread spins, waiting for another one of its processor: many ticks where there are ticks. */
#define TURNS_MAX 20000000
#define TURNS_WITHOUT 20000

/* By processor: set by one thread, seen by another. */
static unsigned flags[CPU_MAX];

static void flag_set(unsigned cpu) {
  flags[cpu] = 1;
}

/* Spins with interrupts on until another thread of this processor has run, if it ever does. The registers of the loop
   must survive. */
static bool others_ran(unsigned turns) {
  unsigned cpu = cpu_id(), sum = 0;
  unsigned i = 0;
  interrupts_on();
  for (; i < turns && *(volatile unsigned *)&flags[cpu] == 0; i++) {
    sum += i;
    cpu_relax();
  }
  interrupts_off();
  return flags[cpu] != 0 && sum == (i % 2 == 0 ? i / 2 * (i - 1) : (i - 1) / 2 * i);
}

/* From here on the build's preemption is at work in all tests. */
bool preemption_tick_test(void) {
  unsigned cpu = cpu_id();
  flags[cpu] = 0;
  preemption_start();
  test_meet();
  unsigned id = test_thread_start(cpu, flag_set, cpu);
  bool ran = others_ran(preemption_test_takes() ? TURNS_MAX : TURNS_WITHOUT);
  test_thread_join(id);
  test_meet();
  return ran == preemption_test_takes();
}
