/* Address spaces: what a process can reach, page by page. */
#ifndef SPACE_SPACE_H
#define SPACE_SPACE_H

#include "alignment/alignment.h"
#include "container/container.h"
#include "guard/guard.h"
#include "page_entry/page_entry.h"

/* The space without user addresses, in which kernel threads and idle processors run. Only space_switch() takes it. */
#define SPACE_KERNEL THREAD_MAX

/* One space. Its number is that of its container, thread and process. */
struct space {
  SHARED_ALIGNED unsigned directory; /* the frame of its page directory, FRAME_NONE: there is no such space */
  unsigned owner;                    /* the container that pays for its frames */
  unsigned active;                   /* bit n: processor n translates by it; changed by n alone, in locked steps */
  struct guard guard;                /* of the directory and the tables below it */
};

extern struct space spaces[THREAD_MAX];

/* The guards of spaces lie below those of shares and above those of containers; two are taken in order of number.
   Every function but space_switch() and space_lookup() takes its spaces' for a moment. The kernel is entered,
   interrupts are off and stay so. `id` is below THREAD_MAX. Addresses are rounded down to their page. */

/* No spaces. Once. */
void space_init(void);

/* Makes the space `id`, with nothing in it, paid by the container `id`. Returns 0, or ERROR_QUOTA, ERROR_MEMORY. Panics
   where the space exists. */
int space_new(unsigned id);

/* Ends the space `id`: all its pages and tables go back to the container. No processor is in it, and no page is
   shared any more (share_exit()), else panic. */
void space_free(unsigned id);

/* Sees to it that `address` is mapped: a page that is not gets a frame of zeros with `rights` (PAGE_WRITE; the user may
   always read). Returns 0, even where it was mapped with other rights; ERROR_ADDRESS outside of the user's addresses,
   ERROR_DEAD without a space, ERROR_QUOTA, ERROR_MEMORY. */
int space_reserve(unsigned id, unsigned address, unsigned rights);

/* Maps `address` to `frame` for the user with `rights` (PAGE_WRITE, PAGE_SHARED); the mapping takes over a reference of
   the caller's. Returns 0, or ERROR_ADDRESS, ERROR_DEAD, ERROR_QUOTA, ERROR_MEMORY as above, or ERROR_STATE where the
   page is mapped already; then the reference is still the caller's. */
int space_map(unsigned id, unsigned address, unsigned frame, unsigned rights);

/* Unmaps `address`. Processors may remember it, and its frame is not free, until this processor's next
   shootdown_flush(), which the caller owes. Returns 0; ERROR_ADDRESS where it is not mapped, ERROR_DEAD, ERROR_STATE
   where the page is shared. No guard is held: flushes first when shootdown_full(). */
int space_unmap(unsigned id, unsigned address);

/* The same for a page that is shared, and only for such. Outer guards may be held unless shootdown_full(). */
int space_unmap_shared(unsigned id, unsigned address);

/* Moves the page at `address` of `from`, which must be writable, not shared, to the unmapped `target` of the space
   `to`, writable: frame, contents, and place in the quota. Returns 0; ERROR_ADDRESS, ERROR_DEAD, ERROR_STATE where a
   page is shared or `target` is mapped or both spaces are one, ERROR_QUOTA or ERROR_MEMORY where `to` cannot pay. An
   error changes nothing. Flushes: outer guards may be held where no other processor translates by `from`, as nobody
   is waited for then; else none. */
int space_grant(unsigned from, unsigned address, unsigned to, unsigned target);

/* The entry for `address` as it is now (page_frame() is the frame, PAGE_USER and PAGE_WRITE the user's rights), 0 where
   it is not mapped. Takes no guard: who goes on to use the frame holds spaces[id].guard until done. */
unsigned space_lookup(unsigned id, unsigned address);

/* This processor translates by the space `id`, which exists, or SPACE_KERNEL, from now on. */
void space_switch(unsigned id);

/* The space by which this processor translates. */
unsigned space_current(void);

#endif
