/* Queues of threads that several processors use: each with its guard. */
#ifndef SHARED_QUEUE_SHARED_QUEUE_H
#define SHARED_QUEUE_SHARED_QUEUE_H

#include <stdbool.h>

#include "guard/guard.h"
#include "queue/queue.h"

/* A queue and its guard, which is innermost of all: nothing is acquired under it. */
struct shared_queue {
  struct guard guard;
  struct queue queue; /* guarded by guard */
};

/* Makes `shared` empty and its guard free. */
void shared_queue_init(struct shared_queue *shared);

/* queue_push, queue_pop and queue_remove as one step for other processors. Interrupts off. shared_queue_remove
   returns whether the thread was still in the queue. */
void shared_queue_push(struct shared_queue *shared, unsigned id);
unsigned shared_queue_pop(struct shared_queue *shared);
bool shared_queue_remove(struct shared_queue *shared, unsigned id);

/* Whether the queue was empty at one moment during the call; acquires nothing. */
bool shared_queue_empty(const struct shared_queue *shared);

#endif
