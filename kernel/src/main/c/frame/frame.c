/* Frames given out and taken back, by all processors at once. */
#include "frame/frame.h"

#include "console/console.h"
#include "guard/guard.h"
#include "guard_list/guard_list.h"

/* Guards all of frame_table but `usable`, and free_count. */
static struct guard frame_guard;
static unsigned free_count;

void frame_init(void) {
  guard_init(&frame_guard);
  guard_list_add("frames", &frame_guard, sizeof frame_guard, 1);
  free_count = frame_table_usable();
}

unsigned frame_alloc(unsigned owner) {
  guard_acquire(&frame_guard);
  unsigned found = FRAME_NONE;
  for (unsigned frame = 1; frame < frame_table_size; frame++) {
    struct frame_entry *entry = &frame_table[frame];
    if (entry->usable && !entry->allocated) {
      entry->allocated = 1;
      entry->owner = (uint16_t)owner;
      entry->references = 1;
      free_count--;
      found = frame;
      break;
    }
  }
  guard_release(&frame_guard);
  return found;
}

/* The entry of `frame`, which is allocated: called with frame_guard. */
static struct frame_entry *entry_of(unsigned frame, const char *caller) {
  if (frame >= frame_table_size || !frame_table[frame].allocated) {
    panic("%s: frame %u is not allocated", caller, frame);
  }
  return &frame_table[frame];
}

void frame_free(unsigned frame) {
  if (frame_drop(frame) != 0) {
    panic("frame_free: frame %u is still in use", frame);
  }
}

void frame_hold(unsigned frame) {
  guard_acquire(&frame_guard);
  entry_of(frame, "frame_hold")->references++;
  guard_release(&frame_guard);
}

unsigned frame_drop(unsigned frame) {
  guard_acquire(&frame_guard);
  struct frame_entry *entry = entry_of(frame, "frame_drop");
  entry->references--;
  unsigned left = entry->references;
  if (left == 0) {
    entry->allocated = 0;
    free_count++;
  }
  guard_release(&frame_guard);
  return left;
}

void frame_owner_set(unsigned frame, unsigned owner) {
  guard_acquire(&frame_guard);
  entry_of(frame, "frame_owner_set")->owner = (uint16_t)owner;
  guard_release(&frame_guard);
}

unsigned frame_free_count(void) {
  guard_acquire(&frame_guard);
  unsigned count = free_count;
  guard_release(&frame_guard);
  return count;
}

void frame_clear(unsigned frame) {
  unsigned *words = frame_address(frame);
  for (unsigned i = 0; i < FRAME_SIZE / sizeof *words; i++) {
    words[i] = 0;
  }
}
