/* The spinlock: one interface with several implementations, of which a build has one. */
#ifndef LOCK_LOCK_H
#define LOCK_LOCK_H

#include <stdbool.h>

/* struct lock, from the folder of the implementation. */
#include "lock_state.h"

/* The implementation's short name. */
extern const char lock_name[];

/* Makes `lock` free, with nobody waiting. No processor uses it meanwhile. */
void lock_init(struct lock *lock);

/* Returns once this processor holds `lock`. Processors get it in the order in which they asked; each waits at most
   for those before it. All that earlier holders wrote is seen. The caller does not hold it yet. Interrupts stay as
   they are: a lock that an interrupt handler takes too is acquired with interrupts off. */
void lock_acquire(struct lock *lock);

/* Passes `lock` to the processor that has waited longest, or frees it. The caller, and only the caller, holds it.
   Interrupts stay as they are. */
void lock_release(struct lock *lock);

/* What the words of a lock do not say. */
#define LOCK_UNKNOWN 0xFFFFFFFFu

/* How a lock stands, told by its words alone: nobody keeps an account for it. */
struct lock_look {
  bool held;
  unsigned waiting; /* how many processors wait, or LOCK_UNKNOWN */
  unsigned last;    /* the processor that came last, the holder where nobody waits; or LOCK_UNKNOWN */
};

/* Looks at `lock`, held by anybody or free, without taking it: good for one moment. */
struct lock_look lock_look(const struct lock *lock);

#endif
