/* Where data of different processors lie: each in cache lines of its own, or side by side. */
#ifndef ALIGNMENT_ALIGNMENT_H
#define ALIGNMENT_ALIGNMENT_H

/* SHARED_ALIGNED, from the folder of the implementation. Written before the first member of a struct of which each
   processor has one, in an array: `struct run_queue { SHARED_ALIGNED unsigned length; };`. */
#include "alignment_state.h"

#endif
