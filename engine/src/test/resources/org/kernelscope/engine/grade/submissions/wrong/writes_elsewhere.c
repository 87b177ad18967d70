/* The release also writes to the work log, which is none of its business. */
#include "cpu/atomic.h"
#include "lock/lock.h"

const char lock_name[] = "ticket";

extern unsigned work_log[];

void lock_init(struct lock *lock) {
  lock->next_ticket = 0;
  lock->now_serving = 0;
}

void lock_acquire(struct lock *lock) {
  unsigned ticket = atomic_fetch_add(&lock->next_ticket, 1);
  while (lock->now_serving != ticket) {
    cpu_relax();
  }
}

void lock_release(struct lock *lock) {
  work_log[0] = 7;
  compiler_barrier();
  lock->now_serving++;
}
