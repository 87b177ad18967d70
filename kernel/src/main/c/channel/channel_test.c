/* Tests that messages arrive once, whole, at the right thread and in order, and that errors are exact. */
#include "channel/channel.h"

#include "console/console.h"
#include "cpu/cpu.h"
#include "current/current.h"
#include "error/error.h"
#include "irq/cpus.h"
#include "scheduler/scheduler.h"
#include "scheduler/scheduler_test.h"
#include "space/space.h"
#include "user_copy/user_copy.h"

#define CALLS 30
#define STOP 0xFFFFFFFFu

/* The words that the threads of each processor send and receive. */
static unsigned words_out[CPU_MAX][MESSAGE_WORDS_MAX];
static unsigned words_in[CPU_MAX][MESSAGE_WORDS_MAX];
static unsigned words_server[CPU_MAX][MESSAGE_WORDS_MAX];
static unsigned servers[CPU_MAX];

static struct message message_of(unsigned *words, unsigned count) {
  return (struct message){.address = (uintptr_t)words, .words = count, .grant = 0};
}

/* Starts a worker and waits until its channel is open: every body below opens it first. */
static unsigned partner_start(unsigned cpu, void (*body)(unsigned argument), unsigned argument) {
  unsigned id = test_thread_start(cpu, body, argument);
  while (!channel_alive(id)) {
    test_turn();
  }
  return id;
}

static void partner_join(unsigned id) {
  test_thread_join(id);
  kernel_enter();
  channel_exit(id);
  kernel_leave();
}

/* Waits until thread `id` is in the mode. */
static void mode_wait(unsigned id, enum channel_mode mode) {
  while (*(volatile unsigned *)&channels[id].mode != mode ||
         *(volatile unsigned *)&threads[id].state != THREAD_SLEEPING) {
    test_turn();
  }
}

static void channel_begin(void) {
  kernel_enter();
  channel_open(thread_current());
}

static void channel_finish(void) {
  channel_exit(thread_current());
  kernel_leave();
}

/* Answers every call with each word plus 1, until a message begins with STOP. */
static void serve(unsigned cpu) {
  unsigned *words = words_server[cpu], sender, first = 0;
  channel_open(thread_current());
  while (first != STOP) {
    struct message request = message_of(words, MESSAGE_WORDS_MAX);
    int count = channel_receive(CHANNEL_ANY, &request, &sender);
    first = count > 0 ? words[0] : STOP;
    for (int i = 0; i < count; i++) {
      words[i]++;
    }
    struct message reply = message_of(words, count < 0 ? 0 : (unsigned)count);
    channel_reply(sender, &reply);
  }
}

/* Calls `server` with `count` words. Returns whether the reply is right. */
static bool call_answered(unsigned server, unsigned count, unsigned first) {
  unsigned *out = words_out[cpu_id()], *in = words_in[cpu_id()];
  for (unsigned i = 0; i < count; i++) {
    out[i] = first + i;
    in[i] = 0;
  }
  struct message request = message_of(out, count), reply = message_of(in, MESSAGE_WORDS_MAX);
  bool right = channel_call(server, &request, &reply) == (int)count;
  for (unsigned i = 0; i < count; i++) {
    right = right && in[i] == first + i + 1;
  }
  return right;
}

/* A server on each processor; the tester of each calls them all in turn. */
bool channel_call_test(void) {
  unsigned cpu = cpu_id();
  servers[cpu] = partner_start(cpu, serve, cpu);
  test_meet();
  channel_begin();
  bool answered = true;
  for (unsigned i = 0; i < CALLS; i++) {
    unsigned target = cpu + i;
    while (target >= cpus_count()) {
      target -= cpus_count();
    }
    answered = call_answered(servers[target], i == 0 ? MESSAGE_WORDS_MAX : i, cpu << 16 | i << 8) && answered;
  }
  channel_finish();
  test_meet();
  channel_begin();
  answered = call_answered(servers[cpu], 1, STOP) && answered;
  channel_finish();
  partner_join(servers[cpu]);
  test_meet();
  return answered;
}

/* Written by the threads below, read when they have ended. */
static int results[CPU_MAX];

/* Sends its number to the tester of processor 0. */
static unsigned receiver;
static void send_number(unsigned number) {
  unsigned words[2] = {number, ~number};
  struct message message = message_of(words, 2);
  channel_open(thread_current());
  results[number] = channel_send(receiver, &message);
}

/* Receives from `from`. Returns the number that was sent, THREAD_NONE if the message is not as it should be. */
static unsigned number_receive(unsigned from, unsigned expected) {
  unsigned words[4] = {7, 7, 7, 7}, sender = THREAD_NONE;
  struct message message = message_of(words, 4);
  int count = channel_receive(from, &message, &sender);
  bool whole = count == 2 && words[1] == ~words[0] && words[2] == 7 && sender == expected;
  return whole ? words[0] : THREAD_NONE;
}

