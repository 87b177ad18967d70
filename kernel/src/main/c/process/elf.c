/* Reads programs and refuses what is not one. */
#include "process/elf.h"

#include <stdbool.h>
#include <stddef.h>

#include "page_entry/page_entry.h"
#include "user_copy/user_copy.h"

/* Offsets in the file's header. */
#define HEADER_SIZE 52
#define HEADER_CLASS 4
#define HEADER_ORDER 5
#define HEADER_TYPE 16
#define HEADER_MACHINE 18
#define HEADER_ENTRY 24
#define HEADER_PARTS 28
#define HEADER_PART_SIZE 42
#define HEADER_PART_COUNT 44

#define CLASS_32 1
#define ORDER_LITTLE 1
#define TYPE_PROGRAM 2
#define MACHINE_386 3

/* Offsets in a program header. */
#define PART_SIZE 32
#define PART_TYPE 0
#define PART_OFFSET 4
#define PART_ADDRESS 8
#define PART_FILE_SIZE 16
#define PART_MEMORY_SIZE 20
#define PART_FLAGS 24

#define TYPE_LOAD 1
#define TYPE_DYNAMIC 2
#define TYPE_INTERPRETER 3
#define FLAG_EXECUTE 1
#define FLAG_WRITE 2

/* Numbers may lie at any offset. */
static unsigned half_at(const uint8_t *bytes) {
  return bytes[0] | (unsigned)bytes[1] << 8;
}

static unsigned word_at(const uint8_t *bytes) {
  return half_at(bytes) | half_at(bytes + 2) << 16;
}

static const char *header_check(const uint8_t *file, unsigned size) {
  if (size < HEADER_SIZE || word_at(file) != 0x464C457Fu /* 7F 'E' 'L' 'F' */) {
    return "it is not an ELF file";
  }
  if (file[HEADER_CLASS] != CLASS_32 || file[HEADER_ORDER] != ORDER_LITTLE ||
      half_at(file + HEADER_MACHINE) != MACHINE_386 || half_at(file + HEADER_TYPE) != TYPE_PROGRAM) {
    return "it is not a linked program for the 386";
  }
  unsigned parts = word_at(file + HEADER_PARTS), count = half_at(file + HEADER_PART_COUNT);
  if (half_at(file + HEADER_PART_SIZE) != PART_SIZE || parts > size || count * PART_SIZE > size - parts) {
    return "its program headers lie outside of the file";
  }
  return NULL;
}

/* Whether a page of the new segment belongs to one before. */
static bool overlaps(const struct elf_image *image, unsigned address, unsigned size) {
  for (unsigned i = 0; i < image->count; i++) {
    const struct elf_segment *other = &image->segment[i];
    unsigned other_end = (other->address + other->size + PAGE_SIZE - 1) & ~(PAGE_SIZE - 1u);
    if (address < other_end && other->address < address + size) {
      return true;
    }
  }
  return false;
}

/* Adds the part that the program header at `part` describes. */
static const char *segment_read(const uint8_t *file, unsigned size, const uint8_t *part, struct elf_image *image) {
  unsigned offset = word_at(part + PART_OFFSET), address = word_at(part + PART_ADDRESS);
  unsigned file_size = word_at(part + PART_FILE_SIZE), memory_size = word_at(part + PART_MEMORY_SIZE);
  unsigned flags = word_at(part + PART_FLAGS);
  if (offset > size || file_size > size - offset || file_size > memory_size) {
    return "a segment lies outside of the file";
  }
  if (address % PAGE_SIZE != 0) {
    return "a segment does not begin on a page boundary";
  }
  if (address < USER_START || address >= USER_DEMAND_START || memory_size > USER_DEMAND_START - address) {
    return "a segment lies outside of the addresses of programs";
  }
  if ((flags & FLAG_WRITE) && (flags & FLAG_EXECUTE)) {
    return "a segment is both writable and executable";
  }
  if (overlaps(image, address, memory_size)) {
    return "two segments share a page";
  }
  if (image->count == ELF_SEGMENTS_MAX) {
    return "it has more than 8 segments";
  }
  image->segment[image->count] = (struct elf_segment){
      address, memory_size, file + offset, file_size, (flags & FLAG_WRITE) ? PAGE_WRITE : 0,
  };
  image->count++;
  return NULL;
}

static bool in_code(const uint8_t *part, unsigned entry) {
  unsigned address = word_at(part + PART_ADDRESS);
  return word_at(part + PART_TYPE) == TYPE_LOAD && (word_at(part + PART_FLAGS) & FLAG_EXECUTE) && entry >= address &&
         entry - address < word_at(part + PART_FILE_SIZE);
}

const char *elf_read(const uint8_t *file, unsigned size, struct elf_image *image) {
  const char *wrong = header_check(file, size);
  if (wrong != NULL) {
    return wrong;
  }
  image->entry = word_at(file + HEADER_ENTRY);
  image->count = 0;
  const uint8_t *parts = file + word_at(file + HEADER_PARTS);
  bool entry_found = false;
  for (unsigned i = 0; i < half_at(file + HEADER_PART_COUNT) && wrong == NULL; i++) {
    const uint8_t *part = parts + i * PART_SIZE;
    unsigned type = word_at(part + PART_TYPE);
    if (type == TYPE_DYNAMIC || type == TYPE_INTERPRETER) {
      wrong = "it needs a dynamic linker";
    } else if (type == TYPE_LOAD && word_at(part + PART_MEMORY_SIZE) > 0) {
      wrong = segment_read(file, size, part, image);
      entry_found = entry_found || in_code(part, image->entry);
    }
  }
  return wrong == NULL && !entry_found ? "its entry is not in its code" : wrong;
}

unsigned elf_pages(const struct elf_image *image) {
  unsigned pages = 0;
  for (unsigned i = 0; i < image->count; i++) {
    pages += (image->segment[i].size + PAGE_SIZE - 1) / PAGE_SIZE;
  }
  return pages;
}
