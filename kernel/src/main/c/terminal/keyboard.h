/* The keyboard behind its controller (Intel 8042): characters out of the codes of keys. */
#ifndef TERMINAL_KEYBOARD_H
#define TERMINAL_KEYBOARD_H

#include <stdint.h>

/* Lets the controller interrupt for keys. Without a controller nothing happens. */
void keyboard_init(void);

/* The next character typed, 0 if there is none now. Keys that stand for none are passed over. */
char keyboard_read(void);

/* The character of the key code `code` (set 1), 0 for none; remembers whether Shift and Control are down. */
char keyboard_decode(uint8_t code);

#endif
