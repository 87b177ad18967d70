/* A program to start, as typed: `NAME ARGUMENTS @PROCESSOR quota=FRAMES ids=PROCESSES`. */
#ifndef JOB_H
#define JOB_H

#include <stdbool.h>

#define JOB_TEXT_SIZE 512

struct job {
  const char *name;
  char arguments[JOB_TEXT_SIZE];
  unsigned cpu;
  unsigned quota;
  unsigned ids; /* as of system_spawn() */
  bool in_background; /* a last word "&" was there */
};

/* Reads `text`, which it changes; the job's name points into it. What is not said stays as it is in *job. Returns false
   where there is no name. */
bool job_read(char *text, struct job *job);

/* Starts it. Returns its id; an error is printed. */
int job_start(const struct job *job);

#endif
