/* Tests of shared pages, most of them between pairs of processors. */
#include "share/share.h"

#include <stdbool.h>

#include "boot/layout.h"
#include "cpu/atomic.h"
#include "cpu/cpu.h"
#include "error/error.h"
#include "irq/cpus.h"
#include "shootdown/shootdown.h"

#define QUOTA 4
#define ROUNDS 6
#define AGREEING_MAX 8 /* processors that use two sides each: not all ids */
#define ADDRESS(page) (USER_START + (page) * PAGE_SIZE)

/* The side of each processor, for its partner. */
static unsigned side[CPU_MAX];

/* Waits for all processors; a flush of another is served meanwhile. */
static void meet(void) {
  interrupts_on();
  cpus_barrier();
  interrupts_off();
}

static unsigned make(unsigned quota) {
  kernel_enter();
  unsigned id = (unsigned)container_split(CONTAINER_ROOT, quota, 1);
  space_new(id);
  share_open(id);
  kernel_leave();
  return id;
}

/* Returns whether everything went back. */
static bool end(unsigned id) {
  kernel_enter();
  share_exit(id);
  space_free(id);
  bool even = containers[id].usage == 0;
  container_exit(id);
  kernel_leave();
  return even;
}

static int offer(unsigned me, unsigned peer, unsigned address) {
  kernel_enter();
  int result = share_offer(me, peer, address);
  kernel_leave();
  return result;
}

static int status(unsigned me, unsigned peer) {
  kernel_enter();
  int result = share_status(me, peer);
  kernel_leave();
  return result;
}

static int finish(unsigned me, unsigned peer) {
  kernel_enter();
  int result = share_end(me, peer);
  kernel_leave();
  return result;
}

static volatile unsigned *word_at(unsigned address) {
  return (volatile unsigned *)(uintptr_t)address;
}

/* One page in two spaces, at different addresses, as long as both want it. */
static bool agree_check(void) {
  unsigned one = make(QUOTA), two = make(QUOTA);
  bool pending = status(one, two) == SHARE_DEAD && offer(one, two, ADDRESS(1)) == SHARE_PENDING &&
                 offer(one, two, ADDRESS(2)) == SHARE_PENDING && status(two, one) == SHARE_DEAD &&
                 space_lookup(one, ADDRESS(1)) == 0;
  bool ready = offer(two, one, ADDRESS(5)) == SHARE_READY && shares[two][one].seen && !shares[one][two].seen &&
               status(one, two) == SHARE_READY && shares[one][two].seen && offer(one, two, ADDRESS(3)) == ERROR_STATE;
  unsigned frame = page_frame(space_lookup(one, ADDRESS(1)));
  bool same = frame != FRAME_NONE && page_frame(space_lookup(two, ADDRESS(5))) == frame &&
              frame_table[frame].references == 2 && frame_table[frame].owner == two;
  space_switch(one);
  *word_at(ADDRESS(1)) = one;
  space_switch(two);
  same = same && *word_at(ADDRESS(5)) == one;
  kernel_enter();
  bool kept = space_unmap(two, ADDRESS(5)) == ERROR_STATE &&
              space_grant(two, ADDRESS(5), one, ADDRESS(7)) == ERROR_STATE;
  kernel_leave();
  bool ended = finish(one, two) == 0 && status(two, one) == SHARE_DEAD && finish(two, one) == ERROR_STATE &&
               space_lookup(one, ADDRESS(1)) == 0 && space_lookup(two, ADDRESS(5)) == 0;
  space_switch(SPACE_KERNEL);
  return end(one) && end(two) && pending && ready && same && kept && ended;
}

bool share_agree_test(void) {
  bool passed = cpu_id() >= AGREEING_MAX || agree_check();
  cpus_barrier();
  return passed;
}

