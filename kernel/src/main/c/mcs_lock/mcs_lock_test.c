/* What the lock's tests need to know of an MCS lock. */
#include <stddef.h>

#include "lock/lock_test.h"

bool lock_test_lined_up(const struct lock *lock, unsigned last, unsigned queued) {
  (void)queued;
  return lock->tail == &lock->node[last];
}

/* A queue counts nothing: there is nothing to wrap around. */
void lock_test_age(struct lock *lock) {
  (void)lock;
}

bool lock_test_aged_well(const struct lock *lock, unsigned uses) {
  (void)uses;
  return lock->tail == NULL;
}
