/* The list of the kernel's guards: what each guards, and how it stands now. */
#ifndef GUARD_LIST_GUARD_LIST_H
#define GUARD_LIST_GUARD_LIST_H

#include <stdbool.h>

#include "guard/guard.h"

/* The most rows. */
#define GUARD_LIST_MAX 16

/* One guard, or an array of them. */
struct guard_row {
  const char *name; /* of what they guard */
  const struct guard *first;
  unsigned stride; /* bytes from one to the next */
  unsigned count;
};

/* How a row stands, as far as the words of the locks say. */
struct guard_standing {
  unsigned held;         /* how many of its guards are held */
  unsigned number;       /* the first of these, from 0 on; 0 where none is */
  struct lock_look look; /* at that one */
};

/* Enters the guards at `first`, which are ready, under `name`: each layer does it once for each of its own, before
   other processors run. Panics where the list is full. */
void guard_list_add(const char *name, const struct guard *first, unsigned stride, unsigned count);

/* The row `index`, in the order in which they were entered; NULL beyond the last. */
const struct guard_row *guard_list_row(unsigned index);

/* How `row` stands. Takes no guard: others change meanwhile. */
struct guard_standing guard_list_look(const struct guard_row *row);

#endif
