/* The first program: starts the programs that the command line lists, and waits for all.

   Shows: how processes come from one another, how quotas and processors are given out, how the dead are waited for.
   Run:   `run=user -- pingpong 100 8, spin 1000000 @1, hog quota=100 ids=1`; with no list it starts the shell. With a first
          word `rounds=N` it does so N times over, each time with all at once. */
#include "job.h"
#include "program.h"
#include "stdio.h"
#include "string.h"
#include "system.h"

#define JOBS_MAX 32
#define ROUNDS "rounds="

/* Frames that init keeps for itself. */
#define KEPT 16

/* What was started. */
struct started {
  int id;
  char name[16];
};

static struct started jobs[JOBS_MAX];
static unsigned job_count;

static void job_note(int id, const char *name) {
  jobs[job_count].id = id;
  jobs[job_count].name[0] = '\0';
  string_add(jobs[job_count].name, name, sizeof jobs[job_count].name);
  job_count++;
}

/* Cuts `text` at commas. Returns how many parts there are; more than JOBS_MAX are not looked at. */
static unsigned parts_cut(char *text, char *parts[JOBS_MAX]) {
  unsigned count = 0;
  while (text != NULL && count < JOBS_MAX) {
    parts[count] = text;
    count++;
    text = strchr(text, ',');
    if (text != NULL) {
      *text = '\0';
      text++;
    }
  }
  if (text != NULL) {
    printf("init: more than %u programs: %s\n", JOBS_MAX, text);
  }
  return count;
}

/* Starts each part on the next processor, with an equal part of the frames and of the ids, where it does not say
   otherwise. Returns whether all were started. */
static bool parts_start(char *parts[], unsigned count) {
  bool all = true;
  for (unsigned i = 0; i < count; i++) {
    unsigned left = system_quota();
    struct job job = {
        .cpu = i % system_processors(),
        .quota = (left > KEPT ? left - KEPT : 0) / (count - i),
        .ids = (system_ids() + count - i - 1) / (count - i),
    };
    if (!job_read(parts[i], &job)) {
      continue;
    }
    int id = job_start(&job);
    if (id >= 0) {
      job_note(id, job.name);
    }
    all = all && id >= 0;
  }
  return all;
}

static const char *name_of(int id) {
  for (unsigned i = 0; i < job_count; i++) {
    if (jobs[i].id == id) {
      return jobs[i].name;
    }
  }
  return "an orphan";
}

/* Waits until nobody is left. Returns whether all that were started exited with 0. */
static bool all_wait(void) {
  bool passed = true;
  int code;
  for (int id = system_wait(&code); id >= 0; id = system_wait(&code)) {
    const char *name = name_of(id);
    printf("init: %s (%d) exited %d\n", name, id, code);
    passed = passed && code == 0;
  }
  return passed;
}

/* Starts all that `words` list, separated by commas, and waits for all. Returns whether each exited with 0. */
static bool list_run(unsigned count, char *words[]) {
  char text[JOB_TEXT_SIZE] = "";
  for (unsigned i = 0; i < count; i++) {
    string_add(text, i > 0 ? " " : "", sizeof text);
    string_add(text, words[i], sizeof text);
  }
  char *parts[JOBS_MAX];
  unsigned part_count = parts_cut(text, parts);
  job_count = 0;
  bool all = parts_start(parts, part_count);
  return all_wait() && all;
}

int program_main(unsigned count, char *words[]) {
  static char *shell[] = {"shell"};
  unsigned rounds = 1;
  unsigned first = count > 0 && strncmp(words[0], ROUNDS, strlen(ROUNDS)) == 0;
  if (first == 1 && !number_read(words[0] + strlen(ROUNDS), &rounds)) {
    printf("init: %s is no number\n", words[0] + strlen(ROUNDS));
    return 1;
  }
  bool passed = true;
  for (unsigned round = 0; round < rounds && passed; round++) {
    passed = count > first ? list_run(count - first, words + first) : list_run(1, shell);
  }
  return passed ? 0 : 1;
}
