/* Uses the processor and gives it to nobody.

   Shows: what preemption is for: beside it on one processor, others wait or do not.
   Run:   `spin CYCLES` (1000000). */
#include "delay.h"
#include "program.h"
#include "stdio.h"

int program_main(unsigned count, char *words[]) {
  unsigned cycles = number_or(count, words, 0, 1000000);
  delay(cycles);
  printf("spin cycles=%u: ok\n", cycles);
  return 0;
}
