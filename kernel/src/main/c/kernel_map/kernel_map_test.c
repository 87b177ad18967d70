/* Tests of the kernel's part of every space. */
#include "kernel_map/kernel_map.h"

#include "container/container.h"
#include "cpu/cpu.h"

#define HIGH 0xFEE00000u

/* Whether the directory maps all kernel addresses to themselves, for the kernel alone, and none of the user's. */
static bool identity(unsigned directory) {
  for (unsigned i = 0; i < PAGE_TABLE_ENTRIES; i++) {
    unsigned address = i * PAGE_TABLE_SPAN, entry = page_directory_get(directory, address);
    bool user = address >= USER_START && address < USER_END;
    unsigned kept = entry & ~(PAGE_GLOBAL | PAGE_ACCESSED | PAGE_DIRTY | PAGE_WRITE_THROUGH | PAGE_CACHE_OFF);
    if (kept != (user ? 0 : address | PAGE_PRESENT | PAGE_WRITE | PAGE_LARGE)) {
      return false;
    }
  }
  return (page_directory_get(directory, HIGH) & PAGE_CACHE_OFF) != 0;
}

bool kernel_map_identity_test(void) {
  return page_current() == kernel_map_directory() && identity(kernel_map_directory());
}

/* The copy serves as a directory: this processor goes on by it. */
bool kernel_map_copy_test(void) {
  kernel_enter();
  unsigned copy = container_alloc(CONTAINER_ROOT);
  kernel_map_copy(copy);
  page_switch(copy);
  bool same = identity(copy) && page_current() == copy;
  page_switch(kernel_map_directory());
  container_free(CONTAINER_ROOT, copy);
  kernel_leave();
  return same && page_current() == kernel_map_directory();
}
