/* Programs as the linker writes them: which parts go where (System V ABI, "Object Files" and "Program Loading"). */
#ifndef PROCESS_ELF_H
#define PROCESS_ELF_H

#include <stdint.h>

/* The most parts of a program. */
#define ELF_SEGMENTS_MAX 8

/* A part: `size` bytes of memory from `address`, a page boundary; the first `file_size` of them are given, the others
   are zero. No two share a page. */
struct elf_segment {
  unsigned address;
  unsigned size;
  const uint8_t *bytes;
  unsigned file_size;
  unsigned rights; /* PAGE_WRITE or 0 */
};

/* A program that was found good. */
struct elf_image {
  unsigned entry;
  unsigned count;
  struct elf_segment segment[ELF_SEGMENTS_MAX];
};

/* Reads the program in the `size` bytes at `file`, which may be anything. Returns NULL with *image complete, or what is
   wrong with it, in words. */
const char *elf_read(const uint8_t *file, unsigned size, struct elf_image *image);

/* How many pages the segments take. */
unsigned elf_pages(const struct elf_image *image);

#endif
