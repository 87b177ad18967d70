/* Gives each processor to its threads in turn, lets threads sleep, and wakes them. */
#ifndef SCHEDULER_SCHEDULER_H
#define SCHEDULER_SCHEDULER_H

#include <stdbool.h>
#include <stdint.h>

#include "boot/layout.h"
#include "guard/guard.h"
#include "queue/queue.h"
#include "shared_queue/shared_queue.h"

/* What a processor needs to choose its next thread; its own, but for `halted`. */
struct run_queue {
  SHARED_ALIGNED struct queue ready; /* threads that wait for the processor, first come, first served */
  unsigned idle;                     /* the thread that runs when no other can, THREAD_NONE before scheduler_start() */
  unsigned leaving;                  /* while it switches: the thread that exits, THREAD_NONE where none does */
  struct guard *held;                /* while it switches: the guard of the one who goes, NULL where there is none */
  uint64_t since;                    /* time-stamp when the current thread got the processor */
  unsigned halted;                   /* 1 while it sleeps in HLT, or is about to: who clears it sends VECTOR_WAKE */
};

extern struct run_queue run_queues[CPU_MAX];

/* Threads that other processors made ready; the owner takes them into its ready queue, in this order. */
extern struct shared_queue pending[CPU_MAX];

/* All queues empty. Once, on one processor, after thread_init(). */
void scheduler_init(void);

/* All functions below: interrupts off. */

/* Makes the dead thread `id` (its container is the caller's to split) a ready one of processor `cpu` that begins with
   entry(argument); where `entry` returns, thread_exit(NULL) follows. `entry` begins with interrupts off, and in the
   big-lock build with the kernel lock held. The thread has no user space until it says
   otherwise with thread_space_set(). Returns 0, ERROR_ARGUMENT for an id or a processor that does not
   exist, or ERROR_STATE if the thread is not dead. */
int thread_spawn(unsigned id, unsigned cpu, const char *name, void (*entry)(unsigned argument), unsigned argument);

/* From now on the current thread's user addresses are those of `space` (SPACE_KERNEL: it has none); the processor
   switches to it at once, and again whenever it goes on with this thread. */
void thread_space_set(unsigned space);

/* Lets the threads that are ready on this processor run before the caller goes on. No guards held. */
void thread_yield(void);

/* Puts the caller to sleep at the tail of `queue`; returns after somebody woke it. `held` guards the queue; the
   caller holds it and nothing else. It is released only when the caller's context is saved, by the thread that goes
   on here: so who acquires it to wake the sleeper finds it safely asleep. It is not acquired again. Returns whether it
   was woken; false: it was cancelled, before it slept or meanwhile, is in the queue no more, and shall end. */
bool thread_sleep(struct queue *queue, struct guard *held);

/* Wakes the thread that has slept longest in `queue`, whose guard the caller holds. Returns its id, or THREAD_NONE if
   nobody sleeps there. The woken one is ready at the tail of its processor's queue; a processor that sleeps itself is
   woken. */
unsigned thread_wakeup(struct queue *queue);

/* Wakes thread `id`, which sleeps in a queue whose guard the caller holds, wherever it stands in it. */
void thread_wake(unsigned id);

/* Thread `id`, which is neither dead nor the caller, shall end: takes it out of the queue where it sleeps, lets it
   sleep no more, and interrupts its processor, so that it soon comes by where thread_was_cancelled() is asked. `held`,
   a guard that the caller holds, keeps it from ending meanwhile. The guard of the queue where it sleeps is acquired
   unless it is `held`: the caller holds none that stands behind it. */
void thread_cancel(unsigned id, struct guard *held);

/* Whether the current thread was cancelled since it last asked; it may sleep again from now on, for its last words. */
bool thread_was_cancelled(void);

/* Ends the current thread. `held`, a guard or NULL, is released only when the thread is dead and its stack is left:
   so who acquires it afterwards may give the id away again (container_exit) and spawn anew. The thread's space must be
   SPACE_KERNEL again. */
_Noreturn void thread_exit(struct guard *held);

/* Makes the caller, which is no thread yet, the idle thread `id` of its processor, and runs the threads of this
   processor for ever, in HLT (with interrupts on) while there are none. The container of `id` is the caller's to split.
   In the big-lock build the caller holds the kernel lock; in HLT it is free. */
_Noreturn void scheduler_start(unsigned id);

#endif
