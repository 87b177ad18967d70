/* Two processes that call each other: a message there, the same message back.

   Shows: synchronous messages, how a call and its reply hand the processor over.
   Run:   `pingpong ROUNDS WORDS [sysenter]` (100 rounds of 8 words). */
#include "call.h"
#include "child.h"
#include "program.h"
#include "stdio.h"
#include "string.h"
#include "system.h"

#define WORDS_MAX 1024

static unsigned words_out[WORDS_MAX], words_in[WORDS_MAX];

/* Gives back each message until an empty one comes. */
static int answer(void) {
  for (;;) {
    struct message in = {words_in, WORDS_MAX, NULL};
    unsigned from;
    int count = system_receive(CALL_ANY, &in, &from);
    if (count < 0) {
      return 1;
    }
    struct message out = {words_in, (unsigned)count, NULL};
    system_reply(from, &out);
    if (count == 0) {
      return 0;
    }
  }
}

/* Sends `count` words, the first of them `round`. Returns whether as many came back, that one among them. */
static bool round_trip(unsigned peer, unsigned count, unsigned round) {
  words_out[0] = round;
  struct message out = {words_out, count, NULL}, in = {words_in, WORDS_MAX, NULL};
  return system_call(peer, &out, &in) == (int)count && (count == 0 || words_in[0] == round);
}

static void words_fill(void) {
  for (unsigned i = 0; i < WORDS_MAX; i++) {
    words_out[i] = ~i;
  }
}

int program_main(unsigned count, char *words[]) {
  unsigned last = count > 0 ? count - 1 : 0;
  call_choose(word_is(count, words, last, "sysenter"));
  if (word_is(count, words, 0, "answer")) {
    return answer();
  }
  unsigned rounds = number_or(count, words, 0, 100), size = number_or(count, words, 1, 8);
  if (size == 0 || size > WORDS_MAX || rounds == 0) {
    puts("pingpong: at least 1 round of 1 to 1024 words");
    return 1;
  }
  unsigned peer = child_start("pingpong", "answer %s", word_is(count, words, last, "sysenter") ? "sysenter" : "");
  words_fill();
  bool same = round_trip(peer, size, rounds); /* both are there once it has come back */
  uint64_t start = system_cycles();
  for (unsigned round = 0; round < rounds && same; round++) {
    same = round_trip(peer, size, round);
  }
  unsigned cycles = (unsigned)(system_cycles() - start);
  same = same && memcmp(words_out, words_in, size * sizeof words_in[0]) == 0;
  round_trip(peer, 0, 0);
  printf("pingpong rounds=%u words=%u cycles=%u: %s\n", rounds, size, cycles / rounds, same ? "ok" : "FAILED");
  return child_wait() == 0 && same ? 0 : 1;
}
