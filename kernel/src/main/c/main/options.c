/* Reads the command line. */
#include "main/options.h"

#include <stddef.h>

#define NUMBER_MAX 1000000

/* The rounds and pages of each run where the command line does not say. */
static const struct measure_settings usual[] = {
    [RUN_CONTENTION] = {100, 1}, [RUN_LATENCY] = {10000, 1},  [RUN_TESTS] = {1, 1},
    [RUN_FRAMES] = {100, 256},   [RUN_SHOOTDOWN] = {100, 8},  [RUN_SWITCHES] = {1000, 1},
    [RUN_USER] = {1, 1},
};

const char options_accepted[] =
    "run=contention run=latency run=tests run=frames run=shootdown run=switches run=user rounds=1..1000000 "
    "section=0..1000000 think=0..1000000 seed=0..1000000 pages=1..1000000 global=on global=off "
    "-- words for the program init";

/* A stretch of the command line. */
struct word {
  const char *start;
  unsigned length;
};

/* Whether `word` begins with `text`, or is it as a whole. */
static bool word_begins(struct word word, const char *text) {
  unsigned i = 0;
  while (i < word.length && text[i] != '\0' && word.start[i] == text[i]) {
    i++;
  }
  return text[i] == '\0';
}

static bool word_is(struct word word, const char *text) {
  return word_begins(word, text) && text[word.length] == '\0';
}

static bool word_has(struct word word, char character) {
  for (unsigned i = 0; i < word.length; i++) {
    if (word.start[i] == character) {
      return true;
    }
  }
  return false;
}

/* Reads the decimal number after `name`= into *number. Returns false if `word` is not that, or out of bounds. */
static bool word_number(struct word word, const char *name, unsigned least, unsigned *number) {
  if (!word_begins(word, name)) {
    return false;
  }
  unsigned i = 0;
  while (name[i] != '\0') {
    i++;
  }
  unsigned value = 0;
  bool digits = i < word.length;
  for (; i < word.length && digits; i++) {
    digits = word.start[i] >= '0' && word.start[i] <= '9';
    value = value * 10 + (unsigned)(word.start[i] - '0');
    digits = digits && value <= NUMBER_MAX;
  }
  if (!digits || value < least) {
    return false;
  }
  *number = value;
  return true;
}

static bool word_run(struct word word, enum run *run) {
  static const char *const names[] = {
      [RUN_CONTENTION] = "run=contention", [RUN_LATENCY] = "run=latency",     [RUN_TESTS] = "run=tests",
      [RUN_FRAMES] = "run=frames",         [RUN_SHOOTDOWN] = "run=shootdown", [RUN_SWITCHES] = "run=switches",
      [RUN_USER] = "run=user",
  };
  for (unsigned i = 0; i < sizeof names / sizeof names[0]; i++) {
    if (word_is(word, names[i])) {
      *run = (enum run)i;
      return true;
    }
  }
  return false;
}

static bool word_global(struct word word, bool *global) {
  bool on = word_is(word, "global=on"), off = word_is(word, "global=off");
  if (on || off) {
    *global = on;
  }
  return on || off;
}

static bool option_read(struct word word, struct options *options) {
  struct contention_settings *settings = &options->contention;
  return word_is(word, "kscope") || word_run(word, &options->run) ||
         word_number(word, "rounds=", 1, &settings->rounds) || word_number(word, "section=", 0, &settings->section) ||
         word_number(word, "think=", 0, &settings->think) || word_number(word, "seed=", 0, &settings->seed) ||
         word_number(word, "pages=", 1, &options->measure.pages) || word_global(word, &options->global);
}

const char *options_read(const char *line, struct options *result) {
  *result = (struct options){.contention = {.section = 20, .think = 20, .seed = 1}, .global = true, .arguments = ""};
  bool first = true;
  while (*line != '\0') {
    struct word word = {line, 0};
    while (line[word.length] != '\0' && line[word.length] != ' ') {
      word.length++;
    }
    if (word_is(word, "--")) {
      result->arguments = line + word.length;
      break;
    }
    bool own_name = first && !word_has(word, '=');
    if (word.length > 0 && !own_name && !option_read(word, result)) {
      return word.start;
    }
    first = first && word.length == 0;
    line += word.length + (line[word.length] == ' ');
  }
  if (result->contention.rounds == 0) {
    result->contention.rounds = usual[result->run].rounds;
  }
  result->measure.rounds = result->contention.rounds;
  if (result->measure.pages == 0) {
    result->measure.pages = usual[result->run].pages;
  }
  return NULL;
}
