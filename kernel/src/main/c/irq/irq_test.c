/* Tests of exceptions, interrupts between processors and the timer. */
#include "irq/irq.h"

#include <stdbool.h>
#include <stddef.h>

#include "boot/layout.h"
#include "cpu/atomic.h"
#include "cpu/cpu.h"
#include "irq/apic.h"
#include "irq/cpus.h"

/* Far more turns than an interrupt needs to arrive. */
#define TURNS_MAX 20000000
#define TIMER_TICKS 500

/* How often each processor was interrupted; written by itself alone. */
static unsigned received[CPU_MAX];

static void receive(struct irq_frame *frame) {
  (void)frame;
  received[cpu_id()]++;
}

/* Makes every processor count `vector`, from 0. */
static void receive_prepare(unsigned vector) {
  received[cpu_id()] = 0;
  irq_handler_set(vector, receive);
  cpus_barrier();
}

/* Takes interrupts until one was counted. Returns whether it was exactly one. */
static bool receive_one(unsigned vector) {
  unsigned *mine = &received[cpu_id()];
  interrupts_on();
  for (unsigned turn = 0; turn < TURNS_MAX && *mine == 0; turn++) {
    cpu_relax();
  }
  interrupts_off();
  cpus_barrier();
  irq_handler_set(vector, NULL);
  return *mine == 1;
}

bool irq_breakpoint_test(void) {
  receive_prepare(VECTOR_BREAKPOINT);
  cpu_breakpoint();
  cpus_barrier();
  irq_handler_set(VECTOR_BREAKPOINT, NULL);
  return received[cpu_id()] == 1;
}

bool irq_neighbour_test(void) {
  receive_prepare(VECTOR_IPI);
  apic_send(cpus_apic_id((cpu_id() + 1) % cpus_count()), VECTOR_IPI);
  return receive_one(VECTOR_IPI);
}

bool irq_timer_test(void) {
  receive_prepare(VECTOR_TIMER);
  apic_timer_start(VECTOR_TIMER, TIMER_TICKS);
  return receive_one(VECTOR_TIMER);
}
