/* The workload of the lock laboratory: every processor wants one lock, again and again. */
#include "contention/contention.h"

#include "console/console.h"
#include "cpu/atomic.h"
#include "cpu/cpu.h"
#include "irq/cpus.h"

struct lock work_lock;

/* Guarded by work_lock. */
struct work_log work_log;

/* The delay in contention_section(); written by processor 0 while the others wait at the barrier. */
static unsigned section_units;

/* Written by its processor, read by processor 0 after the barrier. A cache line each. */
static struct {
  _Alignas(64) unsigned rounds;
} done[CPU_MAX];

static inline void delay(unsigned units) {
  for (unsigned i = 0; i < units; i++) {
    compiler_barrier(); /* keeps the loop */
  }
}

__attribute__((noinline)) void contention_think(unsigned units) {
  delay(units);
}

__attribute__((noinline)) void contention_section(unsigned round) {
  struct work_entry *entry = &work_log.entry[work_log.head % WORK_LOG_SIZE];
  entry->cpu = cpu_id();
  entry->round = round;
  work_log.head++;
  delay(section_units);
}

/* The next number of Marsaglia's xorshift generator (2003); the state is never 0. */
static unsigned random_next(unsigned *state) {
  *state ^= *state << 13;
  *state ^= *state >> 17;
  *state ^= *state << 5;
  return *state;
}

/* Where processor `cpu` begins: different for each, and never 0. */
static unsigned random_start(unsigned seed, unsigned cpu) {
  return ((seed + 1) * 2654435761u + cpu * 40503u) | 1;
}

/* Starts all processors together on a free lock and an empty log. */
static void run_start(unsigned section) {
  if (cpu_id() == 0) {
    lock_init(&work_lock);
    work_log.head = 0;
    section_units = section;
  }
  cpus_barrier();
}

bool contention_run(const struct contention_settings *settings) {
  unsigned cpu = cpu_id();
  unsigned random = random_start(settings->seed, cpu);
  done[cpu].rounds = 0;
  run_start(settings->section);
  for (unsigned round = 0; round < settings->rounds; round++) {
    contention_think(settings->think / 2 + random_next(&random) % (settings->think + 1));
    lock_acquire(&work_lock);
    contention_section(round);
    lock_release(&work_lock);
    done[cpu].rounds++;
  }
  cpus_barrier();

  bool complete = work_log.head == cpus_count() * settings->rounds;
  if (cpu == 0) {
    console_print("contention lock=%s cores=%u rounds=%u section=%u think=%u seed=%u\n", lock_name, cpus_count(),
                  settings->rounds, settings->section, settings->think, settings->seed);
    for (unsigned i = 0; i < cpus_count(); i++) {
      console_print("core %u rounds=%u\n", i, done[i].rounds);
    }
    console_print("log %u of %u entries: %s\n", work_log.head, cpus_count() * settings->rounds,
                  complete ? "ok" : "FAILED");
  }
  return complete;
}

bool latency_run(const struct contention_settings *settings) {
  unsigned cpu = cpu_id();
  done[cpu].rounds = 0;
  run_start(0);
  uint64_t start = cpu_cycles();
  for (unsigned round = 0; round < settings->rounds; round++) {
    lock_acquire(&work_lock);
    lock_release(&work_lock);
  }
  done[cpu].rounds = settings->rounds;
  cpus_barrier();
  uint64_t elapsed = cpu_cycles() - start;

  bool complete = true;
  for (unsigned i = 0; i < cpus_count(); i++) {
    complete = complete && done[i].rounds == settings->rounds;
  }
  if (cpu == 0) {
    console_print("latency lock=%s cores=%u rounds=%u elapsed=%u cycles=%u\n", lock_name, cpus_count(),
                  settings->rounds, cpu_divide(elapsed, 1), cpu_divide(elapsed, settings->rounds));
  }
  return complete;
}
