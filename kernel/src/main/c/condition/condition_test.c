/* Tests that conditions serve in order, exactly one for each signal, and let nobody come between. */
#include "condition/condition.h"

#include <stdbool.h>

#include "cpu/atomic.h"
#include "cpu/cpu.h"
#include "irq/cpus.h"
#include "scheduler/scheduler.h"
#include "scheduler/scheduler_test.h"

#define ROUNDS 20

/* All guarded by `guard`. */
static struct guard guard;
static struct condition ready;
static unsigned turn_given; /* how many turns were handed over */
static unsigned turn_taken;
static unsigned order[CPU_MAX];
static bool held_alone;

/* Waits once; then notes itself, seeing that it holds the guard. */
static void wait_once(unsigned who) {
  guard_acquire(&guard);
  condition_wait(&ready, &guard);
  unsigned before = turn_taken;
  cpu_relax();
  held_alone = held_alone && turn_taken == before && turn_taken < turn_given;
  order[turn_taken] = who;
  turn_taken++;
  guard_release(&guard);
}

static bool is_waiting(unsigned id) {
  kernel_enter();
  guard_acquire(&guard);
  bool waiting = queue_has(&ready.waiting, id);
  guard_release(&guard);
  kernel_leave();
  return waiting;
}

/* Signals once. Returns who was woken. */
static unsigned signal_once(void) {
  kernel_enter();
  guard_acquire(&guard);
  unsigned first = condition_first(&ready);
  turn_given += first != THREAD_NONE;
  unsigned woken = condition_signal(&ready);
  guard_release(&guard);
  kernel_leave();
  return first == woken ? woken : THREAD_NONE;
}

static bool signals_in_order(void) {
  unsigned count = cpus_count(), ids[CPU_MAX];
  guard_init(&guard);
  condition_init(&ready);
  turn_given = 0;
  turn_taken = 0;
  held_alone = true;
  bool in_order = signal_once() == THREAD_NONE; /* forgotten: nobody waits yet */
  for (unsigned i = 0; i < count; i++) {
    ids[i] = test_thread_start(count - 1 - i, wait_once, i);
    while (!is_waiting(ids[i])) {
      test_turn();
    }
  }
  for (unsigned i = 0; i < count; i++) {
    in_order = signal_once() == ids[i] && in_order;
    while (*(volatile unsigned *)&turn_taken != i + 1) {
      test_turn();
    }
    in_order = in_order && order[i] == i;
  }
  for (unsigned i = 0; i < count; i++) {
    test_thread_join(ids[i]);
  }
  return in_order && held_alone;
}

bool condition_order_test(void) {
  bool in_order = cpu_id() != 0 || signals_in_order();
  test_meet();
  return in_order;
}

/* One thing that is handed from thread to thread: `taken` while somebody has it. Guarded by `guard`. */
static bool taken;
static unsigned uses;
static unsigned arrivals, services; /* numbers in the order of coming, and of being served */
static bool served_in_order;

/* Takes the thing, or waits until it is handed over: whoever hands it over leaves it taken. */
static void thing_take(void) {
  guard_acquire(&guard);
  unsigned arrival = arrivals;
  arrivals++;
  if (taken) {
    condition_wait(&ready, &guard);
  } else {
    taken = true;
  }
  served_in_order = served_in_order && arrival == services;
  services++;
  uses++;
  guard_release(&guard);
}

static void thing_give(void) {
  guard_acquire(&guard);
  if (condition_signal(&ready) == THREAD_NONE) {
    taken = false;
  }
  guard_release(&guard);
}

static void thing_use(unsigned rounds) {
  for (unsigned round = 0; round < rounds; round++) {
    thing_take();
    thread_yield();
    thing_give();
  }
}

/* Nobody who comes later is served earlier, however the processors hurry. */
bool condition_bypass_test(void) {
  if (cpu_id() == 0) {
    guard_init(&guard);
    condition_init(&ready);
    taken = false;
    uses = 0;
    arrivals = 0;
    services = 0;
    served_in_order = true;
  }
  test_meet();
  test_thread_join(test_thread_start(cpu_id(), thing_use, ROUNDS));
  test_meet();
  return served_in_order && uses == ROUNDS * cpus_count() && !taken;
}
