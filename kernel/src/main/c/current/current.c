/* Which thread each processor runs. */
#include "current/current.h"

#include "cpu/cpu.h"

struct current current[CPU_MAX];

void current_init(void) {
  for (unsigned cpu = 0; cpu < CPU_MAX; cpu++) {
    current[cpu].thread = THREAD_NONE;
  }
}

unsigned thread_current(void) {
  return current[cpu_id()].thread;
}

void current_set(unsigned id) {
  current[cpu_id()].thread = id;
}
