/* The terminal: bytes to and from whoever sits at the serial line, or at screen and keyboard. */
#ifndef TERMINAL_TERMINAL_H
#define TERMINAL_TERMINAL_H

/* The most characters of one input line; what is typed beyond them is not taken. */
#define TERMINAL_LINE_MAX 256

/* Turns to interrupts in both directions, or to polled output without input where there is no I/O APIC (a line on the
   console says so). Once, on the first processor, after cpus_start(), before the first thread runs. */
void terminal_init(void);

/* Prints `count` bytes; other writers' bytes come between only after each 256 of them. Sleeps while too much waits to
   be sent; where the caller is cancelled the rest is not printed. Called by a thread without guards, interrupts off. */
void terminal_write(const char *bytes, unsigned count);

/* The same for formatted text (see format_text; up to 255 characters). */
void terminal_print(const char *format, ...);

/* Sleeps until a line is there (ended by Enter; input is echoed, Backspace takes back), then gives up to `size` (at
   least 1) bytes of it, its '\n' among them; the rest is for the next call. Control-D on an empty line gives 0: the end
   of the input, as does a terminal without input, and where the caller was cancelled. Called by a thread without
   guards, interrupts off. Returns the number of bytes. */
unsigned terminal_read(char *bytes, unsigned size);

/* Sends all that still waits, by polling; from then on console_print() may be used again. */
void terminal_flush(void);

#endif
