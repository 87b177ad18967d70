/* Whether a run gave back all that it took. */
#ifndef MEASURE_BALANCE_H
#define MEASURE_BALANCE_H

#include <stdbool.h>

/* What is in use. */
struct balance {
  unsigned frames;
  unsigned containers;
  unsigned threads;
};

/* What is in use now. The kernel is entered, no guard is held. */
struct balance balance_take(void);

/* Prints what is in use now, and what was at `start`. Returns whether they agree. As balance_take(). */
bool balance_print(const struct balance *start);

#endif
