/* The thread blocks: what the kernel knows about each thread, with the stacks that threads use in the kernel. */
#ifndef THREAD_THREAD_H
#define THREAD_THREAD_H

#include <stdbool.h>
#include <stdint.h>

#include "alignment/alignment.h"
#include "container/container.h"
#include "context/context.h"

/* No thread, where the id of one could be. The ids go from 0 to THREAD_MAX - 1; a thread has the number of its
   container. */
#define THREAD_NONE THREAD_MAX

/* Bytes of kernel stack for each thread, and how many of them at its top every thread leaves free: a user thread has
   the registers of its user side there. */
#define THREAD_STACK_SIZE 8192
#define THREAD_STACK_RESERVED 128

/* The longest name of a thread that is kept, with its closing zero. */
#define THREAD_NAME_SIZE 16

enum thread_state {
  THREAD_DEAD,    /* no such thread: in no queue, nobody runs on its stack */
  THREAD_READY,   /* in the ready queue or the pending queue of its processor */
  THREAD_RUNNING, /* the current thread of its processor, in no queue */
  THREAD_SLEEPING /* in the queue where it waits to be woken */
};

struct queue;
struct guard;

/* A thread never changes its processor. A processor that has nothing to run runs its idle thread, which is RUNNING
   then, READY otherwise, and never in a queue. */
struct thread {
  SHARED_ALIGNED unsigned state; /* enum thread_state */
  unsigned cpu;                  /* where it runs */
  unsigned previous, next;       /* neighbours in the queue, THREAD_NONE at its ends and outside any queue; with */
  struct queue *queue;           /* the queue, NULL outside; guarded by what guards that queue */
  struct guard *sleeps_under;    /* guards the queue where it sleeps or is about to; NULL once it is woken, but kept
                                    where it was woken by being cancelled */
  unsigned cancelled;            /* 1: it shall end, and does not sleep any more */
  unsigned space;                /* its user addresses, SPACE_KERNEL where it has none */
  struct context context;        /* where it goes on; stale while it runs */
  uint64_t cycles;               /* time-stamp cycles that it ran, up to when it last gave its processor away */
  unsigned switches;             /* how often it got a processor */
  unsigned wakeups;              /* how often it was woken */
  char name[THREAD_NAME_SIZE];
};

extern struct thread threads[THREAD_MAX];

/* Makes every thread dead. Once, before any other thread function. */
void thread_init(void);

/* Readies the dead thread `id` for processor `cpu`: no space, nothing counted, its name cut off where it is longer,
   its stack marked at its end. It stays dead. */
void thread_new(unsigned id, unsigned cpu, const char *name);

/* Where the kernel stack of thread `id` ends: the first byte is pushed below. */
void *thread_stack_top(unsigned id);

/* Whether nothing was ever pushed below the stack of thread `id`, as far as the mark at its end tells. */
bool thread_stack_intact(unsigned id);

/* How many threads are not dead. A snapshot: threads may come and go meanwhile. */
unsigned thread_count(void);

#endif
