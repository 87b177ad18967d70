/* Bounded buffers of words between producers and consumers. */
#ifndef BUFFER_BUFFER_H
#define BUFFER_BUFFER_H

#include "condition/condition.h"
#include "guard/guard.h"

#define BUFFER_MAX 8
#define BUFFER_SIZE 16

/* Values come out in the order in which they were put; waiting threads are served in the order in which they came. */
struct buffer {
  SHARED_ALIGNED struct guard guard; /* guards all that follows */
  unsigned values[BUFFER_SIZE];      /* a ring: `count` values from `head` on */
  unsigned head, count;
  struct condition not_full;  /* who waits to put: only while the ring is full */
  struct condition not_empty; /* who waits to get: only while the ring is empty */
};

extern struct buffer buffers[BUFFER_MAX];

/* All buffers empty. Once, before any thread runs. */
void buffer_init(void);

/* Both: called by threads, interrupts off, no guards held. They may sleep. Return 0, ERROR_ARGUMENT if there is no
   such buffer, or ERROR_DEAD, with nothing put or taken, if the caller was cancelled. */

/* Puts `value` after all the others; sleeps while the buffer is full. Where somebody waits to get, the value is his at
   once. */
int buffer_put(unsigned buffer, unsigned value);

/* Takes the oldest value into *value; sleeps while the buffer is empty. */
int buffer_get(unsigned buffer, unsigned *value);

#endif