static bool refused_check(void) {
  unsigned one = make(QUOTA), two = make(2), shut = make(QUOTA);
  kernel_enter();
  share_exit(shut);
  kernel_leave();
  bool arguments = offer(one, one, ADDRESS(0)) == ERROR_ARGUMENT &&
                   offer(one, THREAD_MAX, ADDRESS(0)) == ERROR_ARGUMENT &&
                   offer(one, two, ADDRESS(0) + 4) == ERROR_ARGUMENT && offer(one, two, 0) == ERROR_ADDRESS &&
                   offer(one, two, USER_END) == ERROR_ADDRESS && offer(one, shut, ADDRESS(0)) == ERROR_DEAD &&
                   status(one, one) == ERROR_ARGUMENT && finish(one, THREAD_MAX) == ERROR_ARGUMENT;
  kernel_enter();
  bool taken = space_reserve(one, ADDRESS(0), PAGE_WRITE) == 0;
  kernel_leave();
  taken = taken && offer(one, two, ADDRESS(0)) == SHARE_PENDING && offer(two, one, ADDRESS(0)) == ERROR_QUOTA &&
          status(one, two) == SHARE_DEAD && containers[two].usage == 1;
  bool occupied = offer(two, one, ADDRESS(0)) == SHARE_PENDING && offer(one, two, ADDRESS(0)) == ERROR_STATE &&
                  status(two, one) == SHARE_DEAD && containers[one].usage == 3;
  bool poor = offer(two, one, ADDRESS(0)) == SHARE_PENDING; /* its table has a frame, no page; the peer pays that */
  poor = poor && offer(one, two, ADDRESS(1)) == SHARE_READY && containers[one].usage == 4 && containers[two].usage == 2;
  return end(two) && containers[one].usage == 3 && end(one) && end(shut) && arguments && taken && occupied && poor;
}

bool share_refused_test(void) {
  bool passed = cpu_id() != 0 || refused_check();
  cpus_barrier();
  return passed;
}

/* Partners offer to each other at once: just one of them finds the other's offer. Then both end it at once. */
bool share_pair_test(void) {
  unsigned cpu = cpu_id(), partner = cpu ^ 1;
  unsigned me = make(QUOTA);
  side[cpu] = me;
  cpus_barrier();
  unsigned peer = partner < cpus_count() ? side[partner] : me;
  bool passed = true;
  space_switch(me);
  for (unsigned round = 0; round < ROUNDS; round++) {
    int own = me == peer ? SHARE_READY : offer(me, peer, ADDRESS(cpu));
    passed = passed && (own == SHARE_READY || own == SHARE_PENDING);
    meet();
    if (me != peer) {
      passed = passed && status(me, peer) == SHARE_READY;
      word_at(ADDRESS(cpu))[cpu & 1] = round + 1;
    }
    meet();
    passed = passed && (me == peer || word_at(ADDRESS(cpu))[partner & 1] == round + 1);
    meet();
    int ended = me == peer ? 0 : finish(me, peer);
    passed = passed && (ended == 0 || ended == ERROR_STATE);
    meet();
    passed = passed && (me == peer || status(me, peer) == SHARE_DEAD);
    meet();
  }
  space_switch(SPACE_KERNEL);
  meet();
  return end(me) && passed;
}

/* Waits until `peer` has ended its share with `me`. */
static void dead_wait(unsigned me, unsigned peer) {
  while (((volatile struct share *)&shares[me][peer])->state != SHARE_DEAD) {
    cpu_relax();
  }
}

/* The odd partner ends the share while the even one, which pays for the page, still remembers it; the even one leaves
   for good before it has answered. Its container must not go before the page is back. */
bool share_exit_test(void) {
  unsigned cpu = cpu_id(), partner = cpu ^ 1, me = make(QUOTA);
  bool even = cpu % 2 == 0, paired = partner < cpus_count(), passed = true;
  side[cpu] = me;
  cpus_barrier();
  if (paired && !even) {
    passed = offer(me, side[partner], ADDRESS(cpu)) == SHARE_PENDING;
  }
  cpus_barrier();
  if (paired && even) {
    passed = offer(me, side[partner], ADDRESS(cpu)) == SHARE_READY;
    space_switch(me);
  }
  cpus_barrier();
  if (paired && !even) {
    passed = passed && finish(me, side[partner]) == 0;
  } else if (paired) {
    dead_wait(me, side[partner]);
    space_switch(SPACE_KERNEL);
  }
  passed = end(me) && passed;
  meet();
  return passed;
}
