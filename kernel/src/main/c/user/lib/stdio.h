/* Text to and from the terminal. */
#ifndef STDIO_H
#define STDIO_H

#include <stdarg.h>

/* The longest text of one printf, with its closing zero; the rest is cut off. */
#define STDIO_TEXT_SIZE 256

/* Writes `format` into `text` with each %s, %d, %u, %x, %c and %% replaced; a number between is the least width, with
   spaces before, or behind after a '-'. At most `size` bytes (at least 1) with the closing zero. Returns the length. */
int vsnprintf(char *text, unsigned size, const char *format, va_list arguments);
int snprintf(char *text, unsigned size, const char *format, ...);

/* Prints the same in one write. Returns the length. */
int printf(const char *format, ...);

/* Prints `text` and ends the line. */
int puts(const char *text);

/* Reads a line into `line`, at most `size` bytes (at least 2) with the closing zero, without its end. Returns its
   length, or -1 at the end of the input. */
int getline(char *line, unsigned size);

#endif
