/* Pages shared by two spaces, where both sides agree. */
#include "share/share.h"

#include <stdbool.h>

#include "cpu/atomic.h"
#include "error/error.h"
#include "frame/frame.h"
#include "guard_list/guard_list.h"
#include "shootdown/shootdown.h"

/* Guards all of the following. */
static struct guard share_guard;
struct share shares[THREAD_MAX][THREAD_MAX];
static bool is_open[THREAD_MAX];

/* How many shares of each side are unmapped, but not yet forgotten by all processors. */
static unsigned ending[THREAD_MAX];

void share_init(void) {
  guard_init(&share_guard);
  guard_list_add("shares", &share_guard, sizeof share_guard, 1);
  for (unsigned from = 0; from < THREAD_MAX; from++) {
    is_open[from] = false;
    ending[from] = 0;
    for (unsigned to = 0; to < THREAD_MAX; to++) {
      shares[from][to] = (struct share){0};
    }
  }
}

void share_open(unsigned me) {
  guard_acquire(&share_guard);
  is_open[me] = true;
  guard_release(&share_guard);
}

/* Sets both sides; `me` knows. */
static void state_set(unsigned me, unsigned peer, enum share_state state) {
  shares[me][peer].state = (uint8_t)state;
  shares[me][peer].seen = 1;
  shares[peer][me].state = (uint8_t)state;
  shares[peer][me].seen = 0;
}

/* Maps one new frame on both sides. On an error nothing is mapped that a flush does not make forgotten. */
static int page_share(unsigned me, unsigned peer) {
  unsigned frame = container_alloc(me);
  if (frame == FRAME_NONE) {
    return container_alloc_error(me);
  }
  frame_clear(frame);
  frame_hold(frame); /* one reference for each side */
  int error = space_map(me, shares[me][peer].address, frame, PAGE_WRITE | PAGE_SHARED);
  if (error != 0) {
    container_free(me, frame);
    container_free(me, frame);
    return error;
  }
  error = space_map(peer, shares[peer][me].address, frame, PAGE_WRITE | PAGE_SHARED);
  if (error != 0) {
    container_free(me, frame);
    space_unmap_shared(me, shares[me][peer].address);
  }
  return error;
}

/* Answers the offer of `peer`. */
static int agree(unsigned me, unsigned peer, unsigned address) {
  shares[me][peer].address = address;
  int error = page_share(me, peer);
  state_set(me, peer, error == 0 ? SHARE_READY : SHARE_DEAD);
  return error == 0 ? SHARE_READY : error;
}

/* share_offer() with the guard held and numbers that are in range. */
static int offer(unsigned me, unsigned peer, unsigned address) {
  struct share *own = &shares[me][peer];
  if (!is_open[peer]) {
    return ERROR_DEAD;
  }
  if (own->state == SHARE_READY) {
    return ERROR_STATE;
  }
  if (own->state == SHARE_DEAD && shares[peer][me].state == SHARE_PENDING) {
    return agree(me, peer, address);
  }
  if (own->state == SHARE_DEAD) {
    *own = (struct share){.state = SHARE_PENDING, .seen = 1, .address = address};
  }
  return SHARE_PENDING;
}

static bool is_peer(unsigned me, unsigned peer) {
  return peer < THREAD_MAX && peer != me;
}

int share_offer(unsigned me, unsigned peer, unsigned address) {
  if (!is_peer(me, peer) || address % PAGE_SIZE != 0) {
    return ERROR_ARGUMENT;
  }
  if (address < USER_START || address >= USER_END) {
    return ERROR_ADDRESS;
  }
  shootdown_flush();
  guard_acquire(&share_guard);
  int result = offer(me, peer, address);
  guard_release(&share_guard);
  shootdown_flush();
  return result;
}

int share_status(unsigned me, unsigned peer) {
  if (!is_peer(me, peer)) {
    return ERROR_ARGUMENT;
  }
  guard_acquire(&share_guard);
  shares[me][peer].seen = 1;
  int state = shares[me][peer].state;
  guard_release(&share_guard);
  return state;
}

static void ending_add(unsigned me, unsigned peer, int amount) {
  ending[me] += (unsigned)amount;
  ending[peer] += (unsigned)amount;
}

int share_end(unsigned me, unsigned peer) {
  if (!is_peer(me, peer)) {
    return ERROR_ARGUMENT;
  }
  shootdown_flush();
  guard_acquire(&share_guard);
  bool ready = shares[me][peer].state == SHARE_READY;
  bool any = ready || shares[me][peer].state == SHARE_PENDING || shares[peer][me].state == SHARE_PENDING;
  if (ready) {
    space_unmap_shared(me, shares[me][peer].address);
    space_unmap_shared(peer, shares[peer][me].address);
    ending_add(me, peer, 1);
  }
  if (any) {
    state_set(me, peer, SHARE_DEAD);
  }
  guard_release(&share_guard);
  if (ready) {
    shootdown_flush();
    guard_acquire(&share_guard);
    ending_add(me, peer, -1);
    guard_release(&share_guard);
  }
  return any ? 0 : ERROR_STATE;
}

/* Whether another side is just giving back a frame that `me` may have paid. */
static bool is_ending(unsigned me) {
  guard_acquire(&share_guard);
  bool result = ending[me] != 0;
  guard_release(&share_guard);
  return result;
}

void share_exit(unsigned me) {
  guard_acquire(&share_guard);
  is_open[me] = false;
  guard_release(&share_guard);
  for (unsigned peer = 0; peer < THREAD_MAX; peer++) {
    share_end(me, peer);
  }
  while (is_ending(me)) {
    kernel_leave();
    shootdown_serve();
    cpu_relax();
    kernel_enter();
  }
}
