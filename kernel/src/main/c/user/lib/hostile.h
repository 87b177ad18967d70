/* System calls with arguments that nobody should pass. */
#ifndef HOSTILE_H
#define HOSTILE_H

#include <stdbool.h>

#include "random.h"

/* Makes a random system call with random, mostly wrong, arguments; none that sleeps, prints or ends the caller if the
   kernel is sound. Returns its result. */
int hostile_call(struct random *random);

/* Whether a result is one that the kernel may give: no error, or a known one. */
bool hostile_result_known(int result);

#endif
