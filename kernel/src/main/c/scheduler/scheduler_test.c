/* Tests of the scheduler: turns, sleep and waking across processors, ends of threads, what survives a switch. */
#include "scheduler/scheduler_test.h"

#include <stddef.h>

#include "console/console.h"
#include "cpu/atomic.h"
#include "cpu/cpu.h"
#include "current/current.h"
#include "error/error.h"
#include "irq/cpus.h"
#include "scheduler/scheduler.h"
#include "space/space.h"

/* The bodies of the test threads and who waits for each; a body is written before its thread starts. */
static struct {
  void (*run)(unsigned argument);
  unsigned argument;
  struct queue joiner; /* guarded by join_guard */
} bodies[THREAD_MAX];
static struct guard join_guard; /* all zero, as it starts, it is free */

/* Wakes the joiner, who finds the thread dead once it has the guard. */
static void body_run(unsigned id) {
  bodies[id].run(bodies[id].argument);
  guard_acquire(&join_guard);
  thread_wakeup(&bodies[id].joiner);
  thread_exit(&join_guard);
}

unsigned test_thread_start(unsigned cpu, void (*body)(unsigned argument), unsigned argument) {
  kernel_enter();
  int id = container_split(CONTAINER_ROOT, 0, 1);
  if (id <= 0) {
    panic("test_thread_start: no id is left (error %d)", id);
  }
  bodies[id].run = body;
  bodies[id].argument = argument;
  queue_init(&bodies[id].joiner);
  int error = thread_spawn((unsigned)id, cpu, "worker", body_run, (unsigned)id);
  if (error != 0) {
    panic("test_thread_start: thread %d on processor %u: error %d", id, cpu, error);
  }
  kernel_leave();
  return (unsigned)id;
}

void test_thread_join(unsigned id) {
  kernel_enter();
  guard_acquire(&join_guard);
  while (threads[id].state != THREAD_DEAD) {
    thread_sleep(&bodies[id].joiner, &join_guard);
    guard_acquire(&join_guard);
  }
  guard_release(&join_guard);
  container_exit(id);
  kernel_leave();
}

/* A test's thread takes join_guard before it ends. */
void test_thread_cancel(unsigned id) {
  kernel_enter();
  guard_acquire(&join_guard);
  thread_cancel(id, &join_guard);
  guard_release(&join_guard);
  kernel_leave();
}

unsigned test_workers(unsigned most) {
  unsigned free = THREAD_MAX - 1 - 2 * cpus_count(); /* without the root, idle threads and testers */
  unsigned each = cpu_divide(free, cpus_count());
  return each < most ? each : most;
}

void test_turn(void) {
  kernel_enter();
  thread_yield();
  kernel_leave();
  cpu_relax();
}

/* As cpus_barrier() has them: how many wait in this round, and the number of the round. */
static unsigned meet_waiting;
static unsigned meet_round;

void test_meet(void) {
  unsigned round = meet_round;
  if (atomic_fetch_add(&meet_waiting, 1) + 1 == cpus_count()) {
    meet_waiting = 0;
    atomic_fetch_add(&meet_round, 1);
  }
  while (*(volatile unsigned *)&meet_round == round) {
    test_turn();
  }
}

#define WORKERS_MAX 4
#define TURNS 10

/* What a processor's threads write, each in its turn; used by that processor alone. */
static struct {
  unsigned length;
  unsigned who[WORKERS_MAX * TURNS];
} logs[CPU_MAX];

static void log_write(unsigned who) {
  unsigned cpu = cpu_id();
  logs[cpu].who[logs[cpu].length] = who;
  logs[cpu].length++;
}

static void turns_take(unsigned who) {
  for (unsigned i = 0; i < TURNS; i++) {
    log_write(who);
    thread_yield();
  }
}

/* Threads of one processor that yield run in turn, in the order in which they became ready. */
bool scheduler_turns_test(void) {
  unsigned cpu = cpu_id(), workers = test_workers(WORKERS_MAX), ids[WORKERS_MAX];
  logs[cpu].length = 0;
  for (unsigned i = 0; i < workers; i++) {
    ids[i] = test_thread_start(cpu, turns_take, i);
  }
  for (unsigned i = 0; i < workers; i++) {
    test_thread_join(ids[i]);
  }
  bool in_turn = logs[cpu].length == workers * TURNS;
  for (unsigned i = 0, expected = 0; i < logs[cpu].length; i++) {
    in_turn = in_turn && logs[cpu].who[i] == expected;
    expected = expected + 1 == workers ? 0 : expected + 1;
  }
  test_meet();
  return in_turn;
}

/* Where threads of several processors sleep in a known order. */
static struct guard bed_guard;
static struct queue bed;      /* guarded by bed_guard */
static unsigned woken_length; /* guarded by bed_guard */
static unsigned woken[CPU_MAX];

