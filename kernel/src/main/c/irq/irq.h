/* Exceptions with interrupts: the table of vectors, what runs for each. */
#ifndef IRQ_IRQ_H
#define IRQ_IRQ_H

#include "irq/vectors.h"

/* The registers of the interrupted code, as irq_entry.S leaves them on the stack. */
struct irq_frame {
  unsigned edi, esi, ebp, esp, ebx, edx, ecx, eax; /* PUSHA */
  unsigned vector;
  unsigned error; /* 0 where the processor gives none */
  unsigned eip, cs, eflags;
};

/* What runs for a vector: on the processor that was interrupted, with interrupts off. It may change the frame. */
typedef void irq_handler(struct irq_frame *frame);

/* Fills the interrupt table, moves the PICs out of the exceptions' way and masks them. Once, on the first processor. */
void irq_init(void);

/* Lets the calling processor use the table and enables its local APIC. Once on each processor, after irq_init().
   Interrupts stay as they are. */
void irq_init_processor(void);

/* From now on `handler` runs for `vector` (below VECTOR_MAX) on all processors. A vector from VECTOR_TIMER up is
   acknowledged to the local APIC before the handler runs. NULL is as at the start: an exception panics with its name
   and the registers, an interrupt is acknowledged and forgotten. */
void irq_handler_set(unsigned vector, irq_handler *handler);

#endif
