/* What the words of a ticket lock say of who holds it and who waits. */
#include "lock/lock.h"

/* The numbers say how many came, but not who. */
struct lock_look lock_look(const struct lock *lock) {
  unsigned serving = lock->now_serving;
  unsigned queued = *(const volatile unsigned *)&lock->next_ticket - serving; /* later: no less than were there */
  return (struct lock_look){.held = queued > 0, .waiting = queued > 0 ? queued - 1 : 0, .last = LOCK_UNKNOWN};
}
