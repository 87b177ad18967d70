/* Memory in pieces of any size, out of pages that the kernel reserves. */
#include "malloc.h"

#include <stdbool.h>

#include "system.h"

/* The heap grows from here, between the program and what comes on demand. */
#define HEAP_START 0x60000000u
#define HEAP_END 0x80000000u

/* Before each piece, free or not; pieces lie one behind the other. */
struct piece {
  size_t size; /* with this header; a multiple of 8 */
  bool used;
};

#define PIECE_ALIGN 8

/* Where the heap ends now. */
static unsigned heap_end = HEAP_START;

static struct piece *piece_at(unsigned address) {
  return (struct piece *)(uintptr_t)address;
}

static unsigned address_of(const struct piece *piece) {
  return (unsigned)(uintptr_t)piece;
}

/* Adds pages for a free piece of at least `size` bytes at the end. */
static bool heap_grow(size_t size) {
  unsigned pages = (size + PAGE_SIZE - 1) / PAGE_SIZE;
  if (pages > (HEAP_END - heap_end) / PAGE_SIZE || system_reserve(piece_at(heap_end), pages) < 0) {
    return false;
  }
  *piece_at(heap_end) = (struct piece){pages * PAGE_SIZE, false};
  heap_end += pages * PAGE_SIZE;
  return true;
}

/* Joins the free `piece` with the free ones that follow. */
static void piece_join(struct piece *piece) {
  for (;;) {
    unsigned next = address_of(piece) + piece->size;
    if (next >= heap_end || piece_at(next)->used) {
      return;
    }
    piece->size += piece_at(next)->size;
  }
}

/* The first free piece of at least `size` bytes, NULL for none. */
static struct piece *piece_find(size_t size) {
  for (unsigned address = HEAP_START; address < heap_end; address += piece_at(address)->size) {
    struct piece *piece = piece_at(address);
    if (!piece->used) {
      piece_join(piece);
      if (piece->size >= size) {
        return piece;
      }
    }
  }
  return NULL;
}

void *malloc(size_t size) {
  if (size > HEAP_END - HEAP_START) {
    return NULL;
  }
  size_t wanted = (sizeof(struct piece) + size + PIECE_ALIGN - 1) / PIECE_ALIGN * PIECE_ALIGN;
  struct piece *piece = piece_find(wanted);
  if (piece == NULL && heap_grow(wanted)) {
    piece = piece_find(wanted);
  }
  if (piece == NULL) {
    return NULL;
  }
  if (piece->size - wanted >= 2 * sizeof *piece) {
    *piece_at(address_of(piece) + wanted) = (struct piece){piece->size - wanted, false};
    piece->size = wanted;
  }
  piece->used = true;
  return piece + 1;
}

void free(void *memory) {
  if (memory != NULL) {
    ((struct piece *)memory - 1)->used = false;
  }
}
