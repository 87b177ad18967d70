/* Tries every system call: as it is meant, at its bounds, and with what nobody should pass.

   Shows: what each system call promises; prints one line for each.
   Run:   `usertest [SEED]`. Its text is the same on every machine with as many processors. */
#include "call.h"
#include "child.h"
#include "hostile.h"
#include "malloc.h"
#include "program.h"
#include "stdio.h"
#include "string.h"
#include "system.h"

#define PLACE ((volatile unsigned *)0x50000000)
#define NOWHERE ((void *)0x70000000)
#define KERNEL ((void *)0x100000)
#define LAST_PAGE ((void *)0xEFFFF000)
#define BEYOND 0x40000000u /* pages, or frames: more than there are */
#define WORDS_MAX 1024
#define RANDOM_CALLS 4000
#define RANDOM_CHILDREN 4

/* Nobody has this id: ids are given from the lowest. */
#define DEAD 63u
#define NO_ID 64u

static unsigned words_out[WORDS_MAX + 1], words_in[WORDS_MAX + 1];
static unsigned seed;

static struct message message_of(void *address, unsigned words) {
  return (struct message){address, words, NULL};
}

/* A system call by its number alone. */
static int raw(unsigned number, unsigned first, unsigned second, unsigned third) {
  unsigned unused;
  return call(number, first, second, third, &unused);
}

static unsigned word(const volatile void *pointer) {
  return (unsigned)(uintptr_t)pointer;
}

static bool test_exit(void) {
  child_start("usertest", "exit 7");
  bool first = child_wait() == 7;
  child_start("usertest", "exit 0");
  return first && child_wait() == 0;
}

static bool test_yield(void) {
  return raw(CALL_YIELD, 1, 2, 3) == 0;
}

static bool test_write(void) {
  return system_write("", 0) == 0 && system_write(NULL, 0) == 0 && system_write(NULL, 1) == ERROR_ADDRESS &&
         system_write(KERNEL, 1) == ERROR_ADDRESS && system_write(NOWHERE, 1) == ERROR_ADDRESS &&
         raw(CALL_WRITE, 0xFFFFFFFF, 2, 0) == ERROR_ADDRESS && raw(CALL_WRITE, 0xF0000000, 1, 0) == ERROR_ADDRESS &&
         system_write(words_out, CALL_BYTES_MAX + 1) == ERROR_ARGUMENT;
}

static bool test_read(void) {
  return system_read(words_in, 0) == ERROR_ARGUMENT && system_read(words_in, CALL_BYTES_MAX + 1) == ERROR_ARGUMENT &&
         system_read(NULL, 1) == ERROR_ADDRESS && system_read(KERNEL, 4) == ERROR_ADDRESS &&
         system_read((void *)(uintptr_t)test_write, 4) == ERROR_ADDRESS;
}

static bool test_spawn(void) {
  static char endless[600];
  memset(endless, 'x', sizeof endless - 1);
  return system_spawn("nobody", "", CHILD_QUOTA, CHILD_IDS, 0) == ERROR_NAME &&
         system_spawn(endless, "", CHILD_QUOTA, CHILD_IDS, 0) == ERROR_ARGUMENT &&
         system_spawn("usertest", endless, CHILD_QUOTA, CHILD_IDS, 0) == ERROR_ARGUMENT &&
         system_spawn("usertest", "", BEYOND, CHILD_IDS, 0) == ERROR_QUOTA && system_spawn("usertest", "", 0, CHILD_IDS, 0) == ERROR_QUOTA &&
         system_spawn("usertest", "", 4, CHILD_IDS, 0) == ERROR_QUOTA &&
         system_spawn("usertest", "", CHILD_QUOTA, CHILD_IDS, system_processors()) == ERROR_ARGUMENT &&
         system_spawn(NULL, "", CHILD_QUOTA, CHILD_IDS, 0) == ERROR_ADDRESS &&
         system_spawn("usertest", KERNEL, CHILD_QUOTA, CHILD_IDS, 0) == ERROR_ADDRESS &&
         raw(CALL_SPAWN, word(KERNEL), 0, 0) == ERROR_ADDRESS && raw(CALL_SPAWN, 0xEFFFFFFC, 0, 0) == ERROR_ADDRESS;
}

