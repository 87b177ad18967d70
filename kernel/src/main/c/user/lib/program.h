/* What every program defines, and how it reads its arguments. */
#ifndef PROGRAM_H
#define PROGRAM_H

#include <stdbool.h>

/* More words than the longest arguments have. */
#define PROGRAM_WORDS_MAX 256

/* The program: gets the words of its arguments, its own name not among them. Returns its exit code. */
int program_main(unsigned count, char *words[]);

/* Splits `text`, which it changes, at spaces. Returns how many words there are, PROGRAM_WORDS_MAX at most. */
unsigned words_split(char *text, char *words[PROGRAM_WORDS_MAX]);

/* Reads a decimal number. Returns false if `word` is none, or too large. */
bool number_read(const char *word, unsigned *number);

/* The number in words[index], or `otherwise` where there are not so many words or it is none. */
unsigned number_or(unsigned count, char *words[], unsigned index, unsigned otherwise);

/* Whether words[index] is `wanted`. */
bool word_is(unsigned count, char *words[], unsigned index, const char *wanted);

#endif
