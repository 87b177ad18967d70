/* Threads for tests: started on any processor, and waited for asleep. */
#ifndef SCHEDULER_SCHEDULER_TEST_H
#define SCHEDULER_SCHEDULER_TEST_H

#include "thread/thread.h"

/* The most workers that a test may have at once on each processor, with CPU_MAX processors too. */
#define TEST_WORKERS 1

/* All: called by a thread, outside the kernel. */

/* Starts a thread of its own container on processor `cpu` that runs body(argument), inside the kernel. Returns its id;
   panics where no id is left. */
unsigned test_thread_start(unsigned cpu, void (*body)(unsigned argument), unsigned argument);

/* Sleeps until thread `id`, one that test_thread_start() gave, has ended, and gives its id back. */
void test_thread_join(unsigned id);

/* Cancels thread `id`, one that test_thread_start() gave. */
void test_thread_cancel(unsigned id);

/* How many workers fit on each processor of this machine, `most` at most; at least TEST_WORKERS. */
unsigned test_workers(unsigned most);

/* Lets the other threads of this processor run for one turn, and other processors enter the kernel. */
void test_turn(void);

/* Returns when the tests of all processors have called it as often as the caller. Unlike cpus_barrier() it lets other
   threads of the processor run meanwhile: for tests whose threads run on processors of others. */
void test_meet(void);

#endif
