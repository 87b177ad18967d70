/* Condition variables without starvation: who waits longest is served next, and nobody comes between. */
#ifndef CONDITION_CONDITION_H
#define CONDITION_CONDITION_H

#include <stdbool.h>

#include "guard/guard.h"
#include "queue/queue.h"

/* Threads that wait until somebody brings about what they need, in the order in which they came (Hoare, "Monitors",
   1974, for the idea). The waking is a hand-over: whoever signals first does, under the guard, what the waiter waits
   for, on the waiter's behalf (takes the value for it, lets its word count), so that the waiter need not look again,
   and no thread that comes later takes its turn: a waiter is passed by exactly those that waited before it. */
struct condition {
  struct queue waiting; /* guarded by the guard that the waiters name */
};

/* Makes `condition` one that nobody waits for. */
void condition_init(struct condition *condition);

/* Sleeps until signalled. `guard` guards the condition and what it is about; the caller holds it and nothing else, and
   holds it again when this returns: other threads had it meanwhile, after the signal too. Interrupts off. Returns
   whether it was signalled; false: it was cancelled and shall end, and nothing was handed over (see thread_cancel). */
bool condition_wait(struct condition *condition, struct guard *guard);

/* The thread that waits longest, THREAD_NONE if nobody waits: for whom condition_signal() would be. The guard is held.
 */
unsigned condition_first(const struct condition *condition);

/* Wakes the thread that waits longest, exactly this one. Returns its id, or THREAD_NONE and nothing changes (a signal
   is not kept). The guard is held. */
unsigned condition_signal(struct condition *condition);

#endif
