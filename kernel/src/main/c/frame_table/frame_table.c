/* What is known of each frame. */
#include "frame_table/frame_table.h"

#include "boot/boot.h"

/* Memory below belongs to the firmware, the trampoline and the screen. */
#define MEMORY_LOW_END 0x100000u

struct frame_entry frame_table[FRAME_MAX];
unsigned frame_table_size;

/* Written once by frame_table_init(). */
static unsigned usable_count;

/* Marks the frames that lie in the memory from `start` to `end` as a whole. */
static void usable_add(uint32_t start, uint32_t end) {
  unsigned first = (start + (FRAME_SIZE - 1)) / FRAME_SIZE, after = end / FRAME_SIZE;
  if (start < MEMORY_LOW_END) {
    first = MEMORY_LOW_END / FRAME_SIZE;
  }
  if (after > FRAME_MAX) {
    after = FRAME_MAX;
  }
  for (unsigned frame = first; frame < after; frame++) {
    frame_table[frame].usable = 1;
  }
  if (first < after && after > frame_table_size) {
    frame_table_size = after;
  }
}

/* Unmarks the frames that have a byte from `start` to before `end`. */
static void usable_remove(uintptr_t start, uintptr_t end) {
  for (unsigned frame = start / FRAME_SIZE; frame < FRAME_MAX && frame * FRAME_SIZE < end; frame++) {
    frame_table[frame].usable = 0;
  }
}

unsigned frame_table_init(void) {
  for (unsigned i = 0; i < boot_info.memory_count; i++) {
    usable_add(boot_info.memory[i].start, boot_info.memory[i].end);
  }
  usable_remove((uintptr_t)kernel_start, (uintptr_t)kernel_end);
  for (unsigned i = 0; i < boot_info.module_count; i++) {
    usable_remove(boot_info.module[i].start, boot_info.module[i].end);
  }
  for (unsigned frame = 0; frame < frame_table_size; frame++) {
    usable_count += frame_table[frame].usable;
  }
  return usable_count;
}

unsigned frame_table_usable(void) {
  return usable_count;
}
