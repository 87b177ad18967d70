/* Two processes that share a page and count in it by turns.

   Shows: a share that both sides agree to; memory that two spaces see at once.
   Run:   `shared ROUNDS` (100). */
#include "child.h"
#include "program.h"
#include "stdio.h"
#include "system.h"

#define PAGE ((volatile unsigned *)0x70000000)
#define DONE 1u

/* Offers the page until the other side has done so, too. */
static bool agree(unsigned peer) {
  int state = system_share_offer(peer, (void *)(uintptr_t)PAGE);
  while (state == SHARE_PENDING) {
    system_yield();
    state = system_share_status(peer);
  }
  return state == SHARE_READY;
}

/* Adds 1 whenever the counter is even (parent) or odd (child), `rounds` times. */
static void count_by_turns(unsigned odd, unsigned rounds) {
  for (unsigned round = 0; round < rounds; round++) {
    while (*PAGE % 2 != odd) {
      system_yield();
    }
    *PAGE = *PAGE + 1;
  }
}

int program_main(unsigned count, char *words[]) {
  if (word_is(count, words, 0, "peer")) {
    unsigned parent = number_or(count, words, 1, 0);
    if (!agree(parent)) {
      return 1;
    }
    count_by_turns(1, number_or(count, words, 2, 0));
    system_notify(parent, DONE);
    system_notify_wait(); /* the page goes with whoever ends first */
    return 0;
  }
  unsigned rounds = number_or(count, words, 0, 100);
  unsigned peer = child_start("shared", "peer %u %u", system_self(), rounds);
  bool passed = agree(peer);
  if (passed) {
    count_by_turns(0, rounds);
    system_notify_wait();
    passed = *PAGE == 2 * rounds;
    system_notify(peer, DONE);
    passed = child_wait() == 0 && passed;
  }
  printf("shared rounds=%u: %s\n", rounds, passed ? "ok" : "FAILED");
  return passed ? 0 : 1;
}
