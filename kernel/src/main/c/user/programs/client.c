/* Calls a server of its own, again and again, on one processor.

   Shows: one lock for the kernel against many: run one pair on each processor, `client 1000 0 @0, client 1000 0 @1`.
   Run:   `client ROUNDS [SERVER-PAYLOAD [PAYLOAD]]` (1000 rounds, 0 and 500 cycles of work). */
#include "call.h"
#include "child.h"
#include "delay.h"
#include "error_text.h"
#include "program.h"
#include "stdio.h"
#include "system.h"

static int server_start(unsigned payload) {
  char arguments[16];
  snprintf(arguments, sizeof arguments, "%u", payload);
  int server = system_spawn("server", arguments, CHILD_QUOTA, CHILD_IDS, system_cpu());
  if (server < 0) {
    printf("server cannot be started: %s\n", error_text(server));
    system_exit(1);
  }
  return server;
}

int program_main(unsigned count, char *words[]) {
  call_choose(true);
  unsigned rounds = number_or(count, words, 0, 1000);
  unsigned payload = number_or(count, words, 2, 500);
  unsigned server = (unsigned)server_start(number_or(count, words, 1, 0));
  unsigned word = 0, answer;
  struct message out = {&word, 1, NULL}, in = {&answer, 1, NULL};
  bool passed = system_call(server, &out, &in) == 1; /* the server is there once it has answered */
  uint64_t start = system_cycles();
  for (unsigned round = 1; round <= rounds && passed; round++) {
    delay(payload);
    word = round;
    passed = system_call(server, &out, &in) == 1 && answer == round;
  }
  unsigned cycles = (unsigned)(system_cycles() - start);
  out.words = 0;
  system_call(server, &out, &in);
  printf("client cpu=%u rounds=%u cycles=%u: %s\n", system_cpu(), rounds, cycles, passed ? "ok" : "FAILED");
  return child_wait() == 0 && passed ? 0 : 1;
}
