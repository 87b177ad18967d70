/* Text to and from the terminal. */
#include "stdio.h"

#include <stdbool.h>

#include "string.h"
#include "system.h"

/* Text being written: `length` bytes of at most `size` - 1. */
struct output {
  char *text;
  unsigned size;
  unsigned length;
};

/* How a value is set out. */
struct field {
  unsigned width;
  bool left;
};

static void put(struct output *output, char character) {
  if (output->length + 1 < output->size) {
    output->text[output->length] = character;
    output->length++;
  }
}

static void put_text(struct output *output, const char *text, struct field field) {
  unsigned length = strlen(text);
  for (unsigned i = length; i < field.width && !field.left; i++) {
    put(output, ' ');
  }
  for (; *text != '\0'; text++) {
    put(output, *text);
  }
  for (unsigned i = length; i < field.width && field.left; i++) {
    put(output, ' ');
  }
}

static void put_number(struct output *output, unsigned number, unsigned base, bool minus, struct field field) {
  char digits[12]; /* ten digits, a sign and the closing zero */
  char *first = &digits[sizeof digits - 1];
  *first = '\0';
  do {
    first--;
    *first = "0123456789abcdef"[number % base];
    number /= base;
  } while (number != 0);
  if (minus) {
    first--;
    *first = '-';
  }
  put_text(output, first, field);
}

static const char *field_read(const char *format, struct field *field) {
  *field = (struct field){0, *format == '-'};
  format += field->left ? 1 : 0;
  for (; *format >= '0' && *format <= '9'; format++) {
    field->width = field->width * 10 + (unsigned)(*format - '0');
  }
  return format;
}

int vsnprintf(char *text, unsigned size, const char *format, va_list arguments) {
  struct output output = {text, size, 0};
  for (; *format != '\0'; format++) {
    if (*format != '%' || format[1] == '\0') {
      put(&output, *format);
      continue;
    }
    struct field field;
    format = field_read(format + 1, &field);
    if (*format == '\0') {
      break;
    }
    if (*format == 's') {
      put_text(&output, va_arg(arguments, const char *), field);
    } else if (*format == 'd') {
      int number = va_arg(arguments, int);
      put_number(&output, number < 0 ? 0u - (unsigned)number : (unsigned)number, 10, number < 0, field);
    } else if (*format == 'u' || *format == 'x') {
      put_number(&output, va_arg(arguments, unsigned), *format == 'u' ? 10 : 16, false, field);
    } else {
      put(&output, *format == 'c' ? (char)va_arg(arguments, int) : *format);
    }
  }
  text[output.length] = '\0';
  return (int)output.length;
}

int snprintf(char *text, unsigned size, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  int length = vsnprintf(text, size, format, arguments);
  va_end(arguments);
  return length;
}

int printf(const char *format, ...) {
  char text[STDIO_TEXT_SIZE];
  va_list arguments;
  va_start(arguments, format);
  int length = vsnprintf(text, sizeof text, format, arguments);
  va_end(arguments);
  system_write(text, (unsigned)length);
  return length;
}

int puts(const char *text) {
  return printf("%s\n", text);
}

int getline(char *line, unsigned size) {
  int count = system_read(line, size - 1);
  if (count <= 0) {
    return -1;
  }
  if (line[count - 1] == '\n') {
    count--;
  }
  line[count] = '\0';
  return count;
}
