/* Takes the processor from the running thread at each tick of the timer. */
#include "preemption/preemption.h"

#include "irq/irq.h"
#include "scheduler/scheduler.h"
#include "timer/timer.h"

/* Microseconds between two ticks of a processor. */
#define TICK_PERIOD 1000

const char preemption_name[] = "preemptive";

/* On the interrupted thread's own kernel stack: it goes on from here when it is its turn again. */
static void tick(struct irq_frame *frame) {
  (void)frame;
  thread_yield();
}

void preemption_start(void) {
  irq_handler_set(VECTOR_TIMER, tick);
  timer_start(TICK_PERIOD);
}
