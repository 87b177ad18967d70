/* Tests of the reader of programs on programs made here. */
#include "process/elf.h"

#include <stdbool.h>
#include <stddef.h>

#include "page_entry/page_entry.h"
#include "user_copy/user_copy.h"

#define FILE_SIZE 256
#define PARTS 52
#define PART_SIZE 32
#define CODE_FLAGS 5
#define DATA_FLAGS 6

/* A program in the making. */
struct sample {
  uint8_t bytes[FILE_SIZE];
};

static void word_put(struct sample *sample, unsigned offset, unsigned value) {
  for (unsigned i = 0; i < 4; i++) {
    sample->bytes[offset + i] = (uint8_t)(value >> 8 * i);
  }
}

/* The program header `index`: loaded from 128 on. */
static void part_put(struct sample *sample, unsigned index, unsigned address, unsigned size, unsigned flags) {
  unsigned part = PARTS + index * PART_SIZE;
  word_put(sample, part, 1);
  word_put(sample, part + 4, 128);
  word_put(sample, part + 8, address);
  word_put(sample, part + 16, 64);
  word_put(sample, part + 20, size);
  word_put(sample, part + 24, flags);
}

/* A page of code at the start, with its entry at 8; a page and a half of data behind. */
static void sample_make(struct sample *sample) {
  static const uint8_t start[] = {0x7F, 'E', 'L', 'F', 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 3, 0, 1};
  for (unsigned i = 0; i < FILE_SIZE; i++) {
    sample->bytes[i] = i < sizeof start ? start[i] : 0;
  }
  word_put(sample, 24, USER_START + 8);
  word_put(sample, 28, PARTS);
  word_put(sample, 40, PARTS | PART_SIZE << 16);
  word_put(sample, 44, 2);
  part_put(sample, 0, USER_START, 64, CODE_FLAGS);
  part_put(sample, 1, USER_START + PAGE_SIZE, PAGE_SIZE + PAGE_SIZE / 2, DATA_FLAGS);
}

bool process_elf_test(void) {
  struct sample sample;
  struct elf_image image;
  sample_make(&sample);
  return elf_read(sample.bytes, FILE_SIZE, &image) == NULL && image.count == 2 && image.entry == USER_START + 8 &&
         image.segment[0].rights == 0 && image.segment[1].rights == PAGE_WRITE &&
         image.segment[1].bytes == sample.bytes + 128 && image.segment[1].file_size == 64;
}

/* Whether the good program is refused once the word at `offset` is `value`. */
static bool refused(unsigned offset, unsigned value) {
  struct sample sample;
  struct elf_image image;
  sample_make(&sample);
  word_put(&sample, offset, value);
  return elf_read(sample.bytes, FILE_SIZE, &image) != NULL;
}

bool process_elf_refused_test(void) {
  unsigned data = PARTS + PART_SIZE;
  bool header = refused(0, 0) && refused(4, 0x00010102) && refused(16, 0x00030001) && refused(28, FILE_SIZE - 8) &&
                refused(28, 0xFFFFFFF0) && refused(44, 0xFFFF) && refused(40, PARTS | 31 << 16);
  bool place = refused(data + 8, 0x100000) && refused(data + 8, USER_START + PAGE_SIZE + 4) &&
               refused(data + 8, USER_START) && refused(data + 8, 0xFFFFF000) && refused(data + 20, 0xFFFFFFFF) &&
               refused(data + 20, USER_DEMAND_START - USER_START);
  bool bytes = refused(data + 4, FILE_SIZE - 8) && refused(data + 4, 0xFFFFFFFF) && refused(data + 16, 0xFFFFFFFF) &&
               refused(data + 20, 8);
  return header && place && bytes && refused(data + 24, 7) && refused(data, 3) && refused(24, USER_START + 64) &&
         refused(24, USER_START + PAGE_SIZE) && refused(24, 0);
}

/* Every beginning of the program is refused, or read; none is read beyond its end. */
bool process_elf_cut_test(void) {
  struct sample sample;
  struct elf_image image;
  sample_make(&sample);
  bool all = true;
  for (unsigned size = 0; size < 128 + 64; size++) {
    all = all && elf_read(sample.bytes, size, &image) != NULL;
  }
  return all && elf_read(sample.bytes, 128 + 64, &image) == NULL;
}
