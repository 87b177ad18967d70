/* Tests of the line that is typed, and of the keys. */
#include "terminal/line.h"

#include "cpu/cpu.h"
#include "terminal/keyboard.h"

static void type(struct line *line, const char *text) {
  for (; *text != '\0'; text++) {
    line_type(line, *text);
  }
}

/* Whether the next bytes to be read, up to `size`, are `text`. */
static bool reads(struct line *line, unsigned size, const char *text) {
  char bytes[TERMINAL_LINE_MAX];
  unsigned count = line_take(line, bytes, size);
  for (unsigned i = 0; i < count; i++) {
    if (text[i] != bytes[i]) {
      return false;
    }
  }
  return text[count] == '\0';
}

bool terminal_line_test(void) {
  static struct line lines[CPU_MAX];
  struct line *line = &lines[cpu_id()];
  line->length = line->head = line->count = 0;
  type(line, "abx\b\bc\nsecond\r\x04last");
  bool first = reads(line, 2, "ac") && reads(line, 9, "\n");
  return first && reads(line, TERMINAL_LINE_MAX, "second\n") && reads(line, 9, "") && line->count == 0 &&
         line->length == 4;
}

/* A line that is too long loses its end; one for which there is no room waits. */
bool terminal_line_full_test(void) {
  static struct line lines[CPU_MAX];
  struct line *line = &lines[cpu_id()];
  line->length = line->head = line->count = 0;
  for (unsigned typed = 0; typed < 5 * TERMINAL_LINE_MAX; typed++) {
    line_type(line, 'x');
    if (typed % TERMINAL_LINE_MAX == TERMINAL_LINE_MAX - 1) {
      line_type(line, '\n');
    }
  }
  unsigned kept = line->count;
  return kept <= LINE_STORE_SIZE && kept % (TERMINAL_LINE_MAX - 1) == 0 && line->length == TERMINAL_LINE_MAX - 2;
}

/* Shift and Control as the keys come: pressed, a letter, released. */
bool terminal_keyboard_test(void) {
  if (cpu_id() != 0) {
    return true;
  }
  bool plain = keyboard_decode(0x1E) == 'a' && keyboard_decode(0x9E) == 0 && keyboard_decode(0x1C) == '\n';
  keyboard_decode(0x2A);
  bool shifted = keyboard_decode(0x1E) == 'A' && keyboard_decode(0x02) == '!';
  keyboard_decode(0xAA);
  keyboard_decode(0x1D);
  bool control = keyboard_decode(0x20) == LINE_END_OF_INPUT;
  keyboard_decode(0x9D);
  return plain && shifted && control && keyboard_decode(0x39) == ' ' && keyboard_decode(0x7F) == 0;
}
