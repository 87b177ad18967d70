/* Links threads into queues. */
#include "queue/queue.h"

#include <stddef.h>

#include "console/console.h"

void queue_init(struct queue *queue) {
  queue->head = THREAD_NONE;
  queue->tail = THREAD_NONE;
}

void queue_push(struct queue *queue, unsigned id) {
  struct thread *thread = &threads[id];
  if (thread->queue != NULL) {
    panic("queue_push: thread %u is in a queue already", id);
  }
  thread->queue = queue;
  thread->previous = queue->tail;
  thread->next = THREAD_NONE;
  if (queue->tail == THREAD_NONE) {
    queue->head = id;
  } else {
    threads[queue->tail].next = id;
  }
  queue->tail = id;
}

unsigned queue_pop(struct queue *queue) {
  unsigned id = queue->head;
  if (id != THREAD_NONE) {
    queue_remove(queue, id);
  }
  return id;
}

void queue_remove(struct queue *queue, unsigned id) {
  struct thread *thread = &threads[id];
  if (thread->queue != queue) {
    panic("queue_remove: thread %u is not in this queue", id);
  }
  if (thread->previous == THREAD_NONE) {
    queue->head = thread->next;
  } else {
    threads[thread->previous].next = thread->next;
  }
  if (thread->next == THREAD_NONE) {
    queue->tail = thread->previous;
  } else {
    threads[thread->next].previous = thread->previous;
  }
  thread->previous = THREAD_NONE;
  thread->next = THREAD_NONE;
  thread->queue = NULL;
}

bool queue_has(const struct queue *queue, unsigned id) {
  return threads[id].queue == queue;
}

bool queue_sound(const struct queue *queue) {
  unsigned last = THREAD_NONE, length = 0;
  for (unsigned id = queue->head; id != THREAD_NONE; id = threads[id].next) {
    if (id > THREAD_NONE || length == THREAD_MAX || threads[id].queue != queue || threads[id].previous != last) {
      return false;
    }
    last = id;
    length++;
  }
  return queue->tail == last;
}
