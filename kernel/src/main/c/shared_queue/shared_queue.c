/* Takes the queue's guard around each operation. */
#include "shared_queue/shared_queue.h"

void shared_queue_init(struct shared_queue *shared) {
  guard_init(&shared->guard);
  queue_init(&shared->queue);
}

void shared_queue_push(struct shared_queue *shared, unsigned id) {
  guard_acquire(&shared->guard);
  queue_push(&shared->queue, id);
  guard_release(&shared->guard);
}

unsigned shared_queue_pop(struct shared_queue *shared) {
  guard_acquire(&shared->guard);
  unsigned id = queue_pop(&shared->queue);
  guard_release(&shared->guard);
  return id;
}

bool shared_queue_remove(struct shared_queue *shared, unsigned id) {
  guard_acquire(&shared->guard);
  bool found = queue_has(&shared->queue, id);
  if (found) {
    queue_remove(&shared->queue, id);
  }
  guard_release(&shared->guard);
  return found;
}

bool shared_queue_empty(const struct shared_queue *shared) {
  return *(const volatile unsigned *)&shared->queue.head == THREAD_NONE;
}
