/* Strings and stretches of memory, as the C standard names them. */
#ifndef STRING_H
#define STRING_H

#include <stddef.h>

void *memcpy(void *restrict to, const void *restrict from, size_t size);
void *memmove(void *to, const void *from, size_t size);
void *memset(void *to, int byte, size_t size);
int memcmp(const void *a, const void *b, size_t size);
size_t strlen(const char *text);
int strcmp(const char *a, const char *b);
int strncmp(const char *a, const char *b, size_t size);
char *strchr(const char *text, int character);

/* Adds `more` to the end of `text`, which has room for `size` bytes with the closing zero; the rest is cut off. */
void string_add(char *text, const char *more, size_t size);

#endif
