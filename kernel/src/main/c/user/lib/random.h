/* Numbers that look random and are the same for the same seed. */
#ifndef RANDOM_H
#define RANDOM_H

/* Where a sequence stands. */
struct random {
  unsigned state; /* never 0 */
};

struct random random_start(unsigned seed);

/* The next number, any but 0. */
unsigned random_next(struct random *random);

/* The next number, 0 to `bound` - 1 (at least 1). */
unsigned random_below(struct random *random, unsigned bound);

#endif
