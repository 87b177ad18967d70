/* A program to start, as typed. */
#include "job.h"

#include "error_text.h"
#include "program.h"
#include "stdio.h"
#include "string.h"
#include "system.h"

/* Reads `word` where it is `name` and a number. */
static bool value_read(const char *word, const char *name, unsigned *value) {
  return strncmp(word, name, strlen(name)) == 0 && number_read(word + strlen(name), value);
}

/* Takes a word that is not for the program. Returns whether it was one. */
static bool option_read(const char *word, struct job *job) {
  if (strcmp(word, "&") == 0) {
    job->in_background = true;
    return true;
  }
  return value_read(word, "@", &job->cpu) || value_read(word, "quota=", &job->quota) ||
         value_read(word, "ids=", &job->ids);
}

bool job_read(char *text, struct job *job) {
  char *words[PROGRAM_WORDS_MAX];
  unsigned count = words_split(text, words);
  if (count == 0) {
    return false;
  }
  job->name = words[0];
  job->arguments[0] = '\0';
  job->in_background = false;
  for (unsigned i = 1; i < count; i++) {
    if (!option_read(words[i], job)) {
      string_add(job->arguments, job->arguments[0] == '\0' ? "" : " ", sizeof job->arguments);
      string_add(job->arguments, words[i], sizeof job->arguments);
    }
  }
  return true;
}

int job_start(const struct job *job) {
  int id = system_spawn(job->name, job->arguments, job->quota, job->ids, job->cpu);
  if (id < 0) {
    printf("%s cannot be started: %s\n", job->name, error_text(id));
  }
  return id;
}
