/* Measures how long a processor takes from one thread to another. */
#include "console/console.h"
#include "container/container.h"
#include "cpu/atomic.h"
#include "cpu/cpu.h"
#include "current/current.h"
#include "irq/cpus.h"
#include "lock/lock.h"
#include "measure/measure.h"
#include "preemption/preemption.h"
#include "scheduler/scheduler.h"

/* The most threads that are ready at once while a processor goes from one to the next. */
#define READY_MAX 15

/* Written by processor 0 while the others wait. */
static unsigned rounds;

/* A bed for a thread that the next one wakes. */
struct seat {
  SHARED_ALIGNED struct guard guard;
  struct queue asleep; /* guarded by guard, as the rest */
  unsigned calls;      /* wakings that came before the sleeper slept */
};

/* Two for each processor: of the thread that measures, and of its partner. */
static struct seat seats[CPU_MAX][2];

/* Partners that have ended; changed by all. */
static unsigned ended;

static void seat_wake(struct seat *seat) {
  guard_acquire(&seat->guard);
  if (thread_wakeup(&seat->asleep) == THREAD_NONE) {
    seat->calls++;
  }
  guard_release(&seat->guard);
}

static void seat_sleep(struct seat *seat) {
  guard_acquire(&seat->guard);
  if (seat->calls > 0) {
    seat->calls--;
    guard_release(&seat->guard);
  } else {
    thread_sleep(&seat->asleep, &seat->guard);
  }
}

static void seats_take(struct seat *own, struct seat *other) {
  for (unsigned round = 0; round < rounds; round++) {
    seat_wake(other);
    seat_sleep(own);
  }
}

static void yields_take(void) {
  for (unsigned round = 0; round < rounds; round++) {
    thread_yield();
  }
}

static void yield_partner(unsigned cpu) {
  (void)cpu;
  yields_take();
  atomic_fetch_add(&ended, 1);
}

static void sleep_partner(unsigned cpu) {
  seats_take(&seats[cpu][1], &seats[cpu][0]);
  atomic_fetch_add(&ended, 1);
}

/* Lets other threads of this processor run, and other processors enter the kernel. */
static void turn_give(void) {
  thread_yield();
  kernel_leave();
  cpu_relax();
  kernel_enter();
}

static int partner_start(unsigned cpu, void (*partner)(unsigned cpu)) {
  int id = container_split(CONTAINER_ROOT, 0, 1);
  if (id < 0 || thread_spawn((unsigned)id, cpu, "partner", partner, cpu_id()) != 0) {
    panic("partner_start: error %d", id);
  }
  return id;
}

/* Waits for a partner's end. */
static void partner_end(int id) {
  while (*(volatile unsigned *)&threads[id].state != THREAD_DEAD) {
    turn_give();
  }
  container_exit((unsigned)id);
}

/* Goes round between this thread and `ready` others. Returns the cycles of one of the switches. */
static unsigned ready_measure(unsigned ready) {
  int ids[READY_MAX];
  for (unsigned i = 0; i < ready; i++) {
    ids[i] = partner_start(cpu_id(), yield_partner);
  }
  uint64_t start = cpu_cycles();
  yields_take();
  unsigned cycles = cpu_divide(cpu_cycles() - start, (ready + 1) * rounds);
  for (unsigned i = 0; i < ready; i++) {
    partner_end(ids[i]);
  }
  return cycles;
}

/* Runs `partner` on processor `cpu` beside `self_part`, `rounds` times each. Returns the cycles of one of the switches,
   of which a round has two, once `ended_after` partners have ended: all of this kind. */
static unsigned partner_measure(unsigned cpu, void (*partner)(unsigned cpu), unsigned ended_after) {
  unsigned self = cpu_id();
  int id = partner_start(cpu, partner);
  uint64_t start = cpu_cycles();
  if (partner == sleep_partner) {
    seats_take(&seats[self][0], &seats[self][1]);
  } else {
    yields_take();
  }
  unsigned cycles = cpu_divide(cpu_cycles() - start, 2 * rounds);
  partner_end(id);
  while (*(volatile unsigned *)&ended < ended_after) {
    turn_give();
  }
  return cycles;
}

static void seats_prepare(unsigned cpu) {
  for (unsigned i = 0; i < 2; i++) {
    guard_init(&seats[cpu][i].guard);
    queue_init(&seats[cpu][i].asleep);
    seats[cpu][i].calls = 0;
  }
}

bool measure_switches(const struct measure_settings *settings) {
  unsigned cpu = cpu_id(), count = cpus_count(), next = cpu + 1 == count ? 0 : cpu + 1;
  if (cpu == 0) {
    rounds = settings->rounds;
    kernel_enter();
    for (unsigned ready = 1; ready <= READY_MAX; ready = 2 * ready + 1) {
      console_print("switches ready=%u cycles=%u\n", ready, ready_measure(ready));
    }
    kernel_leave();
    ended = 0;
  }
  seats_prepare(cpu);
  cpus_barrier();
  kernel_enter();
  unsigned yield = partner_measure(cpu, yield_partner, count);
  unsigned sleep = partner_measure(cpu, sleep_partner, 2 * count);
  unsigned across = partner_measure(next, sleep_partner, 3 * count);
  kernel_leave();
  if (cpu == 0) {
    console_print("switches cores=%u guard=%s lock=%s preemption=%s rounds=%u yield=%u sleep=%u across=%u\n", count,
                  guard_name, lock_name, preemption_name, rounds, yield, sleep, across);
  }
  return ended == 3 * count;
}