static void sleeper(unsigned who) {
  guard_acquire(&bed_guard);
  thread_sleep(&bed, &bed_guard);
  guard_acquire(&bed_guard);
  woken[woken_length] = who;
  woken_length++;
  guard_release(&bed_guard);
}

/* Waits until thread `id` has gone to sleep in `bed`. */
static void bed_wait(unsigned id) {
  bool asleep = false;
  while (!asleep) {
    kernel_enter();
    guard_acquire(&bed_guard);
    asleep = queue_has(&bed, id);
    guard_release(&bed_guard);
    kernel_leave();
    test_turn();
  }
}

/* Wakes one thread: `id`, or the first for THREAD_NONE; then waits until `count` are awake. Returns who was woken. */
static unsigned bed_wake(unsigned id, unsigned count) {
  kernel_enter();
  guard_acquire(&bed_guard);
  if (id == THREAD_NONE) {
    id = thread_wakeup(&bed);
  } else {
    thread_wake(id);
  }
  guard_release(&bed_guard);
  kernel_leave();
  while (*(volatile unsigned *)&woken_length != count) {
    test_turn();
  }
  return id;
}

/* Sleepers of all processors in one queue: woken in the order in which they went to sleep, but for the one that is
   named. */
static bool sleepers_in_order(void) {
  unsigned count = cpus_count(), ids[CPU_MAX];
  guard_init(&bed_guard);
  queue_init(&bed);
  woken_length = 0;
  for (unsigned i = 0; i < count; i++) {
    ids[i] = test_thread_start(i, sleeper, i);
    bed_wait(ids[i]);
  }
  unsigned middle = count / 2;
  bool in_order = bed_wake(ids[middle], 1) == ids[middle] && woken[0] == middle && queue_sound(&bed);
  for (unsigned i = 0, number = 1; i < count; i++) {
    if (i != middle) {
      in_order = bed_wake(THREAD_NONE, number + 1) == ids[i] && woken[number] == i && in_order;
      number++;
    }
  }
  in_order = in_order && bed_wake(THREAD_NONE, count) == THREAD_NONE;
  for (unsigned i = 0; i < count; i++) {
    in_order = in_order && threads[ids[i]].wakeups == 1;
    test_thread_join(ids[i]);
  }
  return in_order;
}

bool scheduler_sleep_order_test(void) {
  bool in_order = cpu_id() != 0 || sleepers_in_order();
  test_meet();
  return in_order;
}

#define STORM_ROUNDS 100

/* A place where tokens arrive and one thread of each processor waits for them. */
static struct {
  struct guard guard;
  struct queue waiting; /* guarded by guard, as the rest */
  unsigned tokens, taken, sleeps;
} places[CPU_MAX];

static void token_put(unsigned place) {
  guard_acquire(&places[place].guard);
  places[place].tokens++;
  thread_wakeup(&places[place].waiting);
  guard_release(&places[place].guard);
}

static void token_take(unsigned place) {
  guard_acquire(&places[place].guard);
  while (places[place].tokens == 0) {
    places[place].sleeps++;
    thread_sleep(&places[place].waiting, &places[place].guard);
    guard_acquire(&places[place].guard);
  }
  places[place].tokens--;
  places[place].taken++;
  guard_release(&places[place].guard);
}

/* Passes on every token that comes to place `place`. */
static void tokens_pass(unsigned place) {
  for (unsigned round = 0; round < STORM_ROUNDS; round++) {
    token_take(place);
    token_put(place + 1 == cpus_count() ? 0 : place + 1);
  }
}

/* Sends `tokens` tokens around all processors, so that each sleeps and is woken all the time, halted in between. */
static bool storm_passes(unsigned tokens) {
  unsigned cpu = cpu_id();
  guard_init(&places[cpu].guard);
  queue_init(&places[cpu].waiting);
  places[cpu].tokens = cpu < tokens;
  places[cpu].taken = 0;
  places[cpu].sleeps = 0;
  test_meet();
  unsigned id = test_thread_start(cpu, tokens_pass, cpu);
  test_meet();
  kernel_enter();
  unsigned wakeups_so_far = threads[id].wakeups;
  kernel_leave();
  test_thread_join(id);
  test_meet();
  bool counted = places[cpu].taken == STORM_ROUNDS && places[cpu].tokens == (cpu < tokens) &&
                 threads[id].wakeups == places[cpu].sleeps && wakeups_so_far <= places[cpu].sleeps;
  test_meet();
  return counted;
}

bool scheduler_storm_test(void) {
  return storm_passes(1) && storm_passes(cpus_count()) && storm_passes(cpu_divide(cpus_count() + 1, 2));
}

/* One place, all processors put, all take: the wake-ups of many meet in one queue. */
static void tokens_crowd(unsigned place) {
  for (unsigned round = 0; round < STORM_ROUNDS; round++) {
    token_put(place);
    thread_yield();
    token_take(place);
  }
}

