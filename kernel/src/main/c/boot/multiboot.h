/* What a Multiboot loader leaves in memory (Multiboot 1 specification, section 3.3). */
#ifndef BOOT_MULTIBOOT_H
#define BOOT_MULTIBOOT_H

#include "boot/boot.h"

/* Keeps in boot_info what the loader left: `magic` is its number, `information` the address of its structure. */
void multiboot_read(unsigned magic, const void *information);

/* Whether the memory above 1 MiB reaches up to `end`, as far as the loader tells. */
bool multiboot_memory_reaches(unsigned magic, const void *information, uint32_t end);

/* Writes the usable part of the memory map of `bytes` bytes at `map` to `result`, in its order, the first
   BOOT_MEMORY_MAX of them. Returns how many. */
unsigned multiboot_memory_read(const uint8_t *map, unsigned bytes, struct boot_memory *result);

#endif
