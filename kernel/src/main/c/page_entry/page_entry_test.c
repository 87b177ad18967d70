/* Tests of single entries in a directory and a table that no processor uses. */
#include "page_entry/page_entry.h"

#include <stdbool.h>

#include "container/container.h"
#include "frame/frame.h"

#define LAST (USER_END - PAGE_SIZE)

static bool entries_check(unsigned directory, unsigned table) {
  unsigned *entries = frame_address(directory), *pages = frame_address(table);
  unsigned link = table * PAGE_SIZE | PAGE_PRESENT;
  page_directory_set(directory, USER_START, link);
  page_directory_set(directory, LAST, link);
  bool placed = entries[256] == link && entries[959] == link && page_directory_get(directory, LAST) == link;
  bool first = page_table_set(directory, USER_START, 0x5007) == 0 && pages[0] == 0x5007;
  bool last = page_table_set(directory, LAST + 5, 0x6003) == 0 && pages[1023] == 0x6003;
  bool replaced = page_table_set(directory, USER_START, 0) == 0x5007 && page_table_get(directory, USER_START) == 0 &&
                  page_table_get(directory, LAST) == 0x6003;
  return placed && first && last && replaced;
}

bool page_entry_test(void) {
  kernel_enter();
  unsigned directory = container_alloc(CONTAINER_ROOT), table = container_alloc(CONTAINER_ROOT);
  frame_clear(directory);
  frame_clear(table);
  bool passed = entries_check(directory, table);
  container_free(CONTAINER_ROOT, directory);
  container_free(CONTAINER_ROOT, table);
  kernel_leave();
  return passed;
}
