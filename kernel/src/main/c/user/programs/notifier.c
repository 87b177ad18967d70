/* Two processes that wake each other by single bits.

   Shows: notifications, which never make the sender wait, and add up while nobody looks.
   Run:   `notifier ROUNDS` (100). */
#include "child.h"
#include "program.h"
#include "stdio.h"
#include "system.h"

#define PING 1u
#define PONG 2u

int program_main(unsigned count, char *words[]) {
  if (word_is(count, words, 0, "answer")) {
    unsigned parent = number_or(count, words, 1, 0), rounds = number_or(count, words, 2, 0);
    for (unsigned round = 0; round < rounds; round++) {
      if (system_notify_wait() != PING || system_notify(parent, PONG) < 0) {
        return 1;
      }
    }
    return 0;
  }
  unsigned rounds = number_or(count, words, 0, 100);
  unsigned peer = child_start("notifier", "answer %u %u", system_self(), rounds);
  bool passed = true;
  for (unsigned round = 0; round < rounds && passed; round++) {
    passed = system_notify(peer, PING) == 0 && system_notify_wait() == PONG;
  }
  passed = child_wait() == 0 && passed;
  printf("notifier rounds=%u: %s\n", rounds, passed ? "ok" : "FAILED");
  return passed ? 0 : 1;
}
