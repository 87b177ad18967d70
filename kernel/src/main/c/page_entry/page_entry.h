/* Entries of page directories and page tables as the processor reads them, and what makes it read them anew. */
#ifndef PAGE_ENTRY_PAGE_ENTRY_H
#define PAGE_ENTRY_PAGE_ENTRY_H

#include "frame_table/frame_table.h"

/* Bits of an entry (Intel SDM 3A, "32-Bit Paging"); bits 31 to 12 are the frame. */
#define PAGE_PRESENT 0x001u
#define PAGE_WRITE 0x002u
#define PAGE_USER 0x004u
#define PAGE_WRITE_THROUGH 0x008u
#define PAGE_CACHE_OFF 0x010u
#define PAGE_ACCESSED 0x020u /* set by the processor */
#define PAGE_DIRTY 0x040u    /* set by the processor */
#define PAGE_LARGE 0x080u    /* in a directory: the entry itself maps 4 MiB */
#define PAGE_GLOBAL 0x100u   /* the translation outlives page_switch() */
#define PAGE_SHARED 0x200u   /* ours, ignored by the processor: mapped by agreement with another space */

#define PAGE_SIZE FRAME_SIZE
#define PAGE_TABLE_SPAN 0x400000u /* bytes that one table, or one large page, maps */
#define PAGE_TABLE_ENTRIES 1024

/* The addresses of user programs; all others are the kernel's, the same in every directory. */
#define USER_START 0x40000000u
#define USER_END 0xF0000000u

/* The frame of an entry. */
static inline unsigned page_frame(unsigned entry) {
  return entry / PAGE_SIZE;
}

/* `directory` is the frame of a page directory, whoever changes an entry has its guard. */

/* The directory's entry for `address`. */
unsigned page_directory_get(unsigned directory, unsigned address);

/* Makes `entry` the directory's entry for `address`. */
void page_directory_set(unsigned directory, unsigned address, unsigned entry);

/* The table's entry for `address`; the directory's is present and not large. */
unsigned page_table_get(unsigned directory, unsigned address);

/* Replaces it. Returns the entry before, with what the processors noted in it until then. One locked step: every
   processor sees the new entry before this one does anything further. */
unsigned page_table_set(unsigned directory, unsigned address, unsigned entry);

/* This processor translates by `directory` from now on, and forgets all translations that are not global (CR3). */
void page_switch(unsigned directory);

/* The directory by which this processor translates. */
unsigned page_current(void);

/* This processor forgets its translation of `address` (INVLPG). */
void page_invalidate(unsigned address);

/* This processor keeps global translations across page_switch() from now on, where it can (CR4.PGE). */
void page_global_enable(void);

#endif
