/* Whether the timer takes the processor from a thread that does not give it: one interface, one variant per build. */
#ifndef PREEMPTION_PREEMPTION_H
#define PREEMPTION_PREEMPTION_H

/* The variant's short name. */
extern const char preemption_name[];

/* Begins, on the calling processor, what the variant does: nothing, or a tick after which the running thread yields,
   wherever interrupts are on. Once on each processor, interrupts off, before its scheduler_start(). */
void preemption_start(void);

#endif
