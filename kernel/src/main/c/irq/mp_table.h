/* Which processors and interrupt lines there are, by the MP tables (Intel MultiProcessor Specification 1.4). */
#ifndef IRQ_MP_TABLE_H
#define IRQ_MP_TABLE_H

#include <stdbool.h>
#include <stdint.h>

#include "boot/layout.h"

/* What mp_table_read returns when it finds nothing. */
#define MP_TABLE_ABSENT (-1)
#define MP_TABLE_BROKEN (-2)

/* Lines of the ISA bus. */
#define MP_ISA_LINES 16

/* Where an ISA line ends: a pin of the I/O APIC, and how it is driven (section 4.3.4). */
struct mp_line {
  uint8_t pin;
  uint8_t flags;
};

/* The processors that may be started, in the table's order; the first usable I/O APIC with the ISA lines, which are
   at the pins of their own numbers unless the table says otherwise. */
struct mp_table {
  unsigned count;
  unsigned ignored; /* processors beyond the first CPU_MAX */
  uint8_t apic_id[CPU_MAX];
  uint32_t ioapic; /* its address, 0 where there is none */
  struct mp_line isa[MP_ISA_LINES];
};

/* Looks for the tables where chapter 4 says. Returns 0 with what it tells (the first CPU_MAX usable processors) in
   *result, MP_TABLE_ABSENT, or MP_TABLE_BROKEN for a wrong checksum, signature or length. */
int mp_table_read(struct mp_table *result);

/* The same for the configuration table at `table`. */
int mp_table_parse(const uint8_t *table, struct mp_table *result);

/* Adds the processor with this APIC number, or counts it as ignored. */
void mp_processor_add(struct mp_table *table, uint8_t apic_id);

/* Whether the sum of `size` bytes is 0 modulo 256, as each structure's is. */
bool mp_sum_is_zero(const uint8_t *bytes, unsigned size);

#endif
