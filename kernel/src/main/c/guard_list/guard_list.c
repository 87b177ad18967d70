/* The list of the kernel's guards, written while it starts. */
#include "guard_list/guard_list.h"

#include <stddef.h>

#include "console/console.h"

static struct guard_row rows[GUARD_LIST_MAX];
static unsigned row_count;

void guard_list_add(const char *name, const struct guard *first, unsigned stride, unsigned count) {
  if (row_count == GUARD_LIST_MAX) {
    panic("guard_list_add: no room for \"%s\"", name);
  }
  rows[row_count] = (struct guard_row){name, first, stride, count};
  row_count++;
}

const struct guard_row *guard_list_row(unsigned index) {
  return index < row_count ? &rows[index] : NULL;
}

struct guard_standing guard_list_look(const struct guard_row *row) {
  struct guard_standing standing = {0};
  const char *place = (const char *)row->first;
  for (unsigned number = 0; number < row->count; number++, place += row->stride) {
    struct lock_look look = guard_look((const struct guard *)(const void *)place);
    if (look.held && standing.held == 0) {
      standing.number = number;
      standing.look = look;
    }
    standing.held += look.held;
  }
  return standing;
}
