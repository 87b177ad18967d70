/* All processors together: bringing them up, their number, meeting at a barrier. */
#ifndef IRQ_CPUS_H
#define IRQ_CPUS_H

/* Brings up every processor that the MP tables name, one after the other; each calls entry() with interrupts off, its
   cpu_id() set and its local APIC enabled. The caller, processor 0, goes on when the last has arrived. One that does
   not answer is reported and left out. Once, on the first processor, after irq_init_processor(). */
void cpus_start(void (*entry)(void));

/* How many processors run, 1 to CPU_MAX; they are numbered from 0. Fixed once cpus_start() has returned. */
unsigned cpus_count(void);

/* The APIC number of processor `cpu` (below cpus_count()). */
unsigned cpus_apic_id(unsigned cpu);

/* Returns when every processor has called it as often as the caller. Not before cpus_start() has returned on
   processor 0; interrupts stay as they are. */
void cpus_barrier(void);

#endif
