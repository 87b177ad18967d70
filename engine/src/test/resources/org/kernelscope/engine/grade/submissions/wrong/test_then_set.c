/* Tests the lock and sets it in two steps. */
#include "cpu/atomic.h"
#include "lock/lock.h"

const char lock_name[] = "ticket";

void lock_init(struct lock *lock) {
  lock->next_ticket = 0;
  lock->now_serving = 0;
}

void lock_acquire(struct lock *lock) {
  while (*(volatile unsigned *)&lock->next_ticket != 0) {
    cpu_relax();
  }
  lock->next_ticket = 1;
  compiler_barrier();
}

void lock_release(struct lock *lock) {
  compiler_barrier();
  lock->next_ticket = 0;
}
