/* Tests of the formatted text. */
#include <stdbool.h>

#include "console/format.h"

#define TEXT_SIZE 24

static bool format_gives(const char *expected, const char *format, ...) {
  char text[TEXT_SIZE];
  va_list arguments;
  va_start(arguments, format);
  unsigned length = format_text(text, sizeof text, format, arguments);
  va_end(arguments);
  for (unsigned i = 0; i < length; i++) {
    if (text[i] != expected[i]) {
      return false;
    }
  }
  return text[length] == '\0' && expected[length] == '\0';
}

bool console_format_test(void) {
  return format_gives("", "") && format_gives("a b c", "a %s %c", "b", 'c') &&
         format_gives("0 4294967295", "%u %u", 0u, 0xFFFFFFFFu) &&
         format_gives("-2147483648 7", "%d %d", (int)0x80000000u, 7) && format_gives("beef 0", "%x %x", 0xBEEFu, 0u) &&
         format_gives("100%", "%u%%", 100u) && format_gives("%", "%") &&
         format_gives("cut off after twenty-th", "cut off after twenty-three");
}
