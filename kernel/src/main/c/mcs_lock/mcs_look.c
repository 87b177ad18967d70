/* What the words of an MCS lock say of who holds it and who waits. */
#include <stddef.h>

#include "lock/lock.h"

/* The queue's end is known, and that a processor to which the lock was handed does not wait; the links are only good
   for those who are in the queue. */
struct lock_look lock_look(const struct lock *lock) {
  const struct lock_node *tail = *(struct lock_node *const volatile *)&lock->tail;
  if (tail == NULL) {
    return (struct lock_look){.held = false, .waiting = 0, .last = LOCK_UNKNOWN};
  }
  return (struct lock_look){
      .held = true, .waiting = tail->busy ? LOCK_UNKNOWN : 0, .last = (unsigned)(tail - lock->node)};
}
