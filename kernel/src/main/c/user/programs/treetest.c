/* Tries what parents may do with their descendants: give them ids, and end them wherever they are.

   Shows: how the tree of processes bounds who may be how many, and who may end whom; a process can be ended asleep in
          any call, running on another processor, waiting for a child; prints one line for each.
   Run:   `treetest`. Its text is the same on every machine with as many processors. */
#include "child.h"
#include "hostile.h"
#include "program.h"
#include "stdio.h"
#include "system.h"

/* What an ended process's parent is told. */
#define KILLED (-1)

/* Nobody has this id: ids are given from the lowest. */
#define DEAD 63u
#define NO_ID 64u

/* Buffers that nobody else uses, and how many words fit into one. */
#define EMPTY_BUFFER 5
#define FULL_BUFFER 6
#define BUFFER_SIZE 16

/* The states of a process, as CALL_INFO has them. */
#define STATE_EXITED 0
#define STATE_SLEEPING 3

/* In messages. */
static unsigned word;

/* A child with a share of the ids: what it has the parent lacks, until it is waited for. */
static bool child_has_ids(unsigned ids, unsigned given) {
  char arguments[16];
  unsigned left = system_ids();
  snprintf(arguments, sizeof arguments, "ids %u", given - 1);
  return system_spawn("treetest", arguments, CHILD_QUOTA, ids, system_cpu()) > 0 && system_ids() == left - given &&
         child_wait() == 0 && system_ids() == left;
}

static bool test_ids(void) {
  unsigned left = system_ids();
  return child_has_ids(1, 1) && child_has_ids(2, 2) && child_has_ids(left, left) && child_has_ids(0, left / 2) &&
         system_spawn("treetest", "", CHILD_QUOTA, left + 1, 0) == ERROR_LIMIT &&
         system_spawn("treetest", "", CHILD_QUOTA, 0xFFFFFFFF, 0) == ERROR_LIMIT;
}

/* Yields until the process is in that state. */
static void state_wait(unsigned id, unsigned state) {
  struct info_process process = {.state = ~state};
  while (system_info(INFO_PROCESS, id, &process) == 0 && process.state != state) {
    system_yield();
  }
}

/* Ends a child that sleeps where `way` says. */
static bool sleeper_killed(const char *way) {
  unsigned id = child_start("treetest", "sleep %s %u", way, system_self());
  state_wait(id, STATE_SLEEPING);
  return system_kill(id) == 0 && child_wait() == KILLED && system_kill(id) == ERROR_DEAD;
}

static bool test_sleepers(void) {
  struct message in = {&word, 1, NULL};
  unsigned sender, value;
  bool queued = sleeper_killed("send") && sleeper_killed("call") && sleeper_killed("receive");
  unsigned caller = child_start("treetest", "sleep call %u", system_self());
  bool answered = system_receive(caller, &in, &sender) == 1 && system_kill(caller) == 0 && child_wait() == KILLED &&
                  system_reply(caller, &in) == ERROR_DEAD;
  bool waits = sleeper_killed("read") && sleeper_killed("notify_wait") && sleeper_killed("get") && sleeper_killed("put");
  for (unsigned i = 0; i < BUFFER_SIZE; i++) {
    waits = system_get(FULL_BUFFER, &value) == 0 && value == i && waits; /* and not what the dead wanted to put */
  }
  return queued && answered && waits;
}

/* Starts a child that waits for one of its own. Returns the grandchild. */
static unsigned grandchild_start(unsigned *child) {
  int id = system_spawn("treetest", "sleep wait", 2 * CHILD_QUOTA, 2 * CHILD_IDS, system_cpu());
  *child = (unsigned)id;
  state_wait(*child, STATE_SLEEPING);
  struct info_process process;
  for (unsigned other = 0; other < INFO_PROCESS_MAX; other++) {
    if (system_info(INFO_PROCESS, other, &process) == 0 && process.parent == *child) {
      return other;
    }
  }
  return NO_ID;
}

