/* What the lock's tests need to know of a ticket lock. */
#include "lock/lock_test.h"

#define BEFORE_WRAP 0xFFFFFFFEu

bool lock_test_lined_up(const struct lock *lock, unsigned last, unsigned queued) {
  return lock->next_ticket == last + 1 && lock->next_ticket - lock->now_serving == queued;
}

void lock_test_age(struct lock *lock) {
  lock->next_ticket = BEFORE_WRAP;
  lock->now_serving = BEFORE_WRAP;
}

bool lock_test_aged_well(const struct lock *lock, unsigned uses) {
  return lock->next_ticket == uses - 2 && lock->now_serving == uses - 2;
}
