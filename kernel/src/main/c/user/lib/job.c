/* A program to start, as typed. */
#include "job.h"

#include "error_text.h"
#include "program.h"
#include "stdio.h"
#include "string.h"
#include "system.h"

#define QUOTA "quota="

/* Takes a word that is not for the program. Returns whether it was one. */
static bool option_read(const char *word, struct job *job) {
  if (strcmp(word, "&") == 0) {
    job->in_background = true;
    return true;
  }
  return (word[0] == '@' && number_read(word + 1, &job->cpu)) ||
         (strncmp(word, QUOTA, strlen(QUOTA)) == 0 && number_read(word + strlen(QUOTA), &job->quota));
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
  int id = system_spawn(job->name, job->arguments, job->quota, job->cpu);
  if (id < 0) {
    printf("%s cannot be started: %s\n", job->name, error_text(id));
  }
  return id;
}
