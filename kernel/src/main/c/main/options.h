/* What the command line asks for. */
#ifndef MAIN_OPTIONS_H
#define MAIN_OPTIONS_H

#include "contention/contention.h"
#include "measure/measure.h"

/* What the kernel is to do. The lock's workloads, up to RUN_LATENCY, need no memory beside the kernel's own. */
enum run { RUN_CONTENTION, RUN_LATENCY, RUN_TESTS, RUN_FRAMES, RUN_SHOOTDOWN, RUN_SWITCHES, RUN_USER };

struct options {
  enum run run;
  struct contention_settings contention;
  struct measure_settings measure; /* with the rounds of `contention` */
  bool global;                     /* the kernel's translations outlive a change of space */
  const char *arguments;           /* what follows the word "--", for the program init */
};

/* The words that options_read understands. */
extern const char options_accepted[];

/* Reads `line`, words with spaces between. The first word is the kernel's own name, as loaders put it, unless it is
   an option; so is the word "kscope" anywhere. The word "--" ends the options. What is not said has its default.
   Returns NULL with *result complete, or the first wrong word, which reaches to the next space or the end. */
const char *options_read(const char *line, struct options *result);

#endif
