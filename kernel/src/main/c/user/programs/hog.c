/* Wants all the memory there is.

   Shows: a quota: the hog is refused, nobody else notices.
   Run:   `hog quota=50`. */
#include "error_text.h"
#include "program.h"
#include "stdio.h"
#include "system.h"

#define START 0x50000000u

int program_main(unsigned count, char *words[]) {
  (void)count;
  (void)words;
  unsigned pages = 0;
  int error = 0;
  while (error == 0) {
    char *page = (char *)(uintptr_t)(START + pages * PAGE_SIZE);
    error = system_reserve(page, 1);
    if (error == 0) {
      *page = 1;
      pages++;
    }
  }
  printf("hog: %u pages, then refused: %s\n", pages, error_text(error));
  return error == ERROR_QUOTA ? 0 : 1;
}
