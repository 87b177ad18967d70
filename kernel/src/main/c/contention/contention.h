/* The workload of the lock laboratory: every processor wants one lock, again and again. */
#ifndef CONTENTION_CONTENTION_H
#define CONTENTION_CONTENTION_H

#include <stdbool.h>

#include "lock/lock.h"

/* Entries that the log keeps, the newest ones. */
#define WORK_LOG_SIZE 64

/* What a run does; delays count turns of an empty loop. */
struct contention_settings {
  unsigned rounds;  /* acquire/release pairs on each processor, 1 to 1000000 */
  unsigned section; /* the delay while a processor holds the lock, up to 1000000 */
  unsigned think;   /* the mean delay between two pairs, up to 1000000 */
  unsigned seed;    /* decides how the delays between pairs vary */
};

/* Who was in the critical section, in which of its rounds. */
struct work_entry {
  unsigned cpu;
  unsigned round;
};

/* The data that work_lock guards, in cache lines of its own. */
struct work_log {
  _Alignas(64) unsigned head; /* entries written so far; the next goes to head modulo WORK_LOG_SIZE */
  struct work_entry entry[WORK_LOG_SIZE];
};

extern struct lock work_lock;
extern struct work_log work_log;

/* Thinks, acquires work_lock, writes an entry, dawdles, releases: `rounds` times. Every processor calls it with the
   same settings; processor 0 prints a table at the end. Returns whether all entries arrived, the same on each. */
bool contention_run(const struct contention_settings *settings);

/* Acquires and releases work_lock `rounds` times with nothing between, and prints the cycles for one pair, from when
   all have started until all are done. Called and judged as contention_run(); no delays. */
bool latency_run(const struct contention_settings *settings);

/* The time outside the lock: a delay of `units`. A function of its own, so that probes see the phase. */
void contention_think(unsigned units);

/* The time inside the lock, as contention_think(): logs `round` of this processor, then delays. Holds work_lock. */
void contention_section(unsigned round);

#endif
