/* The system calls: one table of what each number does. */
#ifndef SYSCALL_SYSCALL_H
#define SYSCALL_SYSCALL_H

#include "irq/irq.h"
#include "syscall/numbers.h"

/* A system call: does what `frame` asks for on behalf of the current process. Returns the result. */
typedef int syscall_function(struct irq_frame *frame);

/* A row of the table. */
struct syscall {
  const char *name;
  syscall_function *function;
  unsigned arguments; /* how many it takes */
};

extern const struct syscall syscall_table[CALL_COUNT];

/* Does the system call that `frame` asks for and puts its result there. Called with interrupts off, no guards held.
   ERROR_CALL for a number that is not in the table. Returns unless the process ends. */
void syscall_dispatch(struct irq_frame *frame);

#endif
