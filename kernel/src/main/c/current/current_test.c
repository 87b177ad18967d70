/* Tests that each processor knows its own thread. */
#include "current/current.h"

#include <stdbool.h>

#include "cpu/cpu.h"
#include "irq/cpus.h"

bool current_thread_test(void) {
  unsigned self = thread_current();
  bool mine = self < THREAD_MAX && threads[self].cpu == cpu_id() && threads[self].state == THREAD_RUNNING;
  cpus_barrier();
  current_set(THREAD_NONE);
  bool set = thread_current() == THREAD_NONE;
  cpus_barrier();
  current_set(self);
  return mine && set && thread_current() == self;
}
