/* The I/O APIC by its registers in memory. */
#include "irq/ioapic.h"

#include <stddef.h>
#include <stdint.h>

#include "irq/cpus.h"
#include "irq/mp_table.h"

/* Registers are chosen by number in the first word and read or written in the second. */
#define SELECT 0x00
#define WINDOW 0x10

#define VERSION 0x01
#define ENTRY 0x10 /* two registers for each pin */

#define ENTRY_LOW_ACTIVE 0x2000u
#define ENTRY_BY_LEVEL 0x8000u
#define ENTRY_MASKED 0x10000u

/* How an ISA interrupt comes by the MP tables (section 4.3.4): low or high, by level or by edge. */
#define FLAGS_LOW 0x3u
#define FLAGS_LEVEL 0xCu

/* Written once by the first processor. */
static struct mp_table tables;

static void register_write(unsigned number, unsigned value) {
  *(volatile uint32_t *)(tables.ioapic + SELECT) = number;
  *(volatile uint32_t *)(tables.ioapic + WINDOW) = value;
}

static unsigned register_read(unsigned number) {
  *(volatile uint32_t *)(tables.ioapic + SELECT) = number;
  return *(volatile uint32_t *)(tables.ioapic + WINDOW);
}

bool ioapic_init(void) {
  if (mp_table_read(&tables) != 0 || tables.ioapic == 0) {
    return false;
  }
  unsigned last = (register_read(VERSION) >> 16) & 0xFF;
  for (unsigned pin = 0; pin <= last; pin++) {
    register_write(ENTRY + 2 * pin, ENTRY_MASKED);
  }
  return true;
}

void ioapic_route(unsigned line, unsigned cpu, unsigned vector) {
  const struct mp_line *isa = &tables.isa[line];
  unsigned low = (isa->flags & FLAGS_LOW) == FLAGS_LOW ? ENTRY_LOW_ACTIVE : 0;
  unsigned level = (isa->flags & FLAGS_LEVEL) == FLAGS_LEVEL ? ENTRY_BY_LEVEL : 0;
  register_write(ENTRY + 2 * isa->pin + 1, cpus_apic_id(cpu) << 24);
  register_write(ENTRY + 2 * isa->pin, low | level | vector);
}
