/* A workload that is compiled together with the lock, so that the compiler sees both sides of lock_release. */
#define lock_name leaving_lock_name
#define lock_init leaving_lock_init
#define lock_acquire leaving_lock_acquire
#define lock_release leaving_lock_release
#include "contention/contention.h"
#include "cpu/atomic.h"
#include "cpu/cpu.h"
#include "irq/cpus.h"
#include "ticket_lock/ticket_lock.c.h"

struct lock work_lock;
struct work_log work_log;

/* What each processor says of itself: 1 after it acquired, 2 when it is about to release, 0 after that. */
extern struct leaving_note {
  _Alignas(64) unsigned where;
} leaving_note[CPU_MAX];

struct leaving_note leaving_note[CPU_MAX];

/* How often the holder of the lock saw another that was still inside. */
extern unsigned leaving_met;
unsigned leaving_met;

__attribute__((noinline)) void contention_think(unsigned units) {
  for (unsigned i = 0; i < units; i++) {
    compiler_barrier();
  }
}

__attribute__((noinline)) void contention_section(unsigned round) {
  struct work_entry *entry = &work_log.entry[work_log.head % WORK_LOG_SIZE];
  entry->cpu = cpu_id();
  entry->round = round;
  work_log.head++;
  for (unsigned other = 0; other < cpus_count(); other++) {
    leaving_met += other != cpu_id() && leaving_note[other].where == 1;
  }
}

bool contention_run(const struct contention_settings *settings) {
  unsigned cpu = cpu_id();
  leaving_note[cpu].where = 0;
  if (cpu == 0) {
    lock_init(&work_lock);
    work_log.head = 0;
  }
  cpus_barrier();
  for (unsigned round = 0; round < settings->rounds; round++) {
    contention_think(settings->think);
    lock_acquire(&work_lock);
    leaving_note[cpu].where = 1;
    compiler_barrier(); /* the note is in memory from here on */
    contention_section(round);
    leaving_note[cpu].where = 2;
    lock_release(&work_lock);
    leaving_note[cpu].where = 0;
  }
  cpus_barrier();
  return true;
}

bool latency_run(const struct contention_settings *settings) {
  return contention_run(settings);
}
