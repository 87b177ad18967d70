/* What is known of each frame, the 4 KiB pieces of physical memory. */
#ifndef FRAME_TABLE_FRAME_TABLE_H
#define FRAME_TABLE_FRAME_TABLE_H

#include <stdint.h>

/* Bytes of a frame. Frame n is the memory from n * FRAME_SIZE, which the kernel sees at that very address. */
#define FRAME_SIZE 4096

/* The most frames that are used, 256 MiB; memory above is left alone. */
#define FRAME_MAX 65536

/* No frame: the first one is never used. */
#define FRAME_NONE 0

/* A frame. `usable` is fixed after frame_table_init(); the rest is guarded by the guard of the layer `frame`, except
   that `owner` and `references` of an allocated frame may be read by whoever holds a reference. */
struct frame_entry {
  uint8_t usable;      /* 1: memory that nothing else lives in */
  uint8_t allocated;   /* 1: in use */
  uint16_t owner;      /* the container that pays for it, while allocated */
  uint32_t references; /* how many use it, at least 1 while allocated */
};

extern struct frame_entry frame_table[FRAME_MAX];

/* How many frames are known: all below are in frame_table. */
extern unsigned frame_table_size;

/* Fills the table from boot_info: usable is what lies in the loader's memory, above 1 MiB, apart from the kernel and
   the modules. Once, on the first processor, before anything allocates. Returns how many frames are usable. */
unsigned frame_table_init(void);

/* How many frames are usable. */
unsigned frame_table_usable(void);

/* The memory of `frame`. */
static inline void *frame_address(unsigned frame) {
  return (void *)(uintptr_t)(frame * FRAME_SIZE);
}

#endif
