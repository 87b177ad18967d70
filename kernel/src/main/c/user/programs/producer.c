/* Puts numbers into a bounded buffer.

   Shows: with `consumer` beside it, threads that wait while a buffer is full or empty, served in the order they came.
   Run:   `producer COUNT BUFFER, consumer COUNT BUFFER` (100 numbers, buffer 0). */
#include "error_text.h"
#include "program.h"
#include "stdio.h"
#include "system.h"

int program_main(unsigned count, char *words[]) {
  unsigned numbers = number_or(count, words, 0, 100), buffer = number_or(count, words, 1, 0);
  for (unsigned number = 1; number <= numbers; number++) {
    int error = system_put(buffer, number);
    if (error < 0) {
      printf("producer: %s\n", error_text(error));
      return 1;
    }
  }
  printf("producer count=%u: ok\n", numbers);
  return 0;
}
