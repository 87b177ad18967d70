/* Address spaces: what a process can reach, page by page. */
#include "space/space.h"

#include <stddef.h>

#include "boot/layout.h"
#include "console/console.h"
#include "cpu/atomic.h"
#include "cpu/cpu.h"
#include "error/error.h"
#include "frame/frame.h"
#include "guard_list/guard_list.h"
#include "kernel_map/kernel_map.h"
#include "page_map/page_map.h"
#include "shootdown/shootdown.h"

struct space spaces[THREAD_MAX];

/* The space by which each processor translates; written and read by it alone. */
static struct {
  SHARED_ALIGNED unsigned space;
} translated[CPU_MAX];

void space_init(void) {
  for (unsigned id = 0; id < THREAD_MAX; id++) {
    guard_init(&spaces[id].guard);
  }
  for (unsigned cpu = 0; cpu < CPU_MAX; cpu++) {
    translated[cpu].space = SPACE_KERNEL;
  }
  guard_list_add("space", &spaces[0].guard, sizeof spaces[0], THREAD_MAX);
}

int space_new(unsigned id) {
  struct space *space = &spaces[id];
  if (space->directory != FRAME_NONE) {
    panic("space_new: space %u exists already", id);
  }
  unsigned directory = container_alloc(id);
  if (directory == FRAME_NONE) {
    return container_alloc_error(id);
  }
  kernel_map_copy(directory);
  guard_acquire(&space->guard);
  space->owner = id;
  space->directory = directory;
  guard_release(&space->guard);
  return 0;
}

/* Gives all pages of the space back, with its guard held. */
static void pages_free(struct space *space) {
  unsigned address = page_next(space->directory, USER_START);
  while (address < USER_END) {
    if (page_read(space->directory, address) & PAGE_SHARED) {
      panic("space_free: page %x is still shared", address);
    }
    container_free(space->owner, page_remove(space->directory, address));
    address = page_next(space->directory, address);
  }
}

void space_free(unsigned id) {
  struct space *space = &spaces[id];
  guard_acquire(&space->guard);
  if (space->directory == FRAME_NONE || space->active != 0) {
    panic("space_free: space %u has directory %u, active on %x", id, space->directory, space->active);
  }
  pages_free(space);
  page_tables_free(space->directory, space->owner);
  container_free(space->owner, space->directory);
  space->directory = FRAME_NONE;
  guard_release(&space->guard);
}

/* Puts a frame of zeros where nothing is mapped, with the space's guard held. */
static int page_fill(struct space *space, unsigned address, unsigned rights) {
  unsigned frame = container_alloc(space->owner);
  if (frame == FRAME_NONE) {
    return container_alloc_error(space->owner);
  }
  frame_clear(frame);
  int error = page_insert(space->directory, space->owner, address, frame, rights | PAGE_USER);
  if (error != 0) {
    container_free(space->owner, frame);
  }
  return error;
}

int space_reserve(unsigned id, unsigned address, unsigned rights) {
  struct space *space = &spaces[id];
  guard_acquire(&space->guard);
  int error = 0;
  if (space->directory == FRAME_NONE) {
    error = ERROR_DEAD;
  } else if (page_read(space->directory, address) == 0) {
    error = page_fill(space, address, rights);
  }
  guard_release(&space->guard);
  return error;
}

int space_map(unsigned id, unsigned address, unsigned frame, unsigned rights) {
  struct space *space = &spaces[id];
  guard_acquire(&space->guard);
  int error = ERROR_DEAD;
  if (space->directory != FRAME_NONE) {
    error = page_insert(space->directory, space->owner, address, frame, rights | PAGE_USER);
  }
  guard_release(&space->guard);
  return error;
}

/* Unmaps a page of which the bits PAGE_SHARED and PAGE_WRITE that are in `mask` are as in `wanted`, and notes it for
   the flush; the frame goes back there unless `kept` takes it. */
static int page_take(unsigned id, unsigned address, unsigned mask, unsigned wanted, unsigned *kept) {
  struct space *space = &spaces[id];
  guard_acquire(&space->guard);
  unsigned entry = space->directory == FRAME_NONE ? 0 : page_read(space->directory, address);
  int error = 0;
  if (space->directory == FRAME_NONE) {
    error = ERROR_DEAD;
  } else if (entry == 0) {
    error = ERROR_ADDRESS;
  } else if ((entry & mask) != wanted) {
    error = ERROR_STATE;
  } else {
    unsigned frame = page_remove(space->directory, address); /* before `active` is read: who comes later sees it gone */
    shootdown_collect(space->active, address, kept != NULL ? FRAME_NONE : frame, frame_table[frame].owner);
    if (kept != NULL) {
      *kept = frame;
    }
  }
  guard_release(&space->guard);
  return error;
}

static void room_make(void) {
  if (shootdown_full()) {
    shootdown_flush();
  }
}

int space_unmap(unsigned id, unsigned address) {
  room_make();
  return page_take(id, address, PAGE_SHARED, 0, NULL);
}

int space_unmap_shared(unsigned id, unsigned address) {
  room_make();
  return page_take(id, address, PAGE_SHARED, PAGE_SHARED, NULL);
}

/* Gives the frame, which is mapped nowhere, to the space `to`, or back to where it was. */
static int frame_give(unsigned frame, unsigned from, unsigned to, unsigned target) {
  int error = container_move(spaces[from].owner, to, frame);
  if (error == 0) {
    error = space_map(to, target, frame, PAGE_WRITE);
    if (error != 0 && container_move(to, spaces[from].owner, frame) != 0) {
      panic("space_grant: space %u has no place for its own page", from);
    }
  }
  return error;
}

int space_grant(unsigned from, unsigned address, unsigned to, unsigned target) {
  if (from == to) {
    return ERROR_STATE;
  }
  if (target < USER_START || target >= USER_END) {
    return ERROR_ADDRESS;
  }
  if (spaces[to].directory == FRAME_NONE) {
    return ERROR_DEAD;
  }
  unsigned frame = FRAME_NONE;
  room_make();
  int error = page_take(from, address, PAGE_SHARED | PAGE_WRITE, PAGE_WRITE, &frame);
  if (error != 0) {
    return error;
  }
  shootdown_flush(); /* the giver must not reach what the taker gets */
  error = frame_give(frame, from, to, target);
  if (error != 0 && space_map(from, address, frame, PAGE_WRITE) != 0) {
    panic("space_grant: space %u cannot take its page back", from);
  }
  return error;
}

unsigned space_lookup(unsigned id, unsigned address) {
  unsigned directory = spaces[id].directory;
  return directory == FRAME_NONE ? 0 : page_read(directory, address);
}

void space_switch(unsigned id) {
  unsigned cpu = cpu_id();
  unsigned before = translated[cpu].space;
  if (id == before) {
    return;
  }
  if (id != SPACE_KERNEL) {
    if (spaces[id].directory == FRAME_NONE) {
      panic("space_switch: no space %u", id);
    }
    atomic_fetch_add(&spaces[id].active, 1u << cpu); /* first: whoever unmaps from now on tells us */
  }
  page_switch(id == SPACE_KERNEL ? kernel_map_directory() : spaces[id].directory);
  translated[cpu].space = id;
  if (before != SPACE_KERNEL) {
    atomic_fetch_add(&spaces[before].active, 0u - (1u << cpu)); /* last: its translations are forgotten */
  }
}

unsigned space_current(void) {
  return translated[cpu_id()].space;
}