static bool test_wait(void) {
  int code = 5;
  return system_wait(&code) == ERROR_CHILD;
}

static bool test_self(void) {
  return system_self() > 0 && system_self() < NO_ID && system_cpu() < system_processors();
}

static bool test_quota(void) {
  unsigned before = system_quota();
  bool reserved = system_reserve((void *)(uintptr_t)PLACE, 2) == 0;
  unsigned between = system_quota();
  bool released = system_release((void *)(uintptr_t)PLACE, 2) == 0;
  return reserved && released && before - between >= 2 && system_quota() - between == 2;
}

static bool test_reserve(void) {
  bool good = raw(CALL_RESERVE, word(PLACE), 3, 0) == 0 && PLACE[1024] == 0 && (PLACE[2048] = 9) == 9;
  bool again = raw(CALL_RESERVE, word(PLACE), 1, 0) == ERROR_STATE &&
               raw(CALL_RESERVE, word(PLACE) - PAGE_SIZE, 2, 0) == ERROR_STATE;
  bool wrong = raw(CALL_RESERVE, word(PLACE) + 4, 1, 0) == ERROR_ARGUMENT &&
               raw(CALL_RESERVE, word(PLACE), 0, 0) == ERROR_ARGUMENT && system_reserve(KERNEL, 1) == ERROR_ADDRESS &&
               system_reserve(LAST_PAGE, 2) == ERROR_ADDRESS && raw(CALL_RESERVE, 0xF0000000, 1, 0) == ERROR_ADDRESS &&
               raw(CALL_RESERVE, 0x50100000, 0xFFFFFFFF, 0) == ERROR_ADDRESS &&
               raw(CALL_RESERVE, 0x50100000, 0x90000, 0) == ERROR_QUOTA;
  return good && again && wrong && raw(CALL_RELEASE, word(PLACE), 3, 0) == 0;
}

/* A page that was released is forgotten: its frame comes back as another page, not under its old address. */
static bool released_forgotten(void) {
  bool taken = raw(CALL_RESERVE, word(PLACE), 1, 0) == 0 && (PLACE[0] = 5) == 5 &&
               raw(CALL_RELEASE, word(PLACE), 1, 0) == 0 && raw(CALL_RESERVE, word(PLACE) + PAGE_SIZE, 1, 0) == 0 &&
               (PLACE[PAGE_SIZE / 4] = 6) == 6;
  bool fresh = raw(CALL_RESERVE, word(PLACE), 1, 0) == 0 && PLACE[0] == 0;
  return taken && fresh && raw(CALL_RELEASE, word(PLACE), 2, 0) == 0;
}

static bool test_release(void) {
  return released_forgotten() && system_release(NOWHERE, 1) == ERROR_ADDRESS && system_release(KERNEL, 1) == ERROR_ADDRESS &&
         raw(CALL_RELEASE, word(PLACE) + 1, 1, 0) == ERROR_ARGUMENT && system_release(NOWHERE, 0) == ERROR_ARGUMENT &&
         raw(CALL_RESERVE, word(PLACE), 2, 0) == 0 && raw(CALL_RELEASE, word(PLACE), 3, 0) == ERROR_ADDRESS &&
         (PLACE[0] = 5) == 5 && raw(CALL_RELEASE, word(PLACE), 2, 0) == 0 &&
         raw(CALL_RESERVE, word(PLACE), 1, 0) == 0 && PLACE[0] == 0 && raw(CALL_RELEASE, word(PLACE), 1, 0) == 0;
}

/* Starts a child that gives back whatever it is sent. */
static unsigned echo_start(void) {
  return child_start("usertest", "echo");
}

static bool echo_end(unsigned echo) {
  struct message empty = message_of(words_out, 0);
  return system_send(echo, &empty) == 0 && child_wait() == 0;
}

