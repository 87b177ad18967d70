/* Gives the processor away, again and again.

   Shows: threads that take turns, and what a switch costs.
   Run:   `yielder ROUNDS @0, yielder ROUNDS @0` (1000). */
#include "program.h"
#include "stdio.h"
#include "system.h"

int program_main(unsigned count, char *words[]) {
  unsigned rounds = number_or(count, words, 0, 1000);
  uint64_t start = system_cycles();
  for (unsigned round = 0; round < rounds; round++) {
    system_yield();
  }
  unsigned cycles = (unsigned)(system_cycles() - start);
  printf("yielder rounds=%u cycles=%u: ok\n", rounds, rounds == 0 ? 0 : cycles / rounds);
  return 0;
}