/* Senders of all processors queue for one receiver: taken in the order of coming, but for one that is asked for. */
static bool senders_in_order(void) {
  unsigned count = cpus_count(), ids[CPU_MAX], middle = count / 2;
  kernel_enter();
  receiver = thread_current();
  channel_open(receiver);
  kernel_leave();
  for (unsigned i = 0; i < count; i++) {
    ids[i] = partner_start(i, send_number, i);
    mode_wait(ids[i], CHANNEL_SENDING);
  }
  kernel_enter();
  bool in_order = number_receive(ids[middle], ids[middle]) == middle;
  for (unsigned i = 0; i < count; i++) {
    in_order = in_order && (i == middle || number_receive(CHANNEL_ANY, ids[i]) == i);
  }
  kernel_leave();
  for (unsigned i = 0; i < count; i++) {
    partner_join(ids[i]);
    in_order = in_order && results[i] == 2;
  }
  kernel_enter();
  channel_finish();
  return in_order;
}

bool channel_order_test(void) {
  bool in_order = cpu_id() != 0 || senders_in_order();
  test_meet();
  return in_order;
}

/* Waits for the tester of processor 0 in one of four ways. */
static void wait_for_dead(unsigned way) {
  unsigned words[2] = {way, way}, sender;
  struct message message = message_of(words, 2);
  channel_open(thread_current());
  switch (way) {
    case 0: results[way] = channel_send(receiver, &message); break;
    case 1: results[way] = channel_receive(receiver, &message, &sender); break;
    default: results[way] = channel_call(receiver, &message, &message); break;
  }
}

/* Everybody who waits for a thread that dies is told: a sender, a receiver, a caller before and after its call was
   taken. */
static bool waiters_told(void) {
  static const enum channel_mode modes[] = {CHANNEL_SENDING, CHANNEL_RECEIVING, CHANNEL_CALLING, CHANNEL_CALLING};
  unsigned words[2], sender, ids[4];
  struct message message = message_of(words, 2);
  kernel_enter();
  receiver = thread_current();
  channel_open(receiver);
  kernel_leave();
  bool told = true;
  for (unsigned way = 4; way-- > 0;) {
    unsigned cpu = way < cpus_count() ? way : 0;
    ids[way] = partner_start(cpu, wait_for_dead, way);
    mode_wait(ids[way], modes[way]);
    if (way == 3) {
      kernel_enter();
      told = channel_receive(CHANNEL_ANY, &message, &sender) == 2 && sender == ids[3];
      kernel_leave();
      mode_wait(ids[3], CHANNEL_REPLYING);
    }
  }
  kernel_enter();
  channel_finish();
  for (unsigned way = 0; way < 4; way++) {
    partner_join(ids[way]);
    told = told && results[way] == ERROR_DEAD;
  }
  return told;
}

bool channel_death_test(void) {
  bool told = cpu_id() != 0 || waiters_told();
  test_meet();
  return told;
}

/* Wrong arguments are refused at once, and change nothing. */
bool channel_refusal_test(void) {
  unsigned words[2] = {1, 2}, sender = 77, self = thread_current();
  struct message good = message_of(words, 2), odd = good, large = good, grant = good;
  odd.address++;
  large.words = MESSAGE_WORDS_MAX + 1;
  grant.grant = 4;
  channel_begin();
  bool to = channel_send(THREAD_MAX, &good) == ERROR_ARGUMENT && channel_send(self, &good) == ERROR_ARGUMENT &&
            channel_call(self, &good, &good) == ERROR_ARGUMENT && channel_reply(self, &good) == ERROR_ARGUMENT &&
            channel_receive(self, &good, &sender) == ERROR_ARGUMENT &&
            channel_receive(THREAD_MAX + 1, &good, &sender) == ERROR_ARGUMENT;
  bool what = channel_send(CONTAINER_ROOT, &odd) == ERROR_ARGUMENT &&
              channel_send(CONTAINER_ROOT, &large) == ERROR_ARGUMENT &&
              channel_send(CONTAINER_ROOT, &grant) == ERROR_ARGUMENT;
  bool dead = channel_send(CONTAINER_ROOT, &good) == ERROR_DEAD && channel_reply(CONTAINER_ROOT, &good) == ERROR_DEAD &&
              channel_receive(CONTAINER_ROOT, &good, &sender) == ERROR_DEAD &&
              channel_call(CONTAINER_ROOT, &good, &good) == ERROR_DEAD && sender == 77;
  channel_finish();
  return to && what && dead;
}

