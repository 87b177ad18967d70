/* What the kernel learns from its loader, with the first steps of every processor. */
#ifndef BOOT_BOOT_H
#define BOOT_BOOT_H

#include <stdbool.h>

#include "boot/layout.h"

/* The longest command line that is kept, with its closing zero. */
#define BOOT_COMMAND_LINE_SIZE 256

/* What the loader told us (Multiboot 1 specification, section 3.3); written once, before any other code runs. */
struct boot_info {
  bool from_multiboot;                       /* false: nothing below is known */
  unsigned memory_kib;                       /* memory above 1 MiB, 0 if not told */
  char command_line[BOOT_COMMAND_LINE_SIZE]; /* cut off where it is longer */
};

extern struct boot_info boot_info;

/* Points the data segment of processor `cpu` (below CPU_MAX) at `size` bytes (1 to 1 MiB) from `base`.
   The processor sees it when it next loads a segment register with the selector SEGMENT_CPU + 8 cpu. */
void boot_segment_set(unsigned cpu, const void *base, unsigned size);

/* Readies the trampoline: the next processor that starts at BOOT_TRAMPOLINE comes up in protected mode with paging,
   on the stack of processor `cpu`, and calls entry(cpu) with interrupts off. Only one may be on its way at a time. */
void boot_processor_prepare(unsigned cpu, void (*entry)(unsigned cpu));

#endif