/* A child that waits for its own is ended: that one becomes ours. A grandchild is ended: its parent wakes. */
static bool test_families(void) {
  unsigned child, orphan = grandchild_start(&child);
  bool adopted = system_kill(child) == 0 && child_wait() == KILLED && system_kill(orphan) == 0 && child_wait() == KILLED;
  unsigned grandchild = grandchild_start(&child);
  return adopted && system_kill(grandchild) == 0 && child_wait() == 0;
}

/* One that runs, where there is a processor for it, or is ready; one that makes calls; one that has exited. */
static bool test_busy(void) {
  bool all = true;
  for (unsigned i = 0; i < 4; i++) {
    unsigned id = child_start("treetest", i % 2 == 0 ? "spin %u" : "calls %u", system_self());
    if (system_processors() > 1) {
      system_notify_wait();
    }
    all = system_kill(id) == 0 && child_wait() == KILLED && all;
  }
  unsigned id = child_start("treetest", "exit 3");
  state_wait(id, STATE_EXITED);
  return all && system_kill(id) == ERROR_DEAD && child_wait() == 3;
}

static bool test_refused(void) {
  struct info_process own = {0};
  return system_info(INFO_PROCESS, system_self(), &own) == 0 && system_kill(NO_ID) == ERROR_ARGUMENT &&
         system_kill(0xFFFFFFFF) == ERROR_ARGUMENT && system_kill(system_self()) == ERROR_ARGUMENT &&
         system_kill(DEAD) == ERROR_DEAD && system_kill(0) == ERROR_DEAD && system_kill(own.parent) == ERROR_CHILD;
}

/* Sleeps for ever, in the call that is named; in "wait" until its child is ended. */
static int sleep_in(unsigned count, char *words[]) {
  unsigned parent = number_or(count, words, 2, 0), unused;
  struct message message = {&word, 1, NULL};
  if (word_is(count, words, 1, "send")) {
    return system_send(parent, &message);
  }
  if (word_is(count, words, 1, "call")) {
    return system_call(parent, &message, &message);
  }
  if (word_is(count, words, 1, "receive")) {
    return system_receive(parent, &message, &unused);
  }
  if (word_is(count, words, 1, "get")) {
    return system_get(EMPTY_BUFFER, &unused);
  }
  if (word_is(count, words, 1, "read")) {
    return system_read(&word, 1);
  }
  if (word_is(count, words, 1, "put")) {
    for (unsigned i = 0;; i++) {
      system_put(FULL_BUFFER, i);
    }
  }
  if (word_is(count, words, 1, "wait")) {
    child_start("treetest", "sleep notify_wait");
    return child_wait() == KILLED ? 0 : 1;
  }
  return (int)system_notify_wait();
}

/* Keeps its processor busy for ever, in user mode or with any calls, once `parent` knows. */
static int busy_for_ever(unsigned parent, bool calls) {
  system_notify(parent, 1);
  struct random random = random_start(parent);
  for (;;) {
    if (calls) {
      hostile_call(&random);
    }
  }
}


static int child(unsigned count, char *words[]) {
  unsigned number = number_or(count, words, 1, 0);
  if (word_is(count, words, 0, "ids")) {
    return system_ids() == number ? 0 : 1;
  }
  if (word_is(count, words, 0, "exit")) {
    return (int)number;
  }
  if (word_is(count, words, 0, "sleep")) {
    return sleep_in(count, words);
  }
  return busy_for_ever(number, word_is(count, words, 0, "calls"));
}

static const struct {
  const char *name;
  bool (*run)(void);
} tests[] = {
    {"ids", test_ids},
    {"refused", test_refused},
    {"sleepers", test_sleepers},
    {"families", test_families},
    {"busy", test_busy},
};

int program_main(unsigned count, char *words[]) {
  if (count > 0) {
    return child(count, words);
  }
  unsigned failed = 0;
  for (unsigned i = 0; i < sizeof tests / sizeof tests[0]; i++) {
    bool passed = tests[i].run();
    failed += passed ? 0 : 1;
    printf("treetest %s ... %s\n", tests[i].name, passed ? "ok" : "FAILED");
  }
  printf("treetest: %u passed, %u failed\n", sizeof tests / sizeof tests[0] - failed, failed);
  return failed == 0 ? 0 : 1;
}
