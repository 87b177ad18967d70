/* Tests of all processors together. */
#include "irq/cpus.h"

#include <stdbool.h>

#include "boot/layout.h"
#include "cpu/atomic.h"
#include "cpu/cpu.h"
#include "irq/apic.h"

#define ROUNDS 20

static unsigned arrivals;
static unsigned seen[CPU_MAX];

bool cpus_numbers_test(void) {
  unsigned cpu = cpu_id();
  bool first = cpu < cpus_count() && atomic_fetch_add(&seen[cpu], 1) == 0;
  bool same_apic = cpus_apic_id(cpu) == apic_id();
  cpus_barrier();
  seen[cpu] = 0;
  return first && same_apic;
}

bool cpus_barrier_test(void) {
  bool together = true;
  for (unsigned round = 1; round <= ROUNDS; round++) {
    atomic_fetch_add(&arrivals, 1);
    cpus_barrier();
    together = together && arrivals == round * cpus_count();
    cpus_barrier();
  }
  if (cpu_id() == 0) {
    arrivals = 0;
  }
  return together;
}
