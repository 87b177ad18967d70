/* Strings and stretches of memory. */
#include "string.h"

void *memcpy(void *restrict to, const void *restrict from, size_t size) {
  return memmove(to, from, size);
}

void *memmove(void *to, const void *from, size_t size) {
  unsigned char *target = to;
  const unsigned char *source = from;
  if (target <= source) {
    for (size_t i = 0; i < size; i++) {
      target[i] = source[i];
    }
  } else {
    for (size_t i = size; i > 0; i--) {
      target[i - 1] = source[i - 1];
    }
  }
  return to;
}

void *memset(void *to, int byte, size_t size) {
  unsigned char *target = to;
  for (size_t i = 0; i < size; i++) {
    target[i] = (unsigned char)byte;
  }
  return to;
}

int memcmp(const void *a, const void *b, size_t size) {
  const unsigned char *first = a, *second = b;
  for (size_t i = 0; i < size; i++) {
    if (first[i] != second[i]) {
      return first[i] - second[i];
    }
  }
  return 0;
}

size_t strlen(const char *text) {
  size_t length = 0;
  while (text[length] != '\0') {
    length++;
  }
  return length;
}

int strcmp(const char *a, const char *b) {
  return strncmp(a, b, (size_t)-1);
}

int strncmp(const char *a, const char *b, size_t size) {
  for (size_t i = 0; i < size; i++) {
    if (a[i] != b[i] || a[i] == '\0') {
      return (unsigned char)a[i] - (unsigned char)b[i];
    }
  }
  return 0;
}

char *strchr(const char *text, int character) {
  for (; *text != (char)character; text++) {
    if (*text == '\0') {
      return NULL;
    }
  }
  return (char *)text;
}

void string_add(char *text, const char *more, size_t size) {
  size_t length = strlen(text);
  for (; *more != '\0' && length + 1 < size; more++) {
    text[length] = *more;
    length++;
  }
  text[length] = '\0';
}
