/* Text made from a format and its arguments. */
#ifndef CONSOLE_FORMAT_H
#define CONSOLE_FORMAT_H

#include <stdarg.h>

/* Writes `format` into `text` with each %s (string), %d (int), %u (unsigned), %x (unsigned, hexadecimal), %c
   (character) and %% replaced, at most `size` bytes with the closing zero (size is at least 1); the rest is cut off.
   An unknown letter stands for itself. Returns the length without the zero. */
unsigned format_text(char *text, unsigned size, const char *format, va_list arguments);

#endif
