/* Measures the clocks against the 8254 and lets the local APICs tick. */
#include "timer/timer.h"

#include <stdbool.h>
#include <stdint.h>

#include "console/console.h"
#include "cpu/cpu.h"
#include "cpu/port.h"
#include "irq/apic.h"
#include "irq/vectors.h"

/* Counter 2 of the 8254 drives nothing but the loudspeaker: its gate is bit 0, its output bit 5 of the system port. */
#define COUNTER_2 0x42
#define COUNTER_CONTROL 0x43
#define CONTROL_COUNT_DOWN 0xB0 /* counter 2, low byte then high byte, mode 0: the output rises at the end */
#define SYSTEM_PORT 0x61
#define SYSTEM_GATE 0x01
#define SYSTEM_SPEAKER 0x02
#define SYSTEM_OUTPUT 0x20

#define COUNTS_PER_MILLISECOND 1193 /* of 1193182 Hz */

/* Far more turns than a millisecond has. */
#define TURNS_MAX 10000000

/* What a machine without an 8254 is taken for, so that ticks still come. */
#define CYCLES_ASSUMED 1000000
#define TICKS_ASSUMED 100000

/* In a millisecond; written once. */
static unsigned cycles, ticks;

/* Returns after a millisecond: true, or false if the counter does not run. */
static bool millisecond_wait(void) {
  uint8_t system = (uint8_t)(port_read(SYSTEM_PORT) & ~(SYSTEM_GATE | SYSTEM_SPEAKER));
  port_write(SYSTEM_PORT, system | SYSTEM_GATE);
  port_write(COUNTER_CONTROL, CONTROL_COUNT_DOWN);
  port_write(COUNTER_2, COUNTS_PER_MILLISECOND & 0xFF);
  port_write(COUNTER_2, COUNTS_PER_MILLISECOND >> 8);
  unsigned turn = 0;
  while ((port_read(SYSTEM_PORT) & SYSTEM_OUTPUT) == 0 && turn < TURNS_MAX) {
    turn++;
  }
  port_write(SYSTEM_PORT, system);
  return turn < TURNS_MAX;
}

void timer_init(void) {
  apic_timer_start(VECTOR_TIMER, UINT32_MAX);
  uint64_t before = cpu_cycles();
  bool measured = millisecond_wait();
  uint64_t elapsed = cpu_cycles() - before;
  ticks = UINT32_MAX - apic_timer_left();
  cycles = cpu_divide(elapsed, 1);
  apic_timer_stop();
  if (!measured || ticks == 0) {
    console_print("timer_init: the 8254 does not answer; the clocks' rates are assumed\n");
    cycles = CYCLES_ASSUMED;
    ticks = TICKS_ASSUMED;
  }
}

unsigned timer_cycles(void) {
  return cycles;
}

void timer_start(unsigned period) {
  unsigned wanted = cpu_divide((uint64_t)ticks * period, 1000);
  apic_timer_repeat(VECTOR_TIMER, wanted > 0 ? wanted : 1);
}

void timer_stop(void) {
  apic_timer_stop();
}
