/* Exceptions with interrupts: the table of vectors, what runs for each. */
#ifndef IRQ_IRQ_H
#define IRQ_IRQ_H

#include <stdbool.h>

#include "irq/vectors.h"

/* The registers of the interrupted code, as irq_entry.S leaves them on the stack. */
struct irq_frame {
  unsigned edi, esi, ebp, esp, ebx, edx, ecx, eax; /* PUSHA */
  unsigned vector;
  unsigned error; /* 0 where the processor gives none */
  unsigned eip, cs, eflags;
  unsigned user_esp, user_ss; /* only where irq_from_user() */
};

/* What runs for a vector: on the processor that was interrupted, with interrupts off. It may change the frame. */
typedef void irq_handler(struct irq_frame *frame);

/* Whether user mode was interrupted, not the kernel. */
static inline bool irq_from_user(const struct irq_frame *frame) {
  return (frame->cs & 3) != 0;
}

/* Fills the interrupt table, moves the PICs out of the exceptions' way and masks them. Once, on the first processor. */
void irq_init(void);

/* Lets the calling processor use the table, enables its local APIC and opens the kernel to SYSENTER. Once on each
   processor, after irq_init(). Interrupts stay as they are. */
void irq_init_processor(void);

/* From now on `handler` runs for `vector` (below VECTOR_MAX) on all processors. A vector from VECTOR_TIMER up is
   acknowledged to the local APIC before the handler runs. NULL is as at the start: an exception panics with its name
   and the registers, an interrupt is acknowledged and forgotten. */
void irq_handler_set(unsigned vector, irq_handler *handler);

/* From now on `dispatcher` runs in place of irq_handle() for every exception and interrupt, on all processors. */
void irq_dispatcher_set(irq_handler *dispatcher);

/* Acknowledges what `frame` tells of, where that is due, and runs the vector's handler. */
void irq_handle(struct irq_frame *frame);

/* Says what exception `frame` tells of, with the registers, and ends the machine as a failure. */
_Noreturn void irq_panic(const struct irq_frame *frame);

/* The name of an exception (vector below VECTOR_EXCEPTIONS), as the manuals have it. */
const char *irq_exception_name(unsigned vector);

/* Goes on with what `frame`, which lies on the current stack, tells: never returns. irq_entry.S. */
_Noreturn void irq_return(struct irq_frame *frame);

#endif
