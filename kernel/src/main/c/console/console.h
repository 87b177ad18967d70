/* The first serial line (COM1), where the kernel tells what it does. */
#ifndef CONSOLE_CONSOLE_H
#define CONSOLE_CONSOLE_H

/* Readies COM1: 115200 bits per second, 8 data bits, no parity, 1 stop bit, no interrupts. Called once. */
void console_init(void);

/* Prints formatted text (see format_text; up to 255 characters a call) and returns when the line has taken it all.
   One processor prints at a time: the callers see to it. Works with interrupts on or off. */
void console_print(const char *format, ...);

/* Prints `count` bytes as they are; otherwise as console_print(). */
void console_write(const char *bytes, unsigned count);

/* From now on put(character) is called for each character printed, after the line has taken it. */
void console_copy_to(void (*put)(char character));

/* Says why the kernel cannot go on ("where: what"), lists the callers, and ends the machine as a failure. If several
   processors panic, the first speaks. Needs nothing but console_init(). */
_Noreturn void panic(const char *format, ...);

#endif