static bool test_send(void) {
  struct message good = message_of(words_out, 1), odd = message_of((char *)words_out + 1, 1);
  struct message long_one = message_of(words_out, WORDS_MAX + 1), foreign = message_of(KERNEL, 1);
  unsigned echo = echo_start();
  bool wrong = system_send(system_self(), &good) == ERROR_ARGUMENT && system_send(NO_ID, &good) == ERROR_ARGUMENT &&
               system_send(0xFFFFFFFF, &good) == ERROR_ARGUMENT && system_send(DEAD, &good) == ERROR_DEAD &&
               system_send(0, &good) == ERROR_DEAD && system_send(echo, &long_one) == ERROR_ARGUMENT &&
               system_send(echo, &odd) == ERROR_ARGUMENT && system_send(echo, &foreign) == ERROR_ADDRESS &&
               system_send(echo, NULL) == ERROR_ADDRESS && raw(CALL_SEND, echo, word(KERNEL), 0) == ERROR_ADDRESS;
  return echo_end(echo) && wrong;
}

static bool test_receive(void) {
  struct message in = message_of(words_in, WORDS_MAX), code = message_of((void *)(uintptr_t)test_write, 1);
  unsigned sender;
  child_start("usertest", "tell %u", system_self());
  bool received = system_receive(CALL_ANY, &in, &sender) == 3 && words_in[0] == 1 && words_in[2] == 3;
  bool ended = child_wait() == 0 && system_receive(sender, &in, &sender) == ERROR_DEAD;
  return received && ended && system_receive(DEAD, &in, &sender) == ERROR_DEAD &&
         system_receive(system_self(), &in, &sender) == ERROR_ARGUMENT &&
         system_receive(NO_ID + 1, &in, &sender) == ERROR_ARGUMENT &&
         system_receive(CALL_ANY, &code, &sender) == ERROR_ADDRESS &&
         system_receive(CALL_ANY, NULL, &sender) == ERROR_ADDRESS;
}

static bool test_call(void) {
  unsigned echo = echo_start();
  bool same = true;
  for (unsigned size = 1; size <= WORDS_MAX; size *= 4) {
    for (unsigned i = 0; i < size; i++) {
      words_out[i] = size * i + seed;
    }
    words_in[size] = 0xABCD;
    struct message out = message_of(words_out, size), in = message_of(words_in, WORDS_MAX);
    same = same && system_call(echo, &out, &in) == (int)size && memcmp(words_out, words_in, size * 4) == 0 &&
           words_in[size] == 0xABCD;
  }
  struct message out = message_of(words_out, 8), small = message_of(words_in, 2), code = message_of(KERNEL, 1);
  words_in[2] = 0x1234;
  bool cut = system_call(echo, &out, &small) == 2 && words_in[2] == 0x1234;
  bool wrong = system_call(echo, &out, &code) == ERROR_ADDRESS && system_call(DEAD, &out, &small) == ERROR_DEAD &&
               raw(CALL_CALL, echo, word(&out), 0) == ERROR_ADDRESS;
  return echo_end(echo) && same && cut && wrong;
}

static bool test_reply(void) {
  struct message out = message_of(words_out, 1);
  return system_reply(DEAD, &out) == ERROR_DEAD && system_reply(NO_ID, &out) == ERROR_ARGUMENT &&
         system_reply(system_self(), &out) == ERROR_ARGUMENT && system_reply(DEAD, NULL) == ERROR_ADDRESS;
}

/* A page goes to a child and comes back as words. */
static bool test_grant(void) {
  unsigned echo = echo_start();
  bool reserved = raw(CALL_RESERVE, word(PLACE), 1, 0) == 0;
  *PLACE = 77;
  struct message out = {words_out, 1, (void *)(uintptr_t)PLACE};
  struct message in = message_of(words_in, 1);
  words_out[0] = 1;
  bool gone = system_call(echo, &out, &in) == 1 && words_in[0] == 77 &&
              raw(CALL_RELEASE, word(PLACE), 1, 0) == ERROR_ADDRESS;
  out.grant = NOWHERE;
  bool wrong = system_send(echo, &out) == ERROR_ADDRESS;
  return echo_end(echo) && reserved && gone && wrong;
}

