/* Tests of the text screen. */
#include "screen/screen.h"

#include <stdbool.h>

#include "cpu/cpu.h"
#include "irq/cpus.h"

static void put_text(const char *text) {
  for (; *text != '\0'; text++) {
    screen_put(*text);
  }
}

/* Writes enough rows that the last ones are known, then looks at them. */
bool screen_scroll_test(void) {
  bool passed = true;
  if (cpu_id() == 0) {
    for (unsigned row = 0; row < SCREEN_ROWS; row++) {
      screen_put('\n');
    }
    put_text("first\nsecond\b\bXY\rS");
    passed = screen_at(SCREEN_ROWS - 2, 0) == 'f' && screen_at(SCREEN_ROWS - 2, 4) == 't' &&
             screen_at(SCREEN_ROWS - 1, 0) == 'S' && screen_at(SCREEN_ROWS - 1, 4) == 'X' &&
             screen_at(SCREEN_ROWS - 1, 5) == 'Y' && screen_at(SCREEN_ROWS - 1, 6) == ' ';
    screen_put('\n');
  }
  cpus_barrier();
  return passed;
}
