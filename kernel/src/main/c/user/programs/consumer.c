/* Takes numbers out of a bounded buffer and adds them up.

   Shows: the other side of `producer`.
   Run:   `consumer COUNT BUFFER` (100 numbers, buffer 0). */
#include "error_text.h"
#include "program.h"
#include "stdio.h"
#include "system.h"

int program_main(unsigned count, char *words[]) {
  unsigned numbers = number_or(count, words, 0, 100), buffer = number_or(count, words, 1, 0);
  unsigned sum = 0;
  for (unsigned i = 0; i < numbers; i++) {
    unsigned number;
    int error = system_get(buffer, &number);
    if (error < 0) {
      printf("consumer: %s\n", error_text(error));
      return 1;
    }
    sum += number;
  }
  printf("consumer count=%u sum=%u: ok\n", numbers, sum);
  return 0;
}
