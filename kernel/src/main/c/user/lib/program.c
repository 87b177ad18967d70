/* How a program begins and reads its arguments. */
#include "program.h"

#include <limits.h>

#include "string.h"
#include "system.h"

/* Called by start.S. */
_Noreturn void program_run(char *arguments) {
  char *words[PROGRAM_WORDS_MAX];
  unsigned count = words_split(arguments, words);
  system_exit(program_main(count, words));
}

unsigned words_split(char *text, char *words[PROGRAM_WORDS_MAX]) {
  unsigned count = 0;
  while (*text != '\0' && count < PROGRAM_WORDS_MAX) {
    for (; *text == ' '; text++) {
      *text = '\0';
    }
    if (*text != '\0') {
      words[count] = text;
      count++;
    }
    while (*text != '\0' && *text != ' ') {
      text++;
    }
  }
  if (*text != '\0') {
    *text = '\0';
  }
  return count;
}

bool number_read(const char *word, unsigned *number) {
  unsigned value = 0;
  const char *digit = word;
  for (; *digit >= '0' && *digit <= '9'; digit++) {
    unsigned next = (unsigned)(*digit - '0');
    if (value > (UINT_MAX - next) / 10) {
      return false;
    }
    value = value * 10 + next;
  }
  *number = value;
  return digit != word && *digit == '\0';
}

unsigned number_or(unsigned count, char *words[], unsigned index, unsigned otherwise) {
  unsigned number;
  return index < count && number_read(words[index], &number) ? number : otherwise;
}

bool word_is(unsigned count, char *words[], unsigned index, const char *wanted) {
  return index < count && strcmp(words[index], wanted) == 0;
}
