/* The start of all layers of memory. */
#include "main/memory.h"

#include "boot/boot.h"
#include "console/console.h"
#include "container/container.h"
#include "cpu/cpu.h"
#include "frame/frame.h"
#include "kernel_map/kernel_map.h"
#include "share/share.h"
#include "shootdown/shootdown.h"
#include "space/space.h"

/* The fewest free frames with which anything can run. */
#define FRAMES_LEAST 64

void memory_init(bool global) {
  unsigned usable = frame_table_init();
  if (usable < FRAMES_LEAST) {
    console_print("memory: %u KiB are free beside the kernel and %u modules; give the machine %u KiB more\n",
                  usable * (FRAME_SIZE / 1024), boot_info.module_count,
                  (FRAMES_LEAST - usable) * (FRAME_SIZE / 1024));
    debug_exit(EXIT_FAILURE);
  }
  frame_init();
  container_init();
  kernel_map_init(global);
  shootdown_init();
  space_init();
  share_init();
}
