/* Bits that one thread sets for another, which never makes the sender wait. */
#ifndef NOTIFICATION_NOTIFICATION_H
#define NOTIFICATION_NOTIFICATION_H

#include "alignment/alignment.h"
#include "condition/condition.h"
#include "guard/guard.h"

/* The notification of the thread with the same id. */
struct notification {
  SHARED_ALIGNED struct guard guard; /* guards all that follows */
  unsigned word;                     /* the bits set and not yet taken */
  struct condition arrived;          /* its own thread, while it waits for bits */
};

extern struct notification notifications[THREAD_MAX];

/* Nothing set, nobody waits. Once, before any thread runs. */
void notification_init(void);

/* Forgets what an earlier thread `id` left. Before the thread runs. */
void notification_open(unsigned id);

/* Sets `bits` for thread `to` and wakes it if it waits. Returns 0, ERROR_ARGUMENT for no such id or no bits, or
   ERROR_DEAD if there is no such thread. Interrupts off, no guards held. */
int notification_send(unsigned to, unsigned bits);

/* Takes the bits set for the calling thread, at least one; sleeps while there is none. Returns 0 only where the caller
   was cancelled. Interrupts off, no guards held. */
unsigned notification_wait(void);

#endif
