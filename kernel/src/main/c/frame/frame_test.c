/* Tests of frames, most of them from all processors at once. */
#include "frame/frame.h"

#include <stdbool.h>

#include "boot/layout.h"
#include "cpu/atomic.h"
#include "cpu/cpu.h"
#include "guard/guard.h"
#include "irq/cpus.h"

#define OWNER_FIRST 40 /* processor n allocates for the owner OWNER_FIRST + n */
#define FRAMES 8
#define ROUNDS 20

/* Frames allocated by processor 0, used by all. */
static unsigned common;

static unsigned alloc(unsigned owner) {
  kernel_enter();
  unsigned frame = frame_alloc(owner);
  kernel_leave();
  return frame;
}

static void release(unsigned frame) {
  kernel_enter();
  frame_free(frame);
  kernel_leave();
}

static unsigned free_count(void) {
  kernel_enter();
  unsigned count = frame_free_count();
  kernel_leave();
  return count;
}

/* What the table says about free frames, counted one by one. */
static unsigned free_in_table(void) {
  unsigned count = 0;
  for (unsigned frame = 0; frame < frame_table_size; frame++) {
    count += frame_table[frame].usable && !frame_table[frame].allocated;
  }
  return count;
}

static bool lowest_check(void) {
  unsigned first = alloc(0), second = alloc(0), third = alloc(0);
  bool ascending = first != FRAME_NONE && first < second && second < third;
  for (unsigned frame = 0; frame < second; frame++) {
    ascending = ascending && (!frame_table[frame].usable || frame_table[frame].allocated);
  }
  release(second);
  bool again = alloc(0) == second;
  release(first);
  release(second);
  release(third);
  return ascending && again;
}

bool frame_lowest_test(void) {
  bool passed = cpu_id() != 0 || lowest_check();
  cpus_barrier();
  return passed && free_count() == free_in_table();
}

/* With the table cut off after two free frames. */
static bool none_check(void) {
  unsigned size = frame_table_size;
  unsigned first = alloc(0), second = alloc(0);
  frame_table_size = second + 1;
  bool none = alloc(0) == FRAME_NONE;
  unsigned free_now = free_count();
  release(first);
  none = none && free_count() == free_now + 1 && alloc(0) == first && alloc(0) == FRAME_NONE;
  frame_table_size = size;
  release(first);
  release(second);
  return none;
}

bool frame_none_test(void) {
  bool passed = cpu_id() != 0 || none_check();
  cpus_barrier();
  return passed;
}

/* Each processor fills frames with its own mark; a frame given out twice loses one. */
bool frame_owner_test(void) {
  unsigned owner = OWNER_FIRST + cpu_id(), before = free_count();
  bool own = true;
  cpus_barrier();
  for (unsigned round = 0; round < ROUNDS; round++) {
    unsigned frame[FRAMES];
    for (unsigned i = 0; i < FRAMES; i++) {
      frame[i] = alloc(owner);
      own = own && frame[i] != FRAME_NONE;
      *(volatile unsigned *)frame_address(frame[i]) = owner * FRAMES + i;
    }
    for (unsigned i = 0; i < FRAMES; i++) {
      const struct frame_entry *entry = &frame_table[frame[i]];
      own = own && *(volatile unsigned *)frame_address(frame[i]) == owner * FRAMES + i;
      own = own && entry->usable && entry->allocated && entry->owner == owner && entry->references == 1;
      release(frame[i]);
    }
  }
  cpus_barrier();
  return own && free_count() == before && before == free_in_table();
}

/* All processors hold one frame; only the last to drop it frees it. */
bool frame_references_test(void) {
  static unsigned lasts;
  if (cpu_id() == 0) {
    common = alloc(OWNER_FIRST);
    lasts = 0;
  }
  cpus_barrier();
  for (unsigned round = 0; round <= 2 * ROUNDS; round++) { /* one more up than down */
    kernel_enter();
    if (round % 2 == 0) {
      frame_hold(common);
    } else {
      frame_drop(common);
    }
    kernel_leave();
  }
  cpus_barrier();
  bool counted = frame_table[common].references == cpus_count() + 1;
  cpus_barrier();
  if (cpu_id() == 0) {
    kernel_enter();
    frame_drop(common);
    kernel_leave();
  }
  kernel_enter();
  if (frame_drop(common) == 0) {
    atomic_fetch_add(&lasts, 1);
  }
  kernel_leave();
  cpus_barrier();
  return counted && lasts == 1 && !frame_table[common].allocated;
}

bool frame_clear_test(void) {
  unsigned frame = alloc(OWNER_FIRST + cpu_id());
  unsigned *words = frame_address(frame);
  words[0] = 1;
  words[FRAME_SIZE / sizeof *words - 1] = 1;
  frame_clear(frame);
  bool clear = true;
  for (unsigned i = 0; i < FRAME_SIZE / sizeof *words; i++) {
    clear = clear && words[i] == 0;
  }
  release(frame);
  return clear;
}
