/* Tests that bits arrive, add up, and wake who waits for them. */
#include "notification/notification.h"

#include <stdbool.h>

#include "channel/channel.h"
#include "cpu/atomic.h"
#include "cpu/cpu.h"
#include "current/current.h"
#include "error/error.h"
#include "irq/cpus.h"
#include "scheduler/scheduler.h"
#include "scheduler/scheduler_test.h"

#define ROUNDS 40

/* The threads of the processors, and what they saw; each writes its own. */
static unsigned members[CPU_MAX];
static unsigned seen[CPU_MAX];

/* Bits go around all processors: every thread waits for that of the one before and sends its own to the next. */
static void ring_run(unsigned cpu) {
  unsigned next = cpu + 1 == cpus_count() ? 0 : cpu + 1, previous = cpu == 0 ? cpus_count() - 1 : cpu - 1;
  members[cpu] = thread_current();
  notification_open(members[cpu]);
  channel_open(members[cpu]);
  while (!channel_alive(*(volatile unsigned *)&members[next])) {
    kernel_leave();
    cpu_relax();
    kernel_enter();
    thread_yield();
  }
  if (cpu == 0) {
    notification_send(members[next], 1);
  }
  for (unsigned round = 0; round < ROUNDS; round++) {
    seen[cpu] += notification_wait() == 1u << previous;
    if (cpu != 0 || round + 1 < ROUNDS) {
      notification_send(members[next], 1u << cpu);
    }
  }
}

bool notification_ring_test(void) {
  unsigned cpu = cpu_id();
  members[cpu] = THREAD_NONE;
  seen[cpu] = 0;
  test_meet();
  unsigned id = test_thread_start(cpu, ring_run, cpu);
  test_thread_join(id);
  test_meet();
  kernel_enter();
  channel_exit(id);
  kernel_leave();
  return seen[cpu] == ROUNDS;
}

/* Counts the bits that arrive, by the processor that sent them, until all have sent ROUNDS. */
static void crowd_count(unsigned self) {
  members[self] = thread_current();
  notification_open(members[self]);
  channel_open(members[self]);
  for (unsigned left = cpus_count() * ROUNDS; left > 0;) {
    unsigned bits = notification_wait();
    for (unsigned cpu = 0; cpu < cpus_count(); cpu++) {
      if (bits & (1u << cpu)) {
        left--;
        seen[cpu]++;
      }
    }
  }
}

/* All processors send to one thread at once, each its next bit when the last has arrived: none is lost. */
bool notification_crowd_test(void) {
  unsigned cpu = cpu_id(), id = THREAD_NONE;
  seen[cpu] = 0;
  test_meet();
  if (cpu == 0) {
    id = test_thread_start(cpus_count() - 1, crowd_count, 0);
    while (!channel_alive(id)) {
      test_turn();
    }
  }
  test_meet();
  bool sent = true;
  for (unsigned round = 0; round < ROUNDS; round++) {
    kernel_enter();
    sent = notification_send(members[0], 1u << cpu) == 0 && sent;
    kernel_leave();
    while (*(volatile unsigned *)&seen[cpu] == round) {
      test_turn();
    }
  }
  if (cpu == 0) {
    test_thread_join(id);
    kernel_enter();
    channel_exit(id);
    kernel_leave();
  }
  test_meet();
  return sent && seen[cpu] == ROUNDS;
}

/* Bits that nobody waits for are kept, once each, until they are taken together. */
bool notification_bits_test(void) {
  unsigned self = thread_current();
  kernel_enter();
  notification_open(self);
  channel_open(self);
  bool sent = notification_send(self, 5) == 0 && notification_send(self, 6) == 0 && notification_send(self, 4) == 0;
  bool together = notification_wait() == 7;
  bool refused = notification_send(THREAD_MAX, 1) == ERROR_ARGUMENT && notification_send(self, 0) == ERROR_ARGUMENT &&
                 notification_send(CONTAINER_ROOT, 1) == ERROR_DEAD;
  channel_exit(self);
  bool dead = notification_send(self, 1) == ERROR_DEAD && notifications[self].word == 0;
  kernel_leave();
  return sent && together && refused && dead;
}
