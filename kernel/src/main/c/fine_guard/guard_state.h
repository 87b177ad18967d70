/* A guard that is a lock of its own. */
#ifndef FINE_GUARD_GUARD_STATE_H
#define FINE_GUARD_GUARD_STATE_H

#include "lock/lock.h"

struct guard {
  struct lock lock;
};

#endif
