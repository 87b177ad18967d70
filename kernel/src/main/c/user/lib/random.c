/* Numbers by Marsaglia's xorshift generator (2003). */
#include "random.h"

struct random random_start(unsigned seed) {
  return (struct random){((seed + 1) * 2654435761u) | 1};
}

unsigned random_next(struct random *random) {
  random->state ^= random->state << 13;
  random->state ^= random->state >> 17;
  random->state ^= random->state << 5;
  return random->state;
}

unsigned random_below(struct random *random, unsigned bound) {
  return random_next(random) % bound;
}
