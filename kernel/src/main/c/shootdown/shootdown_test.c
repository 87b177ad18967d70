/* Tests that no processor reaches a page by an old translation once a flush has returned. */
#include "shootdown/shootdown.h"

#include "container/container.h"
#include "cpu/atomic.h"
#include "cpu/cpu.h"
#include "frame/frame.h"
#include "irq/cpus.h"
#include "kernel_map/kernel_map.h"
#include "page_map/page_map.h"

#define ROUNDS 4
#define ADDRESS(page) (USER_START + (page) * PAGE_SIZE)

/* A directory that all processors use, its changes guarded by common_guard; and the barrier of those who serve. */
static unsigned common;
static struct guard common_guard;
static unsigned arrived;

/* Waits for all processors, in the `round`th wait of this kind, with interrupts off, but answers the others. */
static void serving_barrier(unsigned round) {
  atomic_fetch_add(&arrived, 1);
  while (*(volatile unsigned *)&arrived < round * cpus_count()) {
    shootdown_serve();
    cpu_relax();
  }
}

/* Waits for all processors with interrupts on: the interrupt makes us serve. */
static void open_barrier(void) {
  interrupts_on();
  cpus_barrier();
  interrupts_off();
}

static unsigned all_processors(void) {
  return (1u << cpus_count()) - 1;
}

/* Takes the page, if it is mapped, away from all processors, and maps it to a new frame whose first word is `mark`,
   or to none where that is 0. Returns the frame before, free by now. */
static unsigned page_replace(unsigned page, unsigned mark) {
  kernel_enter();
  guard_acquire(&common_guard);
  unsigned before = page_remove(common, ADDRESS(page));
  if (mark != 0) {
    unsigned frame = container_alloc(CONTAINER_ROOT);
    *(unsigned *)frame_address(frame) = mark;
    page_insert(common, CONTAINER_ROOT, ADDRESS(page), frame, PAGE_USER | PAGE_WRITE);
  }
  guard_release(&common_guard);
  if (before != FRAME_NONE) {
    shootdown_collect(all_processors(), ADDRESS(page), before, CONTAINER_ROOT);
  }
  shootdown_flush();
  kernel_leave();
  return before;
}

static unsigned page_mark(unsigned page) {
  return *(volatile unsigned *)(uintptr_t)ADDRESS(page);
}

static void common_make(void) {
  if (cpu_id() == 0) {
    guard_init(&common_guard);
    arrived = 0;
    kernel_enter();
    common = container_alloc(CONTAINER_ROOT);
    kernel_leave();
    kernel_map_copy(common);
  }
  cpus_barrier();
  page_switch(common);
}

static void common_end(void) {
  page_switch(kernel_map_directory());
  cpus_barrier();
  if (cpu_id() == 0) {
    kernel_enter();
    page_tables_free(common, CONTAINER_ROOT);
    container_free(CONTAINER_ROOT, common);
    kernel_leave();
  }
  cpus_barrier();
}

/* One after the other changes the frame behind a page that all use. */
bool shootdown_stale_test(void) {
  common_make();
  bool fresh = true;
  for (unsigned round = 1; round <= ROUNDS * cpus_count(); round++) {
    if (round % cpus_count() == cpu_id()) {
      unsigned before = page_replace(0, round);
      fresh = fresh && (round == 1 || !frame_table[before].allocated) && page_mark(0) == round;
    }
    open_barrier();
    fresh = fresh && page_mark(0) == round;
    cpus_barrier();
  }
  if (cpu_id() == 0) {
    page_replace(0, 0);
  }
  open_barrier();
  common_end();
  return fresh;
}

/* All take a page away from all at once, with interrupts off: each serves while it waits. */
bool shootdown_crossing_test(void) {
  common_make();
  unsigned own = cpu_id(), neighbour = (cpu_id() + 1) % cpus_count();
  unsigned wait = 0;
  bool fresh = true;
  for (unsigned round = 1; round <= ROUNDS; round++) {
    page_replace(own, round * CPU_MAX + own);
    serving_barrier(++wait);
    fresh = fresh && page_mark(neighbour) == round * CPU_MAX + neighbour;
    serving_barrier(++wait);
    page_replace(own, ROUNDS * CPU_MAX + round * CPU_MAX + own);
    serving_barrier(++wait);
    fresh = fresh && page_mark(neighbour) == ROUNDS * CPU_MAX + round * CPU_MAX + neighbour;
    serving_barrier(++wait);
  }
  page_replace(own, 0);
  serving_barrier(++wait);
  bool answered = shootdown_requests[own].waiting == 0 && shootdown_requests[own].count == 0;
  common_end();
  return fresh && answered;
}

/* A full batch is forgotten as a whole; without other targets nobody is asked. */
bool shootdown_batch_test(void) {
  unsigned self = 1u << cpu_id();
  kernel_enter();
  bool room = !shootdown_full();
  for (unsigned i = 0; i < SHOOTDOWN_PAGES_MAX; i++) {
    room = room && !shootdown_full();
    shootdown_collect(self, ADDRESS(i), container_alloc(CONTAINER_ROOT), CONTAINER_ROOT);
  }
  bool full = shootdown_full();
  shootdown_flush();
  bool empty = !shootdown_full() && shootdown_requests[cpu_id()].targets == 0;
  shootdown_flush();
  kernel_leave();
  return room && full && empty;
}
