/* Serves calls: works for each, then replies.

   Shows: with `client` beside it, how much of the kernel several pairs can use at once.
   Run:   by `client`; `server PAYLOAD` (cycles of work for each call). An empty call ends it. */
#include "call.h"
#include "delay.h"
#include "program.h"
#include "system.h"

int program_main(unsigned count, char *words[]) {
  call_choose(true);
  unsigned payload = number_or(count, words, 0, 0);
  for (;;) {
    unsigned word, from;
    struct message message = {&word, 1, NULL};
    int size = system_receive(CALL_ANY, &message, &from);
    if (size < 0) {
      return 1;
    }
    if (size > 0) {
      delay(payload);
    }
    message.words = (unsigned)size;
    system_reply(from, &message);
    if (size == 0) {
      return 0;
    }
  }
}
