/* Time in microseconds: how fast this machine's clocks run, and a periodic tick for each processor. */
#ifndef TIMER_TIMER_H
#define TIMER_TIMER_H

/* Measures the time-stamp counter and the local APIC's timer of the caller against the 8254, whose frequency is known
   (1193182 Hz); all processors are taken to be alike. Takes about a millisecond. Once, on the first processor, with
   interrupts off, before the others below. */
void timer_init(void);

/* Cycles of the time-stamp counter in a millisecond, at least 1. */
unsigned timer_cycles(void);

/* Raises VECTOR_TIMER on this processor every `period` microseconds (1 to 100000) until timer_stop(). */
void timer_start(unsigned period);

/* Ends the ticks of this processor; one that is already on its way may still come. */
void timer_stop(void);

#endif