static bool test_share_offer(void) {
  unsigned peer = child_start("usertest", "share %u", system_self());
  int state = system_share_offer(peer, NOWHERE);
  while (state == SHARE_PENDING) {
    system_yield();
    state = system_share_status(peer);
  }
  bool shared = state == SHARE_READY && (*(volatile unsigned *)NOWHERE = 3) == 3;
  bool refused = system_share_offer(peer, NOWHERE) == ERROR_STATE && system_release(NOWHERE, 1) == ERROR_STATE;
  shared = system_notify(peer, 1) == 0 && system_notify_wait() == 2 && *(volatile unsigned *)NOWHERE == 4 && shared;
  bool ended = system_share_end(peer) == 0 && system_notify(peer, 1) == 0 && child_wait() == 0;
  return shared && refused && ended && system_share_offer(NO_ID, NOWHERE) == ERROR_ARGUMENT &&
         system_share_offer(system_self(), NOWHERE) == ERROR_ARGUMENT &&
         system_share_offer(DEAD, NOWHERE) == ERROR_DEAD;
}

static bool test_share_status(void) {
  return system_share_status(DEAD) == SHARE_DEAD && system_share_status(NO_ID) == ERROR_ARGUMENT &&
         system_share_status(0xFFFFFFFF) == ERROR_ARGUMENT;
}

static bool test_share_end(void) {
  return system_share_end(DEAD) == ERROR_STATE && system_share_end(NO_ID) == ERROR_ARGUMENT;
}

static bool test_notify(void) {
  return system_notify(system_self(), 0) == ERROR_ARGUMENT && system_notify(NO_ID, 1) == ERROR_ARGUMENT &&
         system_notify(DEAD, 1) == ERROR_DEAD;
}

static bool test_notify_wait(void) {
  return system_notify(system_self(), 4) == 0 && system_notify(system_self(), 1) == 0 && system_notify_wait() == 5;
}

static bool test_put(void) {
  return system_put(8, 1) == ERROR_ARGUMENT && system_put(0xFFFFFFFF, 1) == ERROR_ARGUMENT;
}

static bool test_get(void) {
  unsigned value;
  bool same = system_put(7, 0xFFFFFFFF) == 0 && system_put(7, 0) == 0 && system_get(7, &value) == 0 &&
              value == 0xFFFFFFFF && system_get(7, &value) == 0 && value == 0;
  return same && system_get(8, &value) == ERROR_ARGUMENT;
}

static bool test_info(void) {
  struct info_process process;
  struct info_memory memory;
  struct info_container container;
  struct info_build build;
  struct info_lock lock;
  unsigned rows = 0, locks = 0;
  for (; system_info(INFO_LOCK, rows, &lock) == 0 && lock.held <= lock.count && lock.number < lock.count; rows++) {
    locks += lock.count;
  }
  bool good = system_info(INFO_PROCESS, system_self(), &process) == 0 && strcmp(process.name, "usertest") == 0 &&
              system_info(INFO_MEMORY, 0, &memory) == 0 && memory.free < memory.frames &&
              system_info(INFO_CONTAINER, system_self(), &container) == 0 && container.usage <= container.quota &&
              system_info(INFO_BUILD, 0, &build) == 0 && build.lock[0] != '\0' && rows > 8 && locks > INFO_PROCESS_MAX;
  return good && system_info(INFO_LOCK, rows, &lock) == ERROR_ARGUMENT &&
         system_info(INFO_LOCK, 0xFFFFFFFF, &lock) == ERROR_ARGUMENT && system_info(INFO_PROCESS, DEAD, &process) == ERROR_DEAD &&
         system_info(INFO_PROCESS, NO_ID, &process) == ERROR_ARGUMENT &&
         system_info(INFO_MEMORY, 1, &memory) == ERROR_ARGUMENT && system_info(99, 0, &memory) == ERROR_ARGUMENT &&
         system_info(INFO_MEMORY, 0, KERNEL) == ERROR_ADDRESS && system_info(INFO_MEMORY, 0, NULL) == ERROR_ADDRESS;
}

static bool test_cycles(void) {
  uint64_t before = system_cycles();
  return system_cycles() > before;
}

static bool test_null(void) {
  return raw(CALL_NULL, 0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF) == 0;
}

static bool test_processors(void) {
  return system_processors() >= 1 && system_processors() <= 16;
}

static bool test_unknown(void) {
  return raw(CALL_COUNT, 0, 0, 0) == ERROR_CALL && raw(0x7FFFFFFF, 0, 0, 0) == ERROR_CALL &&
         raw(0xFFFFFFFF, 0, 0, 0) == ERROR_CALL;
}

