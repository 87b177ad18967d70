/* What the kernel learns from its loader, with the first steps of every processor. */
#ifndef BOOT_BOOT_H
#define BOOT_BOOT_H

#include <stdbool.h>
#include <stdint.h>

#include "boot/layout.h"

/* The longest command line that is kept, with its closing zero. */
#define BOOT_COMMAND_LINE_SIZE 512

/* The most stretches of usable memory, and the most modules, that are kept; further ones are left out. */
#define BOOT_MEMORY_MAX 16
#define BOOT_MODULE_MAX 32

/* The longest text of a module that is kept, with its closing zero. */
#define BOOT_MODULE_TEXT_SIZE 64

/* Memory that programs may use: from `start` to before `end`, below 4 GiB. */
struct boot_memory {
  uint32_t start, end;
};

/* A file that the loader put into memory, from `start` to before `end`, and the words that came with it. */
struct boot_module {
  uint32_t start, end;
  char text[BOOT_MODULE_TEXT_SIZE]; /* cut off where it is longer */
};

/* What the loader told us (Multiboot 1 specification, section 3.3); written once, before any other code runs. */
struct boot_info {
  bool from_multiboot;                       /* false: nothing below is known */
  unsigned memory_kib;                       /* memory above 1 MiB, 0 if not told */
  char command_line[BOOT_COMMAND_LINE_SIZE];
  bool command_line_cut; /* it was longer */
  unsigned memory_count;                     /* usable stretches, in the loader's order; they hold kernel and modules */
  struct boot_memory memory[BOOT_MEMORY_MAX];
  unsigned module_count;
  unsigned modules_ignored;                  /* how many more than BOOT_MODULE_MAX there were */
  struct boot_module module[BOOT_MODULE_MAX];
};

extern struct boot_info boot_info;

/* The kernel's own memory, from its first byte to after its last (link.ld). */
extern uint8_t kernel_start[], kernel_end[];

/* Whether `name` is the name of `module`: the first word of its text, without the folders before it. */
bool boot_module_named(const struct boot_module *module, const char *name);

/* The first module of that name, NULL where there is none. */
const struct boot_module *boot_module_find(const char *name);

/* Points the data segment of processor `cpu` (below CPU_MAX) at `size` bytes (1 to 1 MiB) from `base`.
   The processor sees it when it next loads a segment register with the selector SEGMENT_CPU + 8 cpu. */
void boot_segment_set(unsigned cpu, const void *base, unsigned size);

/* Makes the `size` bytes at `state` the task state of processor `cpu` (below CPU_MAX), whose selector is
   SEGMENT_TSS + 8 cpu (Intel SDM 3A, "TSS Descriptor"). */
void boot_task_set(unsigned cpu, const void *state, unsigned size);

/* Readies the trampoline: the next processor that starts at BOOT_TRAMPOLINE comes up in protected mode with paging,
   on the stack of processor `cpu`, and calls entry(cpu) with interrupts off. Only one may be on its way at a time. */
void boot_processor_prepare(unsigned cpu, void (*entry)(unsigned cpu));

#endif
