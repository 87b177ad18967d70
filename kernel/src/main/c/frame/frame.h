/* Frames given out and taken back, by all processors at once. */
#ifndef FRAME_FRAME_H
#define FRAME_FRAME_H

#include "frame_table/frame_table.h"

/* All functions but frame_init() and frame_clear() take the guard of this layer for a moment, the innermost of the
   memory layers. They panic where a frame is not allocated that must be. Interrupts are off and stay so. */

/* Nothing is allocated. Once, after frame_table_init(). */
void frame_init(void);

/* The lowest free frame, now allocated to the container `owner` with one reference; FRAME_NONE where none is free.
   Its bytes are what they were. Looks at one frame after the other: the time grows with the frames in use, which is
   the price of always giving the lowest (Gu et al., "CertiKOS", OSDI 2016, does so too). */
unsigned frame_alloc(unsigned owner);

/* Frees `frame`, whose only reference is the caller's. */
void frame_free(unsigned frame);

/* Adds a reference to `frame`, of which the caller has or guards one. */
void frame_hold(unsigned frame);

/* Takes the caller's reference away. Returns how many are left; with none, the frame is free. */
unsigned frame_drop(unsigned frame);

/* Makes the container `owner` the one that pays for `frame`. */
void frame_owner_set(unsigned frame, unsigned owner);

/* How many frames are free. */
unsigned frame_free_count(void);

/* Fills `frame`, which the caller has for itself, with zeros; without the guard. */
void frame_clear(unsigned frame);

#endif