/* The same by SYSENTER, where there is one. */
static bool test_sysenter(void) {
  call_choose(true);
  bool passed = test_null() && test_unknown() && test_reserve() && test_call() && test_notify_wait();
  call_choose(false);
  return passed;
}

/* Asks for the machine's memory with the direction of strings reversed. Returns whether the answer is in its place. */
static bool info_backwards(bool sysenter) {
  struct info_memory memory[3] = {{1, 1}, {1, 1}, {1, 1}};
  int result = CALL_INFO;
  unsigned kind = INFO_MEMORY;
  if (sysenter) {
    __asm__ volatile("movl $1f, %%edx\n\tmovl %%esp, %%ecx\n\tstd\n\tsysenter\n1:\tcld"
                     : "+a"(result), "+b"(kind)
                     : "S"(0), "D"(&memory[1])
                     : "ecx", "edx", "memory", "cc");
  } else {
    __asm__ volatile("std\n\tint $0x30\n\tcld"
                     : "+a"(result), "+b"(kind)
                     : "S"(0), "D"(&memory[1])
                     : "memory", "cc");
  }
  return result == 0 && memory[1].frames > memory[1].free && memory[1].free > 1 && memory[0].free == 1 &&
         memory[0].frames == 1 && memory[2].frames == 1;
}

/* Comes by SYSENTER with the flags that make every instruction trap, and every IRET a switch of tasks, and lets a child
   run: they must not reach the kernel, nor the child. */
static bool test_flags(void) {
  if (!info_backwards(false) || (call_has_sysenter() && !info_backwards(true))) {
    return false;
  }
  if (system_spawn("usertest", "exit 9", CHILD_QUOTA, CHILD_IDS, system_cpu()) < 0) {
    return false;
  }
  int result = 0;
  for (unsigned i = 0; i < 3 && call_has_sysenter() && result == 0; i++) {
    result = CALL_YIELD;
    __asm__ volatile("pushfl\n\torl $0x4100, (%%esp)\n\tmovl $1f, %%edx\n\tleal 4(%%esp), %%ecx\n\t"
                     "popfl\n\tsysenter\n1:"
                     : "+a"(result)
                     :
                     : "ecx", "edx", "memory", "cc");
  }
  return child_wait() == 9 && result == 0;
}

/* The segment register GS after a call that began with it empty: the same for every program, whoever ran between. */
static unsigned segment_after(call_function *way) {
  unsigned segment = 0, unused;
  __asm__ volatile("movl %0, %%gs" : : "r"(segment));
  way(CALL_YIELD, 0, 0, 0, &unused);
  __asm__ volatile("movl %%gs, %0" : "=r"(segment));
  return segment & 0xFFFF;
}

static bool test_segments(void) {
  unsigned data;
  __asm__ volatile("movl %%ds, %0" : "=r"(data));
  return segment_after(call_by_interrupt) == (data & 0xFFFF) &&
         (!call_has_sysenter() || segment_after(call_by_sysenter) == (data & 0xFFFF));
}

/* Memory that comes when it is touched, by the program or by the kernel for it. */
static bool test_demand(void) {
  volatile unsigned *mine = (volatile unsigned *)CALL_DEMAND_START;
  struct info_memory *kernels = (struct info_memory *)(CALL_DEMAND_END - 4 - sizeof *kernels);
  return mine[0] == 0 && (mine[0x100000] = 1) == 1 && system_info(INFO_MEMORY, 0, kernels) == 0 &&
         kernels->frames > 0 && system_release((void *)CALL_DEMAND_START, 1) == 0 && mine[0] == 0;
}

static bool test_malloc(void) {
  char *pieces[16];
  bool passed = true;
  for (unsigned round = 0; round < 4; round++) {
    for (unsigned i = 0; i < 16; i++) {
      pieces[i] = malloc(100 * i + 1);
      passed = passed && pieces[i] != NULL;
      memset(pieces[i], (int)i, 100 * i + 1);
    }
    for (unsigned i = 0; i < 16; i++) {
      passed = passed && pieces[i][0] == (char)i && pieces[i][100 * i] == (char)i;
      free(pieces[i]);
    }
  }
  return passed && malloc(0x20000000) == NULL;
}

