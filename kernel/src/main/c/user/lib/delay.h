/* Time that passes in user mode. */
#ifndef DELAY_H
#define DELAY_H

/* Keeps the processor busy for about `cycles` cycles of the time-stamp counter. */
void delay(unsigned cycles);

#endif
