/* The I/O APIC, which takes the devices' interrupt lines to the processors (Intel 82093AA). */
#ifndef IRQ_IOAPIC_H
#define IRQ_IOAPIC_H

#include <stdbool.h>

/* The lines of the ISA bus that the kernel uses. */
#define IOAPIC_LINE_KEYBOARD 1
#define IOAPIC_LINE_SERIAL 4

/* Finds the I/O APIC in the MP tables and masks all its pins. Returns false where the machine has none. Once, on the
   first processor. */
bool ioapic_init(void);

/* From now on ISA line `line` raises `vector` on processor `cpu` (below cpus_count()): on its rising edge, unless the
   MP tables say otherwise. After ioapic_init() returned true and cpus_start(). */
void ioapic_route(unsigned line, unsigned cpu, unsigned vector);

#endif
