/* What the command line asks for. */
#ifndef MAIN_OPTIONS_H
#define MAIN_OPTIONS_H

#include "contention/contention.h"

/* What the kernel is to do. */
enum run { RUN_CONTENTION, RUN_LATENCY, RUN_TESTS };

struct options {
  enum run run;
  struct contention_settings contention;
};

/* The words that options_read understands. */
extern const char options_accepted[];

/* Reads `line`, words with spaces between. The first word is the kernel's own name, as loaders put it, unless it is
   an option; so is the word "kscope" anywhere. What is not said has its default. Returns NULL with *result complete,
   or the first wrong word, which reaches to the next space or the end. */
const char *options_read(const char *line, struct options *result);

#endif
