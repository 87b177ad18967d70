/* Tests of the lock's contract, which every implementation passes. */
#include "lock/lock_test.h"

#include "cpu/atomic.h"
#include "cpu/cpu.h"
#include "irq/cpus.h"

static struct lock lock;

/* Guarded by lock. */
static unsigned counter;
static unsigned order[CPU_MAX];
static unsigned order_length;

/* Processor 0 prepares, then all go on. */
static void test_prepare(void) {
  if (cpu_id() == 0) {
    lock_init(&lock);
    counter = 0;
    order_length = 0;
  }
  cpus_barrier();
}

bool lock_test_count(struct lock *counter_lock) {
  for (unsigned round = 0; round < LOCK_TEST_ROUNDS; round++) {
    lock_acquire(counter_lock);
    unsigned before = counter;
    cpu_relax(); /* time for another processor to come between, if it can */
    counter = before + 1;
    lock_release(counter_lock);
  }
  cpus_barrier();
  return counter == LOCK_TEST_ROUNDS * cpus_count();
}

bool lock_exclusion_test(void) {
  test_prepare();
  return lock_test_count(&lock);
}

/* The processors line up by number behind processor 0, and must be served in this order. */
bool lock_order_test(void) {
  test_prepare();
  unsigned cpu = cpu_id();
  while (cpu > 0 && !lock_test_lined_up(&lock, cpu - 1, cpu)) {
    cpu_relax();
  }
  lock_acquire(&lock);
  while (cpu == 0 && !lock_test_lined_up(&lock, cpus_count() - 1, cpus_count())) {
    cpu_relax();
  }
  order[order_length] = cpu;
  order_length++;
  lock_release(&lock);
  cpus_barrier();
  return order_length == cpus_count() && order[cpu] == cpu;
}

bool lock_wrap_around_test(void) {
  test_prepare();
  if (cpu_id() == 0) {
    lock_test_age(&lock);
  }
  cpus_barrier();
  bool counted = lock_test_count(&lock);
  return counted && lock_test_aged_well(&lock, LOCK_TEST_ROUNDS * cpus_count());
}
