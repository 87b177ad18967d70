/* What the tests of the lock need from each implementation, in its own test file. */
#ifndef LOCK_LOCK_TEST_H
#define LOCK_LOCK_TEST_H

#include <stdbool.h>

#include "lock/lock.h"

/* Whether `queued` processors hold or wait for `lock`, `last` as the last of them; each asked once since lock_init. */
bool lock_test_lined_up(const struct lock *lock, unsigned last, unsigned queued);

/* Makes the free `lock` one whose counters, if it has any, are about to wrap around to 0. */
void lock_test_age(struct lock *lock);

/* Whether the free `lock`, aged and then used `uses` (at least 2) times, has the state that it should. */
bool lock_test_aged_well(const struct lock *lock, unsigned uses);

/* Adds 1 to a plain counter under `lock`, many times on each processor. Returns whether none was lost. */
bool lock_test_count(struct lock *lock);

/* How often each processor uses the lock in lock_test_count(). */
#define LOCK_TEST_ROUNDS 50

#endif