bool scheduler_crowd_test(void) {
  if (cpu_id() == 0) {
    guard_init(&places[0].guard);
    queue_init(&places[0].waiting);
    places[0].tokens = 0;
    places[0].taken = 0;
  }
  test_meet();
  test_thread_join(test_thread_start(cpu_id(), tokens_crowd, 0));
  test_meet();
  return places[0].tokens == 0 && places[0].taken == STORM_ROUNDS * cpus_count() && queue_sound(&places[0].waiting);
}

#define LIVES 30

/* Written by the threads that end; each adds its argument. */
static unsigned lives_sum;

static void live(unsigned amount) {
  atomic_fetch_add(&lives_sum, amount);
}

/* Threads begin on one processor after the other and end, again and again, with few ids, so that each is used anew at
   once and elsewhere. */
bool scheduler_exit_test(void) {
  unsigned target = cpu_id();
  lives_sum = 0;
  bool dead = true;
  test_meet();
  for (unsigned i = 0; i < LIVES; i++) {
    target = target + 1 == cpus_count() ? 0 : target + 1;
    unsigned id = test_thread_start(target, live, i + 1);
    test_thread_join(id);
    dead = dead && thread_stack_intact(id);
  }
  test_meet();
  bool all = lives_sum == cpus_count() * (LIVES * (LIVES + 1) / 2);
  test_meet();
  return dead && all;
}

#define DEPTH 6
#define WORDS 24

/* Fills its frame with a pattern, gives the processor away at every depth, and looks at it again. */
static __attribute__((noinline)) unsigned frames_spoilt(unsigned pattern, unsigned depth) {
  volatile unsigned words[WORDS];
  for (unsigned i = 0; i < WORDS; i++) {
    words[i] = pattern + i * depth;
  }
  thread_yield();
  unsigned spoilt = depth == 0 ? 0 : frames_spoilt(pattern * 5 + 1, depth - 1);
  thread_yield();
  for (unsigned i = 0; i < WORDS; i++) {
    spoilt += words[i] != pattern + i * depth;
  }
  return spoilt;
}

static unsigned spoilt[CPU_MAX];

static void frames_check(unsigned number) {
  for (unsigned round = 0; round < TURNS; round++) {
    spoilt[cpu_id()] += frames_spoilt(number * 7919 + round, DEPTH);
  }
}

/* Stacks and registers survive any number of switches. */
bool scheduler_frames_test(void) {
  unsigned cpu = cpu_id(), workers = test_workers(WORKERS_MAX), ids[WORKERS_MAX];
  spoilt[cpu] = 0;
  for (unsigned i = 0; i < workers; i++) {
    ids[i] = test_thread_start(cpu, frames_check, cpu * WORKERS_MAX + i);
  }
  kernel_enter();
  spoilt[cpu] += frames_spoilt(cpu, DEPTH);
  kernel_leave();
  for (unsigned i = 0; i < workers; i++) {
    test_thread_join(ids[i]);
  }
  test_meet();
  return spoilt[cpu] == 0;
}

static void yielder(unsigned turns) {
  for (unsigned i = 0; i < turns; i++) {
    thread_yield();
  }
}

/* Two threads alternate: one switch to each at every turn, and all cycles are somebody's. */
bool scheduler_account_test(void) {
  unsigned self = thread_current(), idle = run_queues[cpu_id()].idle;
  kernel_enter();
  thread_yield();
  uint64_t begun = run_queues[cpu_id()].since;
  uint64_t cycles = threads[self].cycles + threads[idle].cycles;
  unsigned switches = threads[self].switches;
  kernel_leave();
  unsigned id = test_thread_start(cpu_id(), yielder, TURNS);
  kernel_enter();
  for (unsigned i = 0; i < TURNS + 2; i++) {
    thread_yield();
  }
  /* TURNS yields of its own and its end: the worker got the processor TURNS + 1 times, and gave it back as often */
  bool switched = threads[id].switches == TURNS + 1 && threads[self].switches == switches + TURNS + 1;
  uint64_t passed = threads[self].cycles + threads[idle].cycles + threads[id].cycles - cycles;
  bool complete = passed == run_queues[cpu_id()].since - begun && threads[id].cycles > 0;
  kernel_leave();
  test_thread_join(id);
  test_meet();
  return switched && complete;
}

/* What is no thread, no processor, or runs already is refused and changed in nothing. */
bool scheduler_refusal_test(void) {
  kernel_enter();
  unsigned self = thread_current();
  bool refused = thread_spawn(THREAD_MAX, 0, "none", yielder, 0) == ERROR_ARGUMENT &&
                 thread_spawn(self, cpus_count(), "none", yielder, 0) == ERROR_ARGUMENT &&
                 thread_spawn(self, 0, "none", yielder, 0) == ERROR_STATE && threads[self].state == THREAD_RUNNING &&
                 threads[self].cpu == cpu_id();
  kernel_leave();
  test_meet();
  return refused;
}
