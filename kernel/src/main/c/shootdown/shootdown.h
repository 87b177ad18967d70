/* Makes other processors forget translations before the frames behind them are used anew. */
#ifndef SHOOTDOWN_SHOOTDOWN_H
#define SHOOTDOWN_SHOOTDOWN_H

#include <stdbool.h>

#include "alignment/alignment.h"
#include "boot/layout.h"
#include "frame_table/frame_table.h"

/* The most pages that wait for one flush. */
#define SHOOTDOWN_PAGES_MAX 32

/* A page that was unmapped, and the frame to give back once nobody can reach it. */
struct shootdown_page {
  unsigned address;
  unsigned frame; /* FRAME_NONE: nothing to give back */
  unsigned owner; /* the frame's container */
};

/* What a processor asks of the others. Only it writes, but for `waiting`; they read while their bit is set. */
struct shootdown_request {
  SHARED_ALIGNED unsigned waiting; /* bit n: processor n has not answered yet; n clears it */
  unsigned targets;                /* bit n: processor n may remember one of the pages */
  unsigned count;
  struct shootdown_page page[SHOOTDOWN_PAGES_MAX];
};

extern struct shootdown_request shootdown_requests[CPU_MAX];

/* All processors answer VECTOR_SHOOTDOWN from now on, wherever their interrupts are on. Once, after irq_init(). */
void shootdown_init(void);

/* Notes, for the next flush of this processor, that `address` was unmapped, and that the processors of the mask
   `targets` may remember it. The flush takes a reference to `frame` away from its container `owner`, unless it is
   FRAME_NONE. Any guard may be held. Panics when shootdown_full(). */
void shootdown_collect(unsigned targets, unsigned address, unsigned frame, unsigned owner);

/* Whether this processor must flush before it collects again. */
bool shootdown_full(void);

/* Makes all targets of the pages collected by this processor, itself included, forget them; then gives the frames
   back. Returns when that is done, at once if there is nothing. No guard is held; the kernel is entered, and left
   while this waits: what was read before may have changed. Others are served meanwhile. */
void shootdown_flush(void);

/* Forgets what other processors asked this one to forget, and tells them. To be called again and again wherever the
   kernel waits with interrupts off for something that other processors do. Any guard may be held. */
void shootdown_serve(void);

#endif
