/* Every way into the kernel: system calls, faults of user programs, interrupts. */
#ifndef TRAP_TRAP_H
#define TRAP_TRAP_H

#include "irq/irq.h"

/* From now on a fault in user mode ends the process, or brings the page that was missing, and system calls are
   served. Once, on the first processor, after irq_init(). */
void trap_init(void);

/* What runs for every exception and interrupt: enters the kernel (guard), handles it, leaves the kernel. Called by
   irq_entry.S with interrupts off. */
void trap_dispatch(struct irq_frame *frame);

#endif
