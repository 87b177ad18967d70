/* Pages shared by two spaces, where both sides agree. */
#ifndef SHARE_SHARE_H
#define SHARE_SHARE_H

#include <stdint.h>

#include "space/space.h"

/* How one side sees its share with another. */
enum share_state {
  SHARE_DEAD = 0,    /* none */
  SHARE_PENDING = 1, /* offered, and not yet answered */
  SHARE_READY = 2,   /* agreed: the page is mapped on both sides */
};

/* shares[from][to] is the side of `from`. Guarded by the guard of this layer. */
struct share {
  uint8_t state;    /* enum share_state */
  uint8_t seen;     /* 1: `from` has been told this state */
  unsigned address; /* where `from` has, or wants, the page; while not SHARE_DEAD */
};

extern struct share shares[THREAD_MAX][THREAD_MAX];

/* The guard of this layer lies above those of spaces. The kernel is entered, no guard is held, interrupts are off and
   stay so. `me` is an open side. */

/* No shares, no open sides. Once. */
void share_init(void);

/* `me`, whose space exists, may share from now on. */
void share_open(unsigned me);

/* `me` wants one page with `peer`, its own end at `address`, a page boundary. If `peer` wants one with `me`, a frame of
   zeros, paid by `me`, is mapped writable on both sides: SHARE_READY. Otherwise it is noted, and noted once:
   SHARE_PENDING. ERROR_ARGUMENT where `peer` is no other id or `address` no boundary, ERROR_ADDRESS outside of the
   user's addresses, ERROR_DEAD where `peer` is not open, ERROR_STATE where they share already. Where the page cannot be
   mapped on both sides both are SHARE_DEAD, and the result says why: ERROR_STATE, ERROR_QUOTA, ERROR_MEMORY. */
int share_offer(unsigned me, unsigned peer, unsigned address);

/* How `me` stands with `peer`: an enum share_state, from now on seen. ERROR_ARGUMENT where `peer` is no other id. */
int share_status(unsigned me, unsigned peer);

/* Ends the offers or the share of `me` and `peer`, whoever began. The page is gone from both sides, on all
   processors. Returns 0; ERROR_ARGUMENT where `peer` is no other id, ERROR_STATE where there was nothing. */
int share_end(unsigned me, unsigned peer);

/* Ends all of `me`, which may not share any more. */
void share_exit(unsigned me);

#endif
