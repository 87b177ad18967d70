/* A guard that needs no lock: whoever is in the kernel is alone. */
#ifndef BIG_GUARD_GUARD_STATE_H
#define BIG_GUARD_GUARD_STATE_H

struct guard {
  char unused; /* C has no empty structs */
};

#endif
