/* A spinlock that serves processors by number, all of them watching one counter. */
#include "cpu/atomic.h"
#include "lock/lock.h"

const char lock_name[] = "ticket";

void lock_init(struct lock *lock) {
  lock->next_ticket = 0;
  lock->now_serving = 0;
}

void lock_acquire(struct lock *lock) {
  /* exercise ticket-lock: begin */
  unsigned ticket = atomic_fetch_add(&lock->next_ticket, 1);
  while (lock->now_serving != ticket) {
    cpu_relax();
  }
  /* exercise ticket-lock: end */
}

void lock_release(struct lock *lock) {
  /* exercise ticket-lock: begin */
  compiler_barrier(); /* x86 keeps stores in order: a plain one publishes all before it (SDM 3A, "Memory Ordering") */
  lock->now_serving++;
  /* exercise ticket-lock: end */
}
