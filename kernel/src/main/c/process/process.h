/* Processes: a program, its space, its thread and its container under one number, in a tree of parents. */
#ifndef PROCESS_PROCESS_H
#define PROCESS_PROCESS_H

#include "condition/condition.h"
#include "thread/thread.h"

/* The longest name and the longest argument string, with their closing zeros. */
#define PROCESS_NAME_SIZE 16
#define PROCESS_ARGUMENTS_SIZE 512

/* The exit code of a process that was killed. */
#define PROCESS_KILLED (-1)

enum process_state { PROCESS_FREE, PROCESS_LIVE, PROCESS_EXITED };

/* A process; its number is that of its thread, space, container and channel. */
struct process {
  unsigned state;          /* enum process_state */
  unsigned parent;         /* THREAD_NONE for the kernel's own */
  unsigned children;       /* live or exited, not yet waited for */
  int exit_code;           /* once PROCESS_EXITED */
  unsigned killer;         /* who ended it, once its thread is cancelled */
  struct condition exited; /* where the parent itself waits: a child has exited */
  char name[PROCESS_NAME_SIZE];
};

extern struct process processes[THREAD_MAX];

/* Makes the kernel thread `id` the root of the processes: it may create and wait, but has no program. Once. */
void process_root(unsigned id, const char *name);

/* Loads the module `name` as a child of the live process `parent`, with `quota` frames and `ids` ids of the parent's
   container, and starts its thread on processor `cpu` with the string `arguments`. Returns its number, or ERROR_NAME
   (no such module), ERROR_FORMAT (the module is not a program that can be loaded; a line on the terminal says why),
   ERROR_ARGUMENT (no such processor; arguments too long; no ids), ERROR_QUOTA, ERROR_MEMORY, ERROR_LIMIT. No guards are
   held. */
int process_create(unsigned parent, const char *name, const char *arguments, unsigned quota, unsigned ids,
                   unsigned cpu);

/* Ends the current process: gives back its memory, wakes whoever waits for it, hands its children to its parent. */
_Noreturn void process_exit(int code);

/* Sleeps until a child of the current process has exited, takes it off the table and puts its exit code into *code.
   Returns its number; ERROR_CHILD where there are no children, ERROR_DEAD where the caller was ended meanwhile. No
   guards are held. */
int process_wait(int *code);

/* Ends the live process `id`, a descendant of the current one, as process_kill() does: wherever it sleeps, and at the
   latest when it next would go on in user mode. It may still be on its way when this returns; process_wait() waits for
   it. Returns 0; ERROR_ARGUMENT where `id` is no number or the current process itself, ERROR_DEAD where there is no
   such process or it has exited, ERROR_CHILD where it is no descendant. No guards are held. */
int process_end(unsigned id);

/* On the way to user mode, last of all: ends the current process where process_end() said so. No guards are held. */
void process_return(void);

/* Ends the current process with PROCESS_KILLED and a line on the terminal: "process 7 (wild) killed: " and the
   formatted reason (see format_text). */
_Noreturn void process_kill(const char *format, ...);

#endif
