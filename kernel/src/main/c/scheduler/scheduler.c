/* Gives each processor to its threads in turn, lets threads sleep, and wakes them. */
#include "scheduler/scheduler.h"

#include <stddef.h>

#include "console/console.h"
#include "cpu/atomic.h"
#include "cpu/cpu.h"
#include "current/current.h"
#include "error/error.h"
#include "guard_list/guard_list.h"
#include "irq/apic.h"
#include "irq/cpus.h"
#include "irq/vectors.h"
#include "space/space.h"

struct run_queue run_queues[CPU_MAX];
struct shared_queue pending[CPU_MAX];

void scheduler_init(void) {
  current_init();
  for (unsigned cpu = 0; cpu < CPU_MAX; cpu++) {
    struct run_queue *run = &run_queues[cpu];
    queue_init(&run->ready);
    run->idle = THREAD_NONE;
    run->leaving = THREAD_NONE;
    run->held = NULL;
    run->halted = 0;
    shared_queue_init(&pending[cpu]);
  }
  guard_list_add("pending queue", &pending[0].guard, sizeof pending[0], CPU_MAX);
}

/* Queues the ready thread `id` where its processor finds it. The push to `pending` comes before the look at `halted`,
   as the idle thread's look at `pending` comes after its store to `halted`: one of the two sees the other. */
static void ready_queue(unsigned id) {
  unsigned cpu = threads[id].cpu;
  threads[id].state = THREAD_READY;
  if (cpu == cpu_id()) {
    queue_push(&run_queues[cpu].ready, id);
    return;
  }
  shared_queue_push(&pending[cpu], id);
  if (atomic_exchange(&run_queues[cpu].halted, 0) != 0) {
    apic_send(cpus_apic_id(cpu), VECTOR_WAKE);
  }
}

/* Takes over what other processors made ready for this one. */
static void pending_take(struct run_queue *run) {
  struct shared_queue *mine = &pending[cpu_id()];
  while (!shared_queue_empty(mine)) {
    queue_push(&run->ready, shared_queue_pop(mine));
  }
}

/* Takes the thread that runs next, which may be the idle one. */
static unsigned next_take(struct run_queue *run) {
  pending_take(run);
  unsigned next = queue_pop(&run->ready);
  return next == THREAD_NONE ? run->idle : next;
}

/* Does what the thread that gave the processor away could not do before its context was saved or its stack left. */
static void switch_finish(void) {
  struct run_queue *run = &run_queues[cpu_id()];
  struct guard *held = run->held;
  if (run->leaving != THREAD_NONE) {
    threads[run->leaving].state = THREAD_DEAD;
    run->leaving = THREAD_NONE;
  }
  if (held != NULL) {
    run->held = NULL;
    guard_release(held);
  }
}

/* Runs `next` here; returns when the caller is chosen again. */
static void switch_to(unsigned next) {
  struct run_queue *run = &run_queues[cpu_id()];
  unsigned previous = thread_current();
  if (!thread_stack_intact(previous)) {
    panic("switch_to: thread %u (%s) overran its stack", previous, threads[previous].name);
  }
  uint64_t now = cpu_cycles();
  threads[previous].cycles += now - run->since;
  run->since = now;
  threads[next].switches++;
  threads[next].state = THREAD_RUNNING;
  current_set(next);
  cpu_kernel_stack_set((uintptr_t)thread_stack_top(next));
  space_switch(threads[next].space);
  context_switch(&threads[previous].context, &threads[next].context);
  switch_finish();
}

/* The first function of every thread. */
static void thread_start(unsigned entry, unsigned argument) {
  switch_finish();
  ((void (*)(unsigned))entry)(argument);
  thread_exit(NULL);
}

int thread_spawn(unsigned id, unsigned cpu, const char *name, void (*entry)(unsigned argument), unsigned argument) {
  if (id >= THREAD_MAX || cpu >= cpus_count()) {
    return ERROR_ARGUMENT;
  }
  if (threads[id].state != THREAD_DEAD) {
    return ERROR_STATE;
  }
  thread_new(id, cpu, name);
  char *top = thread_stack_top(id);
  context_new(&threads[id].context, top - THREAD_STACK_RESERVED, thread_start, (uintptr_t)entry, argument);
  ready_queue(id);
  return 0;
}

