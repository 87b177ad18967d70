/* The local APIC of the calling processor, by its registers in memory. */
#include "irq/apic.h"

#include "cpu/atomic.h"
#include "irq/vectors.h"

/* Every processor finds its own APIC here (SDM 3A, "Local APIC Status and Location"). */
#define APIC_BASE 0xFEE00000u

/* Byte offsets of the registers (SDM 3A, "Local APIC Register Address Map"). */
#define APIC_ID 0x020
#define APIC_END 0x0B0
#define APIC_SPURIOUS 0x0F0
#define APIC_COMMAND_LOW 0x300
#define APIC_COMMAND_HIGH 0x310
#define APIC_TIMER 0x320
#define APIC_TIMER_INITIAL 0x380
#define APIC_TIMER_CURRENT 0x390
#define APIC_TIMER_DIVIDE 0x3E0

#define SPURIOUS_ENABLE 0x100u
#define COMMAND_INIT 0x500u
#define COMMAND_START 0x600u
#define COMMAND_ASSERT 0x4000u
#define COMMAND_PENDING 0x1000u
#define TIMER_MASKED 0x10000u
#define TIMER_PERIODIC 0x20000u
#define TIMER_DIVIDE_1 0xBu

static volatile unsigned *apic_register(unsigned offset) {
  return (volatile unsigned *)(APIC_BASE + offset);
}

void apic_enable(void) {
  *apic_register(APIC_TIMER) = TIMER_MASKED;
  *apic_register(APIC_TIMER_DIVIDE) = TIMER_DIVIDE_1;
  *apic_register(APIC_SPURIOUS) = SPURIOUS_ENABLE | VECTOR_SPURIOUS;
}

unsigned apic_id(void) {
  return *apic_register(APIC_ID) >> 24;
}

void apic_acknowledge(void) {
  *apic_register(APIC_END) = 0;
}

/* The store to the low half sends. */
static void command_send(unsigned destination, unsigned command) {
  *apic_register(APIC_COMMAND_HIGH) = destination << 24;
  *apic_register(APIC_COMMAND_LOW) = command;
  while (*apic_register(APIC_COMMAND_LOW) & COMMAND_PENDING) {
    cpu_relax();
  }
}

void apic_send(unsigned destination, unsigned vector) {
  command_send(destination, COMMAND_ASSERT | vector);
}

void apic_send_init(unsigned destination) {
  command_send(destination, COMMAND_ASSERT | COMMAND_INIT);
}

void apic_send_start(unsigned destination, unsigned address) {
  command_send(destination, COMMAND_ASSERT | COMMAND_START | address >> 12);
}

void apic_timer_start(unsigned vector, unsigned ticks) {
  *apic_register(APIC_TIMER) = vector;
  *apic_register(APIC_TIMER_INITIAL) = ticks;
}

void apic_timer_repeat(unsigned vector, unsigned ticks) {
  *apic_register(APIC_TIMER) = TIMER_PERIODIC | vector;
  *apic_register(APIC_TIMER_INITIAL) = ticks;
}

void apic_timer_stop(void) {
  *apic_register(APIC_TIMER) = TIMER_MASKED;
  *apic_register(APIC_TIMER_INITIAL) = 0;
}

unsigned apic_timer_left(void) {
  return *apic_register(APIC_TIMER_CURRENT);
}
