/* Calls numbers from 7 on: nobody gets in wrongly, but a free lock does not look free. */
#include "cpu/atomic.h"
#include "lock/lock.h"

#define FIRST 7u

const char lock_name[] = "ticket";

void lock_init(struct lock *lock) {
  lock->next_ticket = 0;
  lock->now_serving = FIRST;
}

void lock_acquire(struct lock *lock) {
  unsigned ticket = atomic_fetch_add(&lock->next_ticket, 1) + FIRST;
  while (lock->now_serving != ticket) {
    cpu_relax();
  }
}

void lock_release(struct lock *lock) {
  compiler_barrier();
  lock->now_serving++;
}
