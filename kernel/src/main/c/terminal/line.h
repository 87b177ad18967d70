/* What is typed, a line at a time: the line being edited, and the lines that are done. */
#ifndef TERMINAL_LINE_H
#define TERMINAL_LINE_H

#include <stdbool.h>

#include "terminal/terminal.h"

/* Bytes of finished lines that are kept until somebody reads them. */
#define LINE_STORE_SIZE 1024

/* Ends the input when typed on an empty line (Control-D); kept among the finished lines as itself. */
#define LINE_END_OF_INPUT 4

/* Guarded by the terminal. */
struct line {
  char edited[TERMINAL_LINE_MAX];
  unsigned length;
  char store[LINE_STORE_SIZE]; /* a ring: `count` bytes from `head` on */
  unsigned head, count;
};

/* Takes the typed `character`. Returns the text to show for it, "" for none; a line is done when `count` has grown. */
const char *line_type(struct line *line, char character);

/* Moves up to `size` bytes of the oldest line to `bytes`. Returns how many; 0 for an end of input. There is one. */
unsigned line_take(struct line *line, char *bytes, unsigned size);

#endif
