/* Several clients of one server, which counts whom it serves.

   Shows: a queue of senders is served first come, first served: nobody is passed by more than once by each other.
   Run:   `fair CLIENTS ROUNDS` (3 clients, 50 rounds). */
#include "child.h"
#include "error_text.h"
#include "program.h"
#include "stdio.h"
#include "system.h"

#define CLIENTS_MAX 16

/* Calls the server `rounds` times. */
static int client(unsigned server, unsigned rounds) {
  for (unsigned round = 0; round < rounds; round++) {
    unsigned answer;
    struct message out = {&round, 1, NULL}, in = {&answer, 1, NULL};
    if (system_call(server, &out, &in) != 1) {
      return 1;
    }
  }
  return 0;
}

static int clients_start(unsigned clients, unsigned rounds) {
  char arguments[48];
  snprintf(arguments, sizeof arguments, "client %u %u", system_self(), rounds);
  for (unsigned i = 0; i < clients; i++) {
    int id = system_spawn("fair", arguments, CHILD_QUOTA, CHILD_IDS, (i + 1) % system_processors());
    if (id < 0) {
      return id;
    }
  }
  return 0;
}

/* Serves all calls. Returns whether each was served as often as it called. */
static bool serve(unsigned clients, unsigned rounds) {
  unsigned served[INFO_PROCESS_MAX] = {0};
  for (unsigned i = 0; i < clients * rounds; i++) {
    unsigned word, from;
    struct message message = {&word, 1, NULL};
    if (system_receive(CALL_ANY, &message, &from) != 1 || word != served[from]) {
      return false;
    }
    served[from]++;
    system_reply(from, &message);
  }
  return true;
}

int program_main(unsigned count, char *words[]) {
  if (word_is(count, words, 0, "client")) {
    return client(number_or(count, words, 1, 0), number_or(count, words, 2, 0));
  }
  unsigned clients = number_or(count, words, 0, 3), rounds = number_or(count, words, 1, 50);
  if (clients > CLIENTS_MAX) {
    puts("fair: 16 clients at most");
    return 1;
  }
  int error = clients_start(clients, rounds);
  if (error < 0) {
    printf("fair: %s\n", error_text(error));
    return 1;
  }
  bool passed = serve(clients, rounds);
  for (unsigned i = 0; i < clients; i++) {
    passed = child_wait() == 0 && passed;
  }
  printf("fair clients=%u rounds=%u: %s\n", clients, rounds, passed ? "ok" : "FAILED");
  return passed ? 0 : 1;
}
