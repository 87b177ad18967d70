/* Touches pages that nobody has reserved.

   Shows: page faults that bring a page of zeros each.
   Run:   `toucher PAGES` (64). */
#include "program.h"
#include "stdio.h"
#include "system.h"

int program_main(unsigned count, char *words[]) {
  unsigned pages = number_or(count, words, 0, 64);
  volatile unsigned *memory = (volatile unsigned *)CALL_DEMAND_START;
  if (pages == 0 || pages > (CALL_DEMAND_END - CALL_DEMAND_START) / PAGE_SIZE) {
    puts("toucher: at least 1 page, and no more than there are addresses for");
    return 1;
  }
  bool zero = true;
  uint64_t start = system_cycles();
  for (unsigned page = 0; page < pages; page++) {
    volatile unsigned *word = &memory[page * (PAGE_SIZE / sizeof *memory)];
    zero = zero && *word == 0;
    *word = page;
  }
  unsigned cycles = (unsigned)(system_cycles() - start);
  printf("toucher pages=%u cycles=%u: %s\n", pages, cycles / pages, zero ? "ok" : "FAILED");
  return zero ? 0 : 1;
}
