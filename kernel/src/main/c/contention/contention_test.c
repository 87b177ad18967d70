/* Tests of the log that the workload keeps under its lock. */
#include "contention/contention.h"

#include "cpu/cpu.h"
#include "irq/cpus.h"

/* Together the processors fill the log once at most. */
#define ROUNDS (WORK_LOG_SIZE / CPU_MAX)

bool contention_log_test(void) {
  unsigned cpu = cpu_id();
  if (cpu == 0) {
    lock_init(&work_lock);
    work_log.head = 0;
  }
  cpus_barrier();
  for (unsigned round = 0; round < ROUNDS; round++) {
    lock_acquire(&work_lock);
    contention_section(round);
    lock_release(&work_lock);
  }
  cpus_barrier();

  unsigned own = 0;
  for (unsigned i = 0; i < work_log.head; i++) {
    if (work_log.entry[i].cpu == cpu && work_log.entry[i].round == own) {
      own++;
    }
  }
  return work_log.head == ROUNDS * cpus_count() && own == ROUNDS;
}
