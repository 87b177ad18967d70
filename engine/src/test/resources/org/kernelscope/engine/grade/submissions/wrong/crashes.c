/* Meets an invalid instruction when it has to wait. */
#include "cpu/atomic.h"
#include "lock/lock.h"

const char lock_name[] = "ticket";

void lock_init(struct lock *lock) {
  lock->next_ticket = 0;
  lock->now_serving = 0;
}

void lock_acquire(struct lock *lock) {
  unsigned ticket = atomic_fetch_add(&lock->next_ticket, 1);
  while (lock->now_serving != ticket) {
    __asm__ volatile("ud2" ::: "memory");
  }
}

void lock_release(struct lock *lock) {
  compiler_barrier();
  lock->now_serving++;
}