static bool random_calls(unsigned own_seed) {
  struct random random = random_start(own_seed);
  bool passed = true;
  for (unsigned i = 0; i < RANDOM_CALLS && passed; i++) {
    passed = hostile_result_known(hostile_call(&random));
  }
  return passed;
}

static bool test_random(void) {
  bool passed = random_calls(seed);
  for (unsigned i = 1; i <= RANDOM_CHILDREN; i++) {
    child_start("usertest", "random %u", seed + i);
  }
  for (unsigned i = 1; i <= RANDOM_CHILDREN; i++) {
    passed = child_wait() == 0 && passed;
  }
  return passed;
}

/* Gives back what it is sent, or the first word of a page that comes along, until it is sent nothing. */
static int echo(void) {
  for (;;) {
    unsigned from;
    struct message in = {words_in, WORDS_MAX, (void *)(uintptr_t)PLACE};
    int size = system_receive(CALL_ANY, &in, &from);
    if (size <= 0) {
      return size;
    }
    if (raw(CALL_RESERVE, word(PLACE), 1, 0) == ERROR_STATE) {
      words_in[0] = *PLACE;
    }
    raw(CALL_RELEASE, word(PLACE), 1, 0);
    struct message out = message_of(words_in, (unsigned)size);
    system_reply(from, &out);
  }
}

/* Agrees to a share, adds 1 to what is there, waits until it may go. */
static int share(unsigned parent) {
  int state = system_share_offer(parent, (void *)(uintptr_t)PLACE);
  while (state == SHARE_PENDING) {
    system_yield();
    state = system_share_status(parent);
  }
  if (state != SHARE_READY || system_notify_wait() != 1) {
    return 1;
  }
  *PLACE = *PLACE + 1;
  system_notify(parent, 2);
  return system_notify_wait() == 1 ? 0 : 1;
}

static int child(unsigned count, char *words[]) {
  unsigned number = number_or(count, words, 1, 0);
  if (word_is(count, words, 0, "exit")) {
    return (int)number;
  }
  if (word_is(count, words, 0, "echo")) {
    return echo();
  }
  if (word_is(count, words, 0, "tell")) {
    struct message message = message_of((unsigned[]){1, 2, 3}, 3);
    return system_send(number, &message) == 3 ? 0 : 1;
  }
  if (word_is(count, words, 0, "share")) {
    return share(number);
  }
  return random_calls(number) ? 0 : 1;
}

static const struct {
  const char *name;
  bool (*run)(void);
} tests[] = {
    {"exit", test_exit},
    {"yield", test_yield},
    {"write", test_write},
    {"read", test_read},
    {"spawn", test_spawn},
    {"wait", test_wait},
    {"self", test_self},
    {"quota", test_quota},
    {"reserve", test_reserve},
    {"release", test_release},
    {"send", test_send},
    {"receive", test_receive},
    {"call", test_call},
    {"reply", test_reply},
    {"grant", test_grant},
    {"share_offer", test_share_offer},
    {"share_status", test_share_status},
    {"share_end", test_share_end},
    {"notify", test_notify},
    {"notify_wait", test_notify_wait},
    {"put", test_put},
    {"get", test_get},
    {"info", test_info},
    {"cycles", test_cycles},
    {"null", test_null},
    {"processors", test_processors},
    {"unknown", test_unknown},
    {"sysenter", test_sysenter},
    {"flags", test_flags},
    {"segments", test_segments},
    {"demand", test_demand},
    {"malloc", test_malloc},
    {"random", test_random},
};

int program_main(unsigned count, char *words[]) {
  if (count > 0 && !number_read(words[0], &seed)) {
    return child(count, words);
  }
  unsigned failed = 0;
  for (unsigned i = 0; i < sizeof tests / sizeof tests[0]; i++) {
    bool passed = tests[i].run();
    failed += passed ? 0 : 1;
    printf("usertest %s ... %s\n", tests[i].name, passed ? "ok" : "FAILED");
  }
  printf("usertest: %u passed, %u failed\n", sizeof tests / sizeof tests[0] - failed, failed);
  return failed == 0 ? 0 : 1;
}
