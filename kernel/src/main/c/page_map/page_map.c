/* The mapping of user addresses to frames, with page tables made on demand. */
#include "page_map/page_map.h"

#include <stdbool.h>

#include "console/console.h"
#include "container/container.h"
#include "error/error.h"
#include "frame/frame.h"

static bool is_user(unsigned address) {
  return address >= USER_START && address < USER_END;
}

static bool has_table(unsigned directory, unsigned address) {
  return (page_directory_get(directory, address) & PAGE_PRESENT) != 0;
}

/* Puts an empty table where `address` needs one. A table limits no rights: the pages' entries do. */
static int table_make(unsigned directory, unsigned owner, unsigned address) {
  unsigned table = container_alloc(owner);
  if (table == FRAME_NONE) {
    return container_alloc_error(owner);
  }
  frame_clear(table);
  page_directory_set(directory, address, table * PAGE_SIZE | PAGE_PRESENT | PAGE_WRITE | PAGE_USER);
  return 0;
}

int page_insert(unsigned directory, unsigned owner, unsigned address, unsigned frame, unsigned rights) {
  if (!is_user(address)) {
    return ERROR_ADDRESS;
  }
  if (page_read(directory, address) != 0) {
    return ERROR_STATE;
  }
  int error = has_table(directory, address) ? 0 : table_make(directory, owner, address);
  if (error == 0) {
    page_table_set(directory, address, frame * PAGE_SIZE | rights | PAGE_PRESENT);
  }
  return error;
}

unsigned page_remove(unsigned directory, unsigned address) {
  if (page_read(directory, address) == 0) {
    return FRAME_NONE;
  }
  return page_frame(page_table_set(directory, address, 0));
}

unsigned page_read(unsigned directory, unsigned address) {
  return is_user(address) && has_table(directory, address) ? page_table_get(directory, address) : 0;
}

unsigned page_next(unsigned directory, unsigned address) {
  address = address < USER_START ? USER_START : address & ~(PAGE_SIZE - 1u);
  while (address < USER_END) {
    if (!has_table(directory, address)) {
      address = (address & ~(PAGE_TABLE_SPAN - 1)) + PAGE_TABLE_SPAN;
    } else if (page_table_get(directory, address) == 0) {
      address += PAGE_SIZE;
    } else {
      return address;
    }
  }
  return USER_END;
}

void page_tables_free(unsigned directory, unsigned owner) {
  if (page_next(directory, USER_START) != USER_END) {
    panic("page_tables_free: %x is still mapped", page_next(directory, USER_START));
  }
  for (unsigned address = USER_START; address < USER_END; address += PAGE_TABLE_SPAN) {
    unsigned entry = page_directory_get(directory, address);
    if (entry & PAGE_PRESENT) {
      page_directory_set(directory, address, 0);
      container_free(owner, page_frame(entry));
    }
  }
}