/* A reply without a call is refused; a message is cut to what the receiver takes, and both are told its length. */
static bool cut_to_fit(void) {
  unsigned words[2] = {5, 5}, sender;
  struct message short_message = message_of(words, 1);
  kernel_enter();
  receiver = thread_current();
  channel_open(receiver);
  kernel_leave();
  unsigned id = partner_start(cpus_count() - 1, send_number, 3);
  mode_wait(id, CHANNEL_SENDING);
  kernel_enter();
  bool refused = channel_reply(id, &short_message) == ERROR_STATE;
  bool cut = channel_receive(id, &short_message, &sender) == 1 && words[0] == 3 && words[1] == 5;
  kernel_leave();
  partner_join(id);
  kernel_enter();
  channel_finish();
  return refused && cut && results[3] == 1;
}

bool channel_length_test(void) {
  bool cut = cpu_id() != 0 || cut_to_fit();
  test_meet();
  return cut;
}

#define QUOTA 8
#define BUFFER USER_START
#define PAGE (USER_START + FRAME_SIZE)

/* A space with a container of its own. Inside the kernel, as space_end(), which returns whether all went back. */
static unsigned space_make(void) {
  int id = container_split(CONTAINER_ROOT, QUOTA, 1);
  if (id < 0 || space_new((unsigned)id) != 0 || space_reserve((unsigned)id, BUFFER, PAGE_WRITE) != 0) {
    panic("channel_test: no space (%d)", id);
  }
  return (unsigned)id;
}

static bool space_end(unsigned id) {
  space_free(id);
  bool even = containers[id].usage == 0;
  container_exit(id);
  return even;
}

/* In a space of its own: receives a message with a page, then one without, which alone it has a place for. */
static unsigned taker_space;
static void take_page(unsigned self) {
  struct message message = {.address = BUFFER, .words = 4, .grant = PAGE};
  unsigned sender;
  thread_space_set(taker_space);
  channel_open(thread_current());
  results[self] = channel_receive(CHANNEL_ANY, &message, &sender);
  message.grant = 0;
  results[self + 1] = channel_receive(CHANNEL_ANY, &message, &sender);
  thread_space_set(SPACE_KERNEL);
}

/* Sends from `space` to `taker` a page, and twice what cannot be passed, and a plain message. */
static bool page_given(unsigned space, unsigned taker) {
  unsigned words[2] = {11, 12}, there[2] = {0, 0};
  struct message grant = {.address = PAGE, .words = 2, .grant = PAGE}, plain = {.address = BUFFER, .words = 1};
  struct message lost = {.address = PAGE, .words = 1}, wild = {.address = 0xFFFFFFFC, .words = 2};
  bool ready = space_reserve(space, PAGE, PAGE_WRITE) == 0 && user_copy_out(space, PAGE, words, sizeof words) == 0;
  unsigned frame = page_frame(space_lookup(space, PAGE));
  unsigned usage = containers[space].usage;
  bool given = channel_send(taker, &grant) == 2 && space_lookup(space, PAGE) == 0 &&
               page_frame(space_lookup(taker_space, PAGE)) == frame && frame_table[frame].owner == taker_space &&
               containers[space].usage == usage - 1 && user_copy_in(taker_space, PAGE, there, sizeof there) == 0 &&
               there[0] == 11 && there[1] == 12 && user_copy_in(taker_space, BUFFER, there, sizeof there) == 0 &&
               there[0] == 11 && there[1] == 12;
  kernel_leave();
  mode_wait(taker, CHANNEL_RECEIVING);
  kernel_enter();
  grant.address = BUFFER;
  grant.grant = BUFFER;
  bool refused = channel_send(taker, &grant) == ERROR_STATE && space_lookup(space, BUFFER) != 0 &&
                 channel_send(taker, &lost) == ERROR_ADDRESS && channel_send(taker, &wild) == ERROR_ADDRESS;
  return ready && given && refused && channel_send(taker, &plain) == 1;
}

static bool page_moves(void) {
  kernel_enter();
  unsigned space = space_make();
  taker_space = space_make();
  kernel_leave();
  unsigned taker = partner_start(cpus_count() - 1, take_page, 0);
  mode_wait(taker, CHANNEL_RECEIVING);
  channel_begin();
  thread_space_set(space);
  bool given = page_given(space, taker);
  thread_space_set(SPACE_KERNEL);
  channel_finish();
  partner_join(taker);
  kernel_enter();
  bool even = space_end(space);
  even = space_end(taker_space) && even;
  kernel_leave();
  return given && even && results[0] == 2 && results[1] == 1;
}

/* A page goes over with the message, or stays where it is. */
bool channel_grant_test(void) {
  bool moves = cpu_id() != 0 || page_moves();
  test_meet();
  return moves;
}
