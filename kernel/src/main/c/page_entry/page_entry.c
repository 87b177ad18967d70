/* Entries of page directories and page tables, and what makes the processor read them anew. */
#include "page_entry/page_entry.h"

#include "console/console.h"
#include "cpu/atomic.h"

#define CR4_GLOBAL 0x80u
#define FEATURE_GLOBAL (1u << 13) /* CPUID leaf 1, EDX */

static unsigned *directory_entry(unsigned directory, unsigned address) {
  unsigned *entries = frame_address(directory);
  return &entries[address / PAGE_TABLE_SPAN];
}

static unsigned *table_entry(unsigned directory, unsigned address) {
  unsigned table = *directory_entry(directory, address);
  if ((table & (PAGE_PRESENT | PAGE_LARGE)) != PAGE_PRESENT) {
    panic("page_table: %x has no table", address);
  }
  unsigned *entries = frame_address(page_frame(table));
  return &entries[address / PAGE_SIZE % PAGE_TABLE_ENTRIES];
}

unsigned page_directory_get(unsigned directory, unsigned address) {
  return *directory_entry(directory, address);
}

void page_directory_set(unsigned directory, unsigned address, unsigned entry) {
  *directory_entry(directory, address) = entry;
}

unsigned page_table_get(unsigned directory, unsigned address) {
  return *table_entry(directory, address);
}

unsigned page_table_set(unsigned directory, unsigned address, unsigned entry) {
  return atomic_exchange(table_entry(directory, address), entry);
}

void page_switch(unsigned directory) {
  __asm__ volatile("movl %0, %%cr3" : : "r"(directory * FRAME_SIZE) : "memory");
}

unsigned page_current(void) {
  unsigned directory;
  __asm__ volatile("movl %%cr3, %0" : "=r"(directory));
  return page_frame(directory);
}

void page_invalidate(unsigned address) {
  __asm__ volatile("invlpg (%0)" : : "r"(address) : "memory");
}

void page_global_enable(void) {
  unsigned leaf = 1, unused, features;
  __asm__ volatile("cpuid" : "+a"(leaf), "=b"(unused), "=c"(unused), "=d"(features));
  if (features & FEATURE_GLOBAL) {
    unsigned control;
    __asm__ volatile("movl %%cr4, %0" : "=r"(control));
    __asm__ volatile("movl %0, %%cr4" : : "r"(control | CR4_GLOBAL) : "memory");
  }
}
