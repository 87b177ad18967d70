/* Exceptions with interrupts: the table of vectors, what runs for each. */
#ifndef IRQ_IRQ_H
#define IRQ_IRQ_H

/* Vectors 0 to 31 are the processor's exceptions (Intel SDM 3A, table 6-1), 32 to 47 the masked PICs' lines. */
#define VECTOR_BREAKPOINT 3
#define VECTOR_PAGE_FAULT 14
#define VECTOR_EXCEPTIONS 32
#define VECTOR_PIC 32
#define VECTOR_TIMER 0x40
#define VECTOR_IPI 0x41
#define VECTOR_SPURIOUS 0x4F
#define VECTOR_MAX 0x50

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
   acknowledged to the local APIC before the handler runs. NULL: an exception panics and names itself again, an
   interrupt is only acknowledged. */
void irq_handler_set(unsigned vector, irq_handler *handler);

#endif
