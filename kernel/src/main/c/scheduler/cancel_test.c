/* Tests that a thread which is cancelled goes to sleep no more, and is in no queue any more, whenever it happens. */
#include <stdbool.h>

#include "cpu/atomic.h"
#include "cpu/cpu.h"
#include "irq/cpus.h"
#include "scheduler/scheduler.h"
#include "scheduler/scheduler_test.h"

/* Where threads sleep: all of them in the first, or those that one processor started in that of its number. */
static struct bed {
  struct guard guard;
  struct queue sleepers; /* guarded by guard, as the rest */
  unsigned tokens;
} beds[CPU_MAX];

static void bed_make(struct bed *bed) {
  guard_init(&bed->guard);
  queue_init(&bed->sleepers);
  bed->tokens = 0;
}

/* Waits until thread `id` has gone to sleep in the first bed. */
static void bed_wait(unsigned id) {
  bool asleep = false;
  while (!asleep) {
    kernel_enter();
    guard_acquire(&beds[0].guard);
    asleep = queue_has(&beds[0].sleepers, id);
    guard_release(&beds[0].guard);
    kernel_leave();
    test_turn();
  }
}

/* Wakes the first sleeper, with a token. */
static unsigned bed_wake(struct bed *bed) {
  kernel_enter();
  guard_acquire(&bed->guard);
  bed->tokens++;
  unsigned id = thread_wakeup(&bed->sleepers);
  guard_release(&bed->guard);
  kernel_leave();
  return id;
}

/* What a thread that may be cancelled was told, as bits. */
#define TOLD_WOKEN 1u
#define TOLD_CANCELLED 2u       /* by the first thread_sleep() */
#define TOLD_CANCELLED_AGAIN 4u /* by the second, at once */
#define TOLD_ONCE 8u            /* thread_was_cancelled() said yes, then no */
static unsigned told[CPU_MAX];

static bool bed_sleep(void) {
  guard_acquire(&beds[0].guard);
  return thread_sleep(&beds[0].sleepers, &beds[0].guard);
}

static void cancelled_sleeper(unsigned who) {
  told[who] = bed_sleep() ? TOLD_WOKEN : TOLD_CANCELLED;
  if (told[who] == TOLD_CANCELLED) {
    told[who] |= bed_sleep() ? 0 : TOLD_CANCELLED_AGAIN;
    bool was = thread_was_cancelled();
    told[who] |= was && !thread_was_cancelled() ? TOLD_ONCE : 0;
  }
}

/* Of sleepers of all processors in one queue every second is cancelled, in the order of their going to sleep, the
   others are woken. */
static bool sleepers_cancelled(void) {
  unsigned count = cpus_count(), ids[CPU_MAX];
  bed_make(&beds[0]);
  for (unsigned i = 0; i < count; i++) {
    told[i] = 0;
    ids[i] = test_thread_start(i, cancelled_sleeper, i);
    bed_wait(ids[i]);
  }
  bool passed = true;
  for (unsigned i = 0; i < count; i += 2) {
    test_thread_cancel(ids[i]);
    test_thread_join(ids[i]);
    passed = passed && told[i] == (TOLD_CANCELLED | TOLD_CANCELLED_AGAIN | TOLD_ONCE) && queue_sound(&beds[0].sleepers);
  }
  for (unsigned i = 1; i < count; i += 2) {
    passed = bed_wake(&beds[0]) == ids[i] && passed;
    test_thread_join(ids[i]);
    passed = passed && told[i] == TOLD_WOKEN;
  }
  return passed && beds[0].sleepers.head == THREAD_NONE;
}

/* Takes tokens until it is cancelled. */
static void tokens_take(unsigned number) {
  struct bed *bed = &beds[number];
  bool goes_on = true;
  while (goes_on) {
    guard_acquire(&bed->guard);
    if (bed->tokens != 0) {
      bed->tokens--;
      guard_release(&bed->guard);
    } else {
      goes_on = thread_sleep(&bed->sleepers, &bed->guard);
    }
  }
}

#define CANCELS 40

/* Threads of the next processor are cancelled before they begin, as they go to sleep, asleep, as they wake: each ends,
   and none stays in the queue. */
static bool cancels_met(void) {
  unsigned cpu = cpu_id(), random = cpu + 1;
  bed_make(&beds[cpu]);
  bool empty = true;
  for (unsigned round = 0; round < CANCELS; round++) {
    unsigned id = test_thread_start(cpu + 1 == cpus_count() ? 0 : cpu + 1, tokens_take, cpu);
    random = random * 1664525 + 1013904223;
    for (unsigned wait = random >> 24; wait > 0; wait--) {
      cpu_relax();
    }
    if (random & 0x10000) {
      bed_wake(&beds[cpu]);
    }
    test_thread_cancel(id);
    test_thread_join(id);
    empty = empty && beds[cpu].sleepers.head == THREAD_NONE;
  }
  return empty;
}

bool scheduler_cancel_test(void) {
  bool passed = cpu_id() != 0 || sleepers_cancelled();
  test_meet();
  bool met = cancels_met();
  test_meet();
  return passed && met;
}
