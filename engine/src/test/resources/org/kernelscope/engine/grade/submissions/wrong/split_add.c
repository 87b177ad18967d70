/* The ticket is drawn in three steps: load, add, store. */
#include "cpu/atomic.h"
#include "lock/lock.h"

const char lock_name[] = "ticket";

void lock_init(struct lock *lock) {
  lock->next_ticket = 0;
  lock->now_serving = 0;
}

void lock_acquire(struct lock *lock) {
  unsigned ticket = *(volatile unsigned *)&lock->next_ticket;
  compiler_barrier();
  lock->next_ticket = ticket + 1;
  while (lock->now_serving != ticket) {
    cpu_relax();
  }
}

void lock_release(struct lock *lock) {
  compiler_barrier();
  lock->now_serving++;
}
