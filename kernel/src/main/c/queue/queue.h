/* Queues of threads, linked in both directions through the thread blocks. */
#ifndef QUEUE_QUEUE_H
#define QUEUE_QUEUE_H

#include <stdbool.h>

#include "thread/thread.h"

/* First come, first served. A thread is in one queue at most. Whoever calls the functions below has the queue for
   itself: by a guard, or because only one processor uses it. */
struct queue {
  unsigned head; /* the thread that came first, THREAD_NONE in an empty queue */
  unsigned tail; /* the thread that came last, THREAD_NONE in an empty queue */
};

/* Makes `queue` empty. */
void queue_init(struct queue *queue);

/* Puts thread `id`, which is in no queue, at the tail. */
void queue_push(struct queue *queue, unsigned id);

/* Takes the thread at the head. Returns its id, or THREAD_NONE and changes nothing if the queue is empty. */
unsigned queue_pop(struct queue *queue);

/* Takes thread `id`, which is in `queue`, from wherever it stands in it. */
void queue_remove(struct queue *queue, unsigned id);

/* Whether thread `id` is in `queue`. Without the queue for oneself the answer is good for threads that nobody else
   moves. */
bool queue_has(const struct queue *queue, unsigned id);

/* Whether the links agree in both directions, every thread in it names this queue, and the ends are ends: for tests
   and assertions. */
bool queue_sound(const struct queue *queue);

#endif
