/* Starts copies of itself that start copies of themselves.

   Shows: containers within containers: each copy has a part of its parent's frames and ids, so it ends by itself, and
          however many frames it has, the ids of others are not its.
   Run:   `forkbomb quota=400`, `forkbomb CYCLES ids=20`: each copy keeps its processor busy for so many cycles. */
#include "delay.h"
#include "error_text.h"
#include "program.h"
#include "stdio.h"
#include "system.h"

/* Starts children, each with half of what is left, until one is refused. Returns why. */
static int children_start(unsigned cycles, unsigned *started) {
  char arguments[24];
  snprintf(arguments, sizeof arguments, "%u copy", cycles);
  for (;;) {
    int id = system_spawn("forkbomb", arguments, system_quota() / 2, 0, *started % system_processors());
    if (id < 0) {
      return id;
    }
    ++*started;
  }
}

int program_main(unsigned count, char *words[]) {
  unsigned cycles = number_or(count, words, 0, 0), started = 0;
  int error = children_start(cycles, &started);
  delay(cycles);
  unsigned all = 1;
  int code;
  for (int id = system_wait(&code); id >= 0; id = system_wait(&code)) {
    all += code > 0 ? (unsigned)code : 0;
  }
  if (word_is(count, words, 1, "copy")) {
    return (int)all;
  }
  printf("forkbomb: %u processes, then refused: %s\n", all, error_text(error));
  return 0;
}
