/* The kernel's part of every address space. */
#include "kernel_map/kernel_map.h"

/* From the 4 MiB page of 0xFEC00000 on lie the APICs, never to be cached. */
#define DEVICES_START 0xFEC00000u

/* The kernel's directory; written once, by kernel_map_init(). */
static _Alignas(PAGE_SIZE) unsigned kernel_directory[PAGE_TABLE_ENTRIES];
static bool is_global;

void kernel_map_init(bool global) {
  unsigned rights = PAGE_PRESENT | PAGE_WRITE | PAGE_LARGE | (global ? PAGE_GLOBAL : 0);
  for (unsigned i = 0; i < PAGE_TABLE_ENTRIES; i++) {
    unsigned address = i * PAGE_TABLE_SPAN;
    unsigned device = address >= DEVICES_START ? PAGE_WRITE_THROUGH | PAGE_CACHE_OFF : 0;
    bool user = address >= USER_START && address < USER_END;
    kernel_directory[i] = user ? 0 : address | rights | device;
  }
  is_global = global;
}

void kernel_map_enter(void) {
  page_switch(kernel_map_directory());
  if (is_global) {
    page_global_enable();
  }
}

unsigned kernel_map_directory(void) {
  return page_frame((unsigned)(uintptr_t)kernel_directory);
}

void kernel_map_copy(unsigned directory) {
  unsigned *entries = frame_address(directory);
  for (unsigned i = 0; i < PAGE_TABLE_ENTRIES; i++) {
    entries[i] = kernel_directory[i];
  }
}
