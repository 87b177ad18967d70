/* Text made from a format and its arguments. */
#include "console/format.h"

#include <stdbool.h>

/* Text being written: `length` bytes of at most `size` - 1. */
struct output {
  char *text;
  unsigned size;
  unsigned length;
};

static void put_character(struct output *output, char character) {
  if (output->length + 1 < output->size) {
    output->text[output->length] = character;
    output->length++;
  }
}

static void put_string(struct output *output, const char *string) {
  for (; *string != '\0'; string++) {
    put_character(output, *string);
  }
}

static void put_number(struct output *output, unsigned number, unsigned base) {
  char digits[10]; /* 2^32 - 1 in base 10 has ten */
  unsigned count = 0;
  do {
    digits[count] = "0123456789abcdef"[number % base];
    count++;
    number /= base;
  } while (number != 0);
  while (count > 0) {
    count--;
    put_character(output, digits[count]);
  }
}

static void put_signed(struct output *output, int number) {
  if (number < 0) {
    put_character(output, '-');
  }
  put_number(output, number < 0 ? 0u - (unsigned)number : (unsigned)number, 10);
}

unsigned format_text(char *text, unsigned size, const char *format, va_list arguments) {
  struct output output = {text, size, 0};
  for (; *format != '\0'; format++) {
    if (*format != '%' || format[1] == '\0') {
      put_character(&output, *format);
      continue;
    }
    format++;
    switch (*format) {
      case 's': put_string(&output, va_arg(arguments, const char *)); break;
      case 'd': put_signed(&output, va_arg(arguments, int)); break;
      case 'u': put_number(&output, va_arg(arguments, unsigned), 10); break;
      case 'x': put_number(&output, va_arg(arguments, unsigned), 16); break;
      case 'c': put_character(&output, (char)va_arg(arguments, int)); break;
      default: put_character(&output, *format); break;
    }
  }
  text[output.length] = '\0';
  return output.length;
}
