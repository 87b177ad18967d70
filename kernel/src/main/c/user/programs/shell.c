/* Runs programs that somebody types, and tells what the kernel does.

   Shows: a program that lives on system calls alone; processes, memory, containers as the kernel counts them.
   Run:   `shell`, then `help`. */
#include "error_text.h"
#include "job.h"
#include "program.h"
#include "stdio.h"
#include "string.h"
#include "system.h"

/* Frames that the shell keeps when it starts something. */
#define KEPT 16

#define KILL "kill "

static const char *const state_names[] = {"exited", "ready", "running", "sleeping"};

static void help(void) {
  puts("ps          the processes");
  puts("mem         the machine's memory, and the shell's");
  puts("containers  who may use how much of it, and be how many");
  puts("locks       what keeps the kernel's processors apart, and what of it is held now");
  puts("kill N      end process N, one that the shell started, or a descendant");
  puts("exit        end the shell");
  puts("NAME WORDS  run a program and wait for it; @2: on processor 2; &: do not wait;");
  puts("            quota=50: with 50 frames; ids=3: as 3 processes at most");
}

static void list_processes(void) {
  puts("  id  parent  cpu  state      switches  wakeups  name");
  for (unsigned id = 0; id < INFO_PROCESS_MAX; id++) {
    struct info_process process;
    if (system_info(INFO_PROCESS, id, &process) >= 0) {
      printf("%4u  %6u  %3u  %-9s  %8u  %7u  %s\n", id, process.parent, process.cpu, state_names[process.state],
             process.switches, process.wakeups, process.name);
    }
  }
}

static void list_memory(void) {
  struct info_memory memory = {0, 0};
  system_info(INFO_MEMORY, 0, &memory);
  printf("frames %u, free %u, the shell may use %u more\n", memory.frames, memory.free,
         system_quota());
}

static void list_containers(void) {
  puts("  id  parent   quota   usage  ids  used  children");
  for (unsigned id = 0; id < INFO_PROCESS_MAX; id++) {
    struct info_container container;
    if (system_info(INFO_CONTAINER, id, &container) >= 0) {
      printf("%4u  %6u  %6u  %6u  %3u  %4u  %8u\n", id, container.parent, container.quota, container.usage,
             container.ids, container.ids_used, container.children);
    }
  }
}

/* What the words of the first held lock of a kind say. */
static void print_standing(const struct info_lock *lock) {
  printf("; number %u", lock->number);
  if (lock->waiting != INFO_UNKNOWN) {
    printf(", %u wait", lock->waiting);
  }
  if (lock->last != INFO_UNKNOWN) {
    printf(", processor %u came last", lock->last);
  }
}

static void list_locks(void) {
  struct info_build build;
  struct info_lock lock;
  system_info(INFO_BUILD, 0, &build);
  printf("spinlock: %s\nguards: %s\npreemption: %s\n", build.lock, build.guard, build.preemption);
  puts(strcmp(build.guard, "big") == 0 ? "one lock, held by whoever is in the kernel, stands for all of these:"
                                       : "each of these is a lock of its own:");
  puts("guards of        count  held");
  for (unsigned row = 0; system_info(INFO_LOCK, row, &lock) >= 0; row++) {
    printf("%-15s  %5u  %4u", lock.name, lock.count, lock.held);
    if (lock.held > 0) {
      print_standing(&lock);
    }
    puts("");
  }
}

/* Waits until the child `id` has exited, and tells of each that did. */
static void child_await(int id) {
  for (;;) {
    int code;
    int ended = system_wait(&code);
    if (ended != id || code != 0) {
      printf("[%d] exited %d\n", ended, code);
    }
    if (ended == id || ended < 0) {
      return;
    }
  }
}

/* Runs what was typed; waits for it unless it is in the background. */
static void run(char *text) {
  unsigned left = system_quota();
  struct job job = {.cpu = (system_cpu() + 1) % system_processors(), .quota = left > KEPT ? (left - KEPT) / 2 : 0};
  if (!job_read(text, &job)) {
    return;
  }
  int id = job_start(&job);
  if (id >= 0 && job.in_background) {
    printf("[%d]\n", id);
  } else if (id >= 0) {
    child_await(id);
  }
}

/* Ends the process whose number was typed, if it is the shell's or a descendant's. */
static void kill(const char *word) {
  unsigned id;
  struct info_process process;
  if (!number_read(word, &id)) {
    printf("kill: \"%s\" is no number of a process; ps lists them\n", word);
    return;
  }
  bool own = system_info(INFO_PROCESS, id, &process) == 0 && process.parent == system_self();
  int error = system_kill(id);
  if (error < 0) {
    printf("kill: process %u: %s\n", id, error_text(error));
  } else if (own) {
    child_await((int)id);
  }
}

int program_main(unsigned count, char *words[]) {
  static const struct {
    const char *name;
    void (*run)(void);
  } commands[] = {
      {"help", help}, {"ps", list_processes}, {"mem", list_memory}, {"containers", list_containers},
      {"locks", list_locks},
  };
  (void)count;
  (void)words;
  char line[JOB_TEXT_SIZE];
  for (;;) {
    system_write("> ", 2);
    if (getline(line, sizeof line) < 0 || strcmp(line, "exit") == 0) {
      return 0;
    }
    unsigned i = 0;
    while (i < sizeof commands / sizeof commands[0] && strcmp(line, commands[i].name) != 0) {
      i++;
    }
    if (i < sizeof commands / sizeof commands[0]) {
      commands[i].run();
    } else if (strncmp(line, KILL, strlen(KILL)) == 0) {
      kill(line + strlen(KILL));
    } else {
      run(line);
    }
  }
}
