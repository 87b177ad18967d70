/* A client and its server on each processor, all at once.

   Shows: how many pairs the kernel can serve at a time, with one lock or with many.
   Run:   `pairs ROUNDS [SERVER-PAYLOAD [PAYLOAD]]` (100 rounds, 0 and 500 cycles of work). All clients begin at the
          same cycle; what is printed is the time until the last one ends. */
#include "call.h"
#include "child.h"
#include "delay.h"
#include "error_text.h"
#include "program.h"
#include "stdio.h"
#include "system.h"

/* Cycles from the last client's being ready to the start of all. */
#define START_AFTER 200000

/* Calls before the start, so that caches hold what the rounds need. */
#define WARM_ROUNDS 4

#define PAIRS_MAX 16

static unsigned work; /* a client's own, in cycles */

/* Starts `processes` processes: `name`, and what it starts itself. */
static int pair_start(const char *name, const char *arguments, unsigned cpu, unsigned processes) {
  int id = system_spawn(name, arguments, processes * CHILD_QUOTA, processes * CHILD_IDS, cpu);
  if (id < 0) {
    printf("%s cannot be started: %s\n", name, error_text(id));
  }
  return id;
}

/* Calls the server so often. Returns whether each answer was the one to this call. */
static bool rounds_run(unsigned server, unsigned rounds) {
  unsigned word = 0, answer = 0;
  struct message out = {&word, 1, NULL}, in = {&answer, 1, NULL};
  bool passed = true;
  for (unsigned round = 0; round < rounds && passed; round++) {
    delay(work);
    word = round;
    passed = system_call(server, &out, &in) == 1 && answer == round;
  }
  return passed;
}

/* Says to `master` that this client is ready, and gets the cycle at which all begin; then says when it ended. */
static int client(unsigned master, unsigned rounds, unsigned payload) {
  char arguments[16];
  snprintf(arguments, sizeof arguments, "%u", payload);
  int server = pair_start("server", arguments, system_cpu(), 1);
  if (server < 0) {
    return 1;
  }
  bool passed = rounds_run((unsigned)server, WARM_ROUNDS);
  uint64_t time = 0;
  struct message message = {&time, sizeof time / sizeof(unsigned), NULL};
  system_call(master, &message, &message);
  uint64_t now = system_cycles();
  delay(now < time ? (unsigned)(time - now) : 0);
  passed = rounds_run((unsigned)server, rounds) && passed;
  time = system_cycles();
  struct message end = {NULL, 0, NULL};
  system_call(master, &message, &message);
  system_call((unsigned)server, &end, &end);
  return child_wait() == 0 && passed ? 0 : 1;
}

/* Receives a time from each client. Returns the latest. */
static uint64_t times_gather(unsigned clients[], unsigned count) {
  uint64_t latest = 0, time = 0;
  struct message message = {&time, sizeof time / sizeof(unsigned), NULL};
  for (unsigned i = 0; i < count; i++) {
    system_receive(CALL_ANY, &message, &clients[i]);
    latest = time > latest ? time : latest;
  }
  return latest;
}

/* Lets the clients go on with `time`. */
static void times_give(const unsigned clients[], unsigned count, uint64_t time) {
  struct message message = {&time, sizeof time / sizeof(unsigned), NULL};
  for (unsigned i = 0; i < count; i++) {
    system_reply(clients[i], &message);
  }
}

int program_main(unsigned count, char *words[]) {
  call_choose(true);
  bool is_client = word_is(count, words, 0, "client");
  unsigned first = is_client ? 2 : 0;
  unsigned rounds = number_or(count, words, first, 100), payload = number_or(count, words, first + 1, 0);
  work = number_or(count, words, first + 2, 500);
  if (is_client) {
    return client(number_or(count, words, 1, 0), rounds, payload);
  }
  unsigned clients[PAIRS_MAX], cores = system_processors();
  char arguments[64];
  snprintf(arguments, sizeof arguments, "client %u %u %u %u", system_self(), rounds, payload, work);
  for (unsigned cpu = 0; cpu < cores; cpu++) {
    if (pair_start("pairs", arguments, cpu, 2) < 0) {
      return 1;
    }
  }
  times_gather(clients, cores);
  uint64_t start = system_cycles() + START_AFTER;
  times_give(clients, cores, start);
  unsigned elapsed = (unsigned)(times_gather(clients, cores) - start);
  times_give(clients, cores, 0);
  bool passed = true;
  for (unsigned cpu = 0; cpu < cores; cpu++) {
    passed = child_wait() == 0 && passed;
  }
  /* as long as any other such line: so runs of more rounds differ by these alone */
  printf("pairs cores=%u rounds=%7u payload=%u elapsed=%10u: %s\n", cores, rounds, payload, elapsed,
         passed ? "ok" : "FAILED");
  return passed ? 0 : 1;
}
