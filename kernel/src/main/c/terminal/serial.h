/* The serial line's UART (a 16550) when interrupts drive it. */
#ifndef TERMINAL_SERIAL_H
#define TERMINAL_SERIAL_H

#include <stdbool.h>

/* Lets the UART interrupt for bytes that arrive, and use its queues where it has them. */
void serial_init(void);

/* Whether the UART asks for attention still; asking takes back its request to send more. */
bool serial_wants(void);

/* Whether a byte has arrived, and the byte. */
bool serial_has_byte(void);
char serial_read(void);

/* How many bytes serial_write() may be called for now: 0 while the last ones are on their way. */
unsigned serial_room(void);

/* Hands over a byte to send; serial_room() was not 0. */
void serial_write(char character);

/* Whether the UART interrupts when it has sent what it was given; turning that on when it has interrupts at once. */
void serial_tell_sent(bool tell);

#endif
