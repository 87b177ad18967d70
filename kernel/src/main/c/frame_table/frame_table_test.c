/* Tests of the table of frames against what the loader told. */
#include "frame_table/frame_table.h"

#include <stdbool.h>

#include "boot/boot.h"

/* Whether the frame lies in memory that the loader gave. */
static bool frame_given(unsigned frame) {
  uint32_t start = frame * FRAME_SIZE;
  for (unsigned i = 0; i < boot_info.memory_count; i++) {
    if (boot_info.memory[i].start <= start && start + FRAME_SIZE <= boot_info.memory[i].end) {
      return true;
    }
  }
  return false;
}

/* Whether the frame has a byte from `start` to before `end`. */
static bool frame_meets(unsigned frame, uintptr_t start, uintptr_t end) {
  return frame * FRAME_SIZE < end && start < (frame + 1) * FRAME_SIZE;
}

static bool frame_taken(unsigned frame) {
  bool taken = frame < 256 || frame_meets(frame, (uintptr_t)kernel_start, (uintptr_t)kernel_end);
  for (unsigned i = 0; i < boot_info.module_count; i++) {
    taken = taken || frame_meets(frame, boot_info.module[i].start, boot_info.module[i].end);
  }
  return taken;
}

bool frame_table_usable_test(void) {
  unsigned usable = 0;
  for (unsigned frame = 0; frame < frame_table_size; frame++) {
    if (frame_table[frame].usable != (frame_given(frame) && !frame_taken(frame))) {
      return false;
    }
    usable += frame_table[frame].usable;
  }
  return usable == frame_table_usable() && frame_table_size <= FRAME_MAX && !frame_table[FRAME_NONE].usable;
}
