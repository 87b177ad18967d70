/* Whether a run gave back all that it took. */
#ifndef MEASURE_BALANCE_H
#define MEASURE_BALANCE_H

#include <stdbool.h>

/* Notes what is in use now. */
void balance_take(void);

/* Prints what is in use now and what was at balance_take(). Returns whether they agree. */
bool balance_print(void);

#endif
