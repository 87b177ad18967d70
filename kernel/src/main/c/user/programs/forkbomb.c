/* Starts copies of itself that start copies of themselves.

   Shows: containers within containers: each copy has a part of its parent's quota, so it ends by itself.
   Run:   `forkbomb quota=400`. */
#include "error_text.h"
#include "program.h"
#include "stdio.h"
#include "system.h"

/* Starts children, each with half of what is left, until one is refused. Returns why. */
static int children_start(unsigned *started) {
  for (;;) {
    int id = system_spawn("forkbomb", "copy", system_quota() / 2, *started % system_processors());
    if (id < 0) {
      return id;
    }
    ++*started;
  }
}

int program_main(unsigned count, char *words[]) {
  unsigned started = 0;
  int error = children_start(&started);
  unsigned all = 1;
  int code;
  for (int id = system_wait(&code); id >= 0; id = system_wait(&code)) {
    all += code > 0 ? (unsigned)code : 0;
  }
  if (word_is(count, words, 0, "copy")) {
    return (int)all;
  }
  printf("forkbomb: %u processes, then refused: %s\n", all, error_text(error));
  return 0;
}
