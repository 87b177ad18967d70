/* Tests of the clocks' rates and of the tick. */
#include "timer/timer.h"

#include <stdbool.h>
#include <stddef.h>

#include "boot/layout.h"
#include "cpu/cpu.h"
#include "irq/cpus.h"
#include "irq/irq.h"

#define PERIOD 100
#define TICKS 3

/* Far more cycles than the ticks take, so that a silent timer fails instead of hanging. */
#define MILLISECONDS_MAX 1000

/* Written by its processor alone. */
static volatile unsigned ticked[CPU_MAX];

static void tick(struct irq_frame *frame) {
  (void)frame;
  ticked[cpu_id()]++;
}

/* All processors tick at once; the time for some ticks is not far below their periods. */
bool timer_tick_test(void) {
  if (cpu_id() == 0) {
    timer_init();
    irq_handler_set(VECTOR_TIMER, tick);
  }
  cpus_barrier();
  unsigned cpu = cpu_id();
  ticked[cpu] = 0;
  uint64_t start = cpu_cycles();
  uint64_t last = start + (uint64_t)timer_cycles() * MILLISECONDS_MAX;
  timer_start(PERIOD);
  interrupts_on();
  while (ticked[cpu] < TICKS && cpu_cycles() < last) {
  }
  interrupts_off();
  timer_stop();
  uint64_t elapsed = cpu_cycles() - start;
  interrupts_on(); /* one that was on its way */
  interrupts_off();
  cpus_barrier();
  irq_handler_set(VECTOR_TIMER, NULL);
  return ticked[cpu] >= TICKS && elapsed * 1000 >= (uint64_t)timer_cycles() * PERIOD * (TICKS - 1);
}
