/* Tests of the lock's contract, which every implementation passes. */
#include "lock/lock_test.h"

#include "cpu/atomic.h"
#include "cpu/cpu.h"
#include "irq/cpus.h"

static struct lock test_lock;

/* Turns that a processor waits for the one before it: a lock that keeps no queue fails instead of hanging. */
#define TURNS_MAX 1000000

/* Guarded by test_lock. */
static unsigned counter;
static unsigned order[CPU_MAX];
static unsigned order_length;

/* Processor 0 prepares, then all go on. */
static void test_prepare(void) {
  if (cpu_id() == 0) {
    lock_init(&test_lock);
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
  return lock_test_count(&test_lock);
}

/* Waits until `queued` processors, `last` as the last, hold or wait for the lock. Returns whether they came. */
static bool lined_up_wait(unsigned last, unsigned queued) {
  for (unsigned turn = 0; turn < TURNS_MAX; turn++) {
    if (lock_test_lined_up(&test_lock, last, queued)) {
      return true;
    }
    cpu_relax();
  }
  return false;
}

/* Whether the look at the held lock, behind whose holder `waiting` processors wait in order, tells nothing wrong. */
static bool look_agrees(unsigned waiting) {
  struct lock_look look = lock_look(&test_lock);
  bool known = look.waiting != LOCK_UNKNOWN || look.last != LOCK_UNKNOWN;
  return look.held && known && (look.waiting == waiting || look.waiting == LOCK_UNKNOWN) &&
         (look.last == waiting || look.last == LOCK_UNKNOWN);
}

/* The processors line up by number behind processor 0, and must be served in this order. */
bool lock_order_test(void) {
  test_prepare();
  unsigned cpu = cpu_id();
  bool lined_up = true;
  if (cpu > 0) {
    lined_up = lined_up_wait(cpu - 1, cpu);
  }
  lock_acquire(&test_lock);
  if (cpu == 0) {
    lined_up = lined_up_wait(cpus_count() - 1, cpus_count()) && look_agrees(cpus_count() - 1);
  }
  order[order_length] = cpu;
  order_length++;
  lock_release(&test_lock);
  cpus_barrier();
  bool free = !lock_look(&test_lock).held && lock_look(&test_lock).waiting == 0;
  return lined_up && free && order_length == cpus_count() && order[cpu] == cpu;
}

bool lock_wrap_around_test(void) {
  test_prepare();
  if (cpu_id() == 0) {
    lock_test_age(&test_lock);
  }
  cpus_barrier();
  bool counted = lock_test_count(&test_lock);
  return counted && lock_test_aged_well(&test_lock, LOCK_TEST_ROUNDS * cpus_count());
}