void thread_space_set(unsigned space) {
  threads[thread_current()].space = space;
  space_switch(space);
}

void thread_yield(void) {
  struct run_queue *run = &run_queues[cpu_id()];
  unsigned self = thread_current();
  pending_take(run);
  unsigned next = queue_pop(&run->ready);
  if (next == THREAD_NONE) {
    return;
  }
  threads[self].state = THREAD_READY;
  if (self != run->idle) {
    queue_push(&run->ready, self);
  }
  switch_to(next);
}

/* What is stored first, here `sleeps_under`, there `cancelled`, is seen by the other one's look: a thread that is
   cancelled as it goes to sleep does not sleep, or is found asleep. */
bool thread_sleep(struct queue *queue, struct guard *held) {
  struct run_queue *run = &run_queues[cpu_id()];
  unsigned self = thread_current();
  if (self == run->idle) {
    panic("thread_sleep: the idle thread of processor %u", cpu_id());
  }
  atomic_exchange_pointer(&threads[self].sleeps_under, held);
  if (*(volatile unsigned *)&threads[self].cancelled != 0) {
    threads[self].sleeps_under = NULL;
    guard_release(held);
    return false;
  }
  threads[self].state = THREAD_SLEEPING;
  queue_push(queue, self);
  run->held = held;
  switch_to(next_take(run));
  bool woken = threads[self].sleeps_under == NULL;
  threads[self].sleeps_under = NULL;
  return woken;
}

unsigned thread_wakeup(struct queue *queue) {
  unsigned id = queue->head;
  if (id != THREAD_NONE) {
    thread_wake(id);
  }
  return id;
}

/* Lets the sleeper `id` go on, whose queue's guard is held. */
static void sleep_end(unsigned id) {
  queue_remove(threads[id].queue, id);
  threads[id].wakeups++;
  ready_queue(id);
}

void thread_wake(unsigned id) {
  if (threads[id].state != THREAD_SLEEPING) {
    panic("thread_wake: thread %u does not sleep", id);
  }
  threads[id].sleeps_under = NULL;
  sleep_end(id);
}

void thread_cancel(unsigned id, struct guard *held) {
  struct thread *thread = &threads[id];
  atomic_exchange(&thread->cancelled, 1);
  struct guard *guard = *(struct guard *volatile *)&thread->sleeps_under;
  if (guard != NULL) {
    if (guard != held) {
      guard_acquire(guard);
    }
    if (thread->state == THREAD_SLEEPING && thread->sleeps_under == guard) { /* it may have been woken meanwhile */
      sleep_end(id);
    }
    if (guard != held) {
      guard_release(guard);
    }
  }
  if (thread->cpu != cpu_id()) {
    apic_send(cpus_apic_id(thread->cpu), VECTOR_WAKE);
  }
}

bool thread_was_cancelled(void) {
  struct thread *self = &threads[thread_current()];
  bool cancelled = self->cancelled != 0;
  if (cancelled) {
    self->cancelled = 0;
  }
  return cancelled;
}

_Noreturn void thread_exit(struct guard *held) {
  struct run_queue *run = &run_queues[cpu_id()];
  unsigned self = thread_current();
  if (self == run->idle || threads[self].space != SPACE_KERNEL) {
    panic("thread_exit: thread %u is idle or has a space", self);
  }
  run->leaving = self;
  run->held = held;
  switch_to(next_take(run));
  panic("thread_exit: dead thread %u runs", self);
}

/* Sleeps in HLT unless there is something to run. */
static void idle_wait(struct run_queue *run) {
  atomic_exchange(&run->halted, 1);
  if (shared_queue_empty(&pending[cpu_id()])) {
    kernel_leave();
    cpu_wait();
    kernel_enter();
  }
  run->halted = 0;
}

_Noreturn void scheduler_start(unsigned id) {
  struct run_queue *run = &run_queues[cpu_id()];
  thread_new(id, cpu_id(), "idle");
  threads[id].state = THREAD_RUNNING;
  current_set(id);
  run->idle = id;
  run->since = cpu_cycles();
  for (;;) {
    thread_yield();
    idle_wait(run);
  }
}
