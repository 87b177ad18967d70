/* A user program's registers, which lie at the top of its thread's kernel stack while the kernel works. */
#ifndef USER_CONTEXT_USER_CONTEXT_H
#define USER_CONTEXT_USER_CONTEXT_H

#include "irq/irq.h"

/* The registers of the user program of thread `id`, as its last entry into the kernel saved them. */
struct irq_frame *user_context_frame(unsigned id);

/* Readies thread `id` to begin in user mode at `eip` with the stack pointer `esp`, `argument` in EBX, interrupts on and
   all other registers 0. */
void user_context_new(unsigned id, unsigned eip, unsigned esp, unsigned argument);

/* Begins the user program of the current thread, whose space is active, as user_context_new() said. Never returns. */
_Noreturn void user_context_enter(void);

#endif
