/* Whoever comes first after the release gets it: no order. */
#include "cpu/atomic.h"
#include "lock/lock.h"

const char lock_name[] = "ticket";

void lock_init(struct lock *lock) {
  lock->next_ticket = 0;
  lock->now_serving = 0;
}

void lock_acquire(struct lock *lock) {
  while (atomic_exchange(&lock->next_ticket, 1) != 0) {
    cpu_relax();
  }
}

void lock_release(struct lock *lock) {
  compiler_barrier();
  lock->next_ticket = 0;
}
