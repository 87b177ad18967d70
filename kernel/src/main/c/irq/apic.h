/* The local APIC of the calling processor: its timer, interrupts to other processors (Intel SDM 3A, "APIC"). */
#ifndef IRQ_APIC_H
#define IRQ_APIC_H

/* Enables the local APIC, timer masked. On each processor, before the others below. */
void apic_enable(void);

/* The number by which the local APICs know this processor, 0 to 255. */
unsigned apic_id(void);

/* Tells the local APIC that the interrupt in service is handled; the next may come. */
void apic_acknowledge(void);

/* Sends `vector` to the processor with the number `destination`, which may be the sender itself. Returns when the
   APIC has taken the message; the other handles it once its interrupts are on. Call with interrupts off. */
void apic_send(unsigned destination, unsigned vector);

/* Resets the processor `destination` (INIT) and makes it wait for apic_send_start(). */
void apic_send_init(unsigned destination);

/* Starts the waiting processor `destination` in real mode at `address`, a page boundary below 1 MiB (SIPI). A
   processor that does not wait ignores it. */
void apic_send_start(unsigned destination, unsigned address);

/* Raises `vector` on this processor once, after `ticks` (at least 1) cycles of the bus clock. Replaces the last call.
 */
void apic_timer_start(unsigned vector, unsigned ticks);

/* The same again and again, every `ticks` cycles, until apic_timer_stop(). */
void apic_timer_repeat(unsigned vector, unsigned ticks);

/* Ends what the timer does; an interrupt that it raised before may still come. */
void apic_timer_stop(void);

/* The cycles of the bus clock until the timer of this processor raises its vector, 0 if it does not run. */
unsigned apic_timer_left(void);

#endif
