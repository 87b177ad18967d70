/* Never comes back from lock_init. */
#include "cpu/atomic.h"
#include "lock/lock.h"

const char lock_name[] = "ticket";

void lock_init(struct lock *lock) {
  lock->next_ticket = 0;
  lock->now_serving = 0;
  for (;;) {
    cpu_relax();
  }
}

void lock_acquire(struct lock *lock) {
  unsigned ticket = atomic_fetch_add(&lock->next_ticket, 1);
  while (lock->now_serving != ticket) {
    cpu_relax();
  }
}

void lock_release(struct lock *lock) {
  lock->now_serving++;
}
