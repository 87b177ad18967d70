/* What is typed, a line at a time. */
#include "terminal/line.h"

#define BACKSPACE 0x08
#define DELETE 0x7F

static void store_put(struct line *line, char character) {
  line->store[(line->head + line->count) % LINE_STORE_SIZE] = character;
  line->count++;
}

/* A line for which there is no room stays as it is until somebody has read. */
static const char *line_finish(struct line *line) {
  if (line->count + line->length + 1 > LINE_STORE_SIZE) {
    return "";
  }
  for (unsigned i = 0; i < line->length; i++) {
    store_put(line, line->edited[i]);
  }
  store_put(line, '\n');
  line->length = 0;
  return "\n";
}

/* Keeps a printable character at the end of the edited line, and shows it from there. */
static const char *line_add(struct line *line, char character) {
  if (character < ' ' || line->length + 2 >= TERMINAL_LINE_MAX) {
    return "";
  }
  line->edited[line->length] = character;
  line->edited[line->length + 1] = '\0';
  line->length++;
  return &line->edited[line->length - 1];
}

const char *line_type(struct line *line, char character) {
  switch (character) {
    case '\r':
    case '\n': return line_finish(line);
    case BACKSPACE:
    case DELETE:
      if (line->length == 0) {
        return "";
      }
      line->length--;
      return "\b \b";
    case LINE_END_OF_INPUT:
      if (line->length == 0 && line->count < LINE_STORE_SIZE) {
        store_put(line, character);
      }
      return "";
    default: return line_add(line, character);
  }
}

unsigned line_take(struct line *line, char *bytes, unsigned size) {
  unsigned taken = 0;
  while (taken < size && line->count > 0) {
    char character = line->store[line->head];
    if (character == LINE_END_OF_INPUT && taken > 0) {
      break;
    }
    line->head = (line->head + 1) % LINE_STORE_SIZE;
    line->count--;
    if (character == LINE_END_OF_INPUT) {
      break;
    }
    bytes[taken] = character;
    taken++;
    if (character == '\n') {
      break;
    }
  }
  return taken;
}
