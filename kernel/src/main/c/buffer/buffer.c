/* Bounded buffers whose values go straight to whoever waits. */
#include "buffer/buffer.h"

#include <stdbool.h>

#include "current/current.h"
#include "error/error.h"
#include "guard_list/guard_list.h"

struct buffer buffers[BUFFER_MAX];

/* By thread: the value that a waiting producer offers, or that a waiting consumer was given. Guarded by the buffer
   that the thread waits for. */
static unsigned handed[THREAD_MAX];

void buffer_init(void) {
  for (unsigned i = 0; i < BUFFER_MAX; i++) {
    guard_init(&buffers[i].guard);
    buffers[i].head = 0;
    buffers[i].count = 0;
    condition_init(&buffers[i].not_full);
    condition_init(&buffers[i].not_empty);
  }
  guard_list_add("buffer", &buffers[0].guard, sizeof buffers[0], BUFFER_MAX);
}

static void ring_push(struct buffer *buffer, unsigned value) {
  buffer->values[(buffer->head + buffer->count) % BUFFER_SIZE] = value;
  buffer->count++;
}

static unsigned ring_pop(struct buffer *buffer) {
  unsigned value = buffer->values[buffer->head];
  buffer->head = (buffer->head + 1) % BUFFER_SIZE;
  buffer->count--;
  return value;
}

int buffer_put(unsigned number, unsigned value) {
  if (number >= BUFFER_MAX) {
    return ERROR_ARGUMENT;
  }
  struct buffer *buffer = &buffers[number];
  bool passed = true;
  guard_acquire(&buffer->guard);
  unsigned consumer = condition_first(&buffer->not_empty);
  if (consumer != THREAD_NONE) {
    handed[consumer] = value;
    condition_signal(&buffer->not_empty);
  } else if (buffer->count < BUFFER_SIZE) {
    ring_push(buffer, value);
  } else {
    handed[thread_current()] = value;
    passed = condition_wait(&buffer->not_full, &buffer->guard); /* a consumer moves the value into the ring */
  }
  guard_release(&buffer->guard);
  return passed ? 0 : ERROR_DEAD;
}

int buffer_get(unsigned number, unsigned *value) {
  if (number >= BUFFER_MAX) {
    return ERROR_ARGUMENT;
  }
  struct buffer *buffer = &buffers[number];
  bool passed = true;
  guard_acquire(&buffer->guard);
  if (buffer->count == 0) {
    passed = condition_wait(&buffer->not_empty, &buffer->guard); /* a producer hands the value over */
    *value = handed[thread_current()];
  } else {
    *value = ring_pop(buffer);
    unsigned producer = condition_first(&buffer->not_full);
    if (producer != THREAD_NONE) {
      ring_push(buffer, handed[producer]);
      condition_signal(&buffer->not_full);
    }
  }
  guard_release(&buffer->guard);
  return passed ? 0 : ERROR_DEAD;
}
