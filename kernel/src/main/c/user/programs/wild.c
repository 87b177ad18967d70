/* Calls the kernel with anything at all.

   Shows: no argument hurts the kernel or another process.
   Run:   `wild SEED [COUNT]` (seed 1, 1000 calls). */
#include "hostile.h"
#include "program.h"
#include "stdio.h"

int program_main(unsigned count, char *words[]) {
  struct random random = random_start(number_or(count, words, 0, 1));
  unsigned calls = number_or(count, words, 1, 1000);
  for (unsigned i = 0; i < calls; i++) {
    int result = hostile_call(&random);
    if (!hostile_result_known(result)) {
      printf("wild: call %u gave %d: FAILED\n", i, result);
      return 1;
    }
  }
  printf("wild calls=%u: ok\n", calls);
  return 0;
}
