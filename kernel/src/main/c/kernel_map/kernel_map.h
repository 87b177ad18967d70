/* The kernel's part of every address space: memory and devices at their own addresses, for the kernel alone. */
#ifndef KERNEL_MAP_KERNEL_MAP_H
#define KERNEL_MAP_KERNEL_MAP_H

#include <stdbool.h>

#include "page_entry/page_entry.h"

/* Makes the kernel's directory: all addresses that are not the user's map to themselves, in pages of 4 MiB. With
   `global` their translations outlive a change of space. Once, on the first processor. */
void kernel_map_init(bool global);

/* This processor translates by the kernel's directory from now on. Once on each, after kernel_map_init(). */
void kernel_map_enter(void);

/* The frame of the kernel's directory, in which no user address is mapped. */
unsigned kernel_map_directory(void);

/* Makes the frame `directory` a page directory with the kernel's part and no user address mapped. */
void kernel_map_copy(unsigned directory);

#endif
