/* With the compiler's own atomic operations. */
#include "cpu/atomic.h"
#include "lock/lock.h"

const char lock_name[] = "ticket";

void lock_init(struct lock *lock) {
  lock->next_ticket = 0;
  lock->now_serving = 0;
}

void lock_acquire(struct lock *lock) {
  unsigned mine = __atomic_fetch_add(&lock->next_ticket, 1, __ATOMIC_ACQ_REL);
  for (;;) {
    unsigned called = __atomic_load_n(&lock->now_serving, __ATOMIC_ACQUIRE);
    if (called == mine) {
      return;
    }
    __builtin_ia32_pause();
  }
}

void lock_release(struct lock *lock) {
  __atomic_store_n(&lock->now_serving, lock->now_serving + 1, __ATOMIC_RELEASE);
}
