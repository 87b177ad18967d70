/* The two ways into the kernel. */
#ifndef CALL_H
#define CALL_H

#include <stdbool.h>

/* Makes the system call `number` (syscall/numbers.h). Returns its result; *second is its second result, or the first
   argument where it has none. */
typedef int call_function(unsigned number, unsigned first, unsigned second_argument, unsigned third, unsigned *second);

/* By `int $0x30`. */
call_function call_by_interrupt;

/* By SYSENTER, which only some processors have: see call_has_sysenter(). */
call_function call_by_sysenter;

/* Whether this processor has SYSENTER. */
bool call_has_sysenter(void);

/* From now on system.h's functions use SYSENTER where the processor has it (true) or the interrupt (false, as at the
   start). */
void call_choose(bool sysenter);

/* Makes a system call by the way chosen. */
call_function call;

#endif
