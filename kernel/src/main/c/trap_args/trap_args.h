/* The registers in which a system call hands over its arguments and its results. */
#ifndef TRAP_ARGS_TRAP_ARGS_H
#define TRAP_ARGS_TRAP_ARGS_H

#include "irq/irq.h"

/* The most arguments of a system call. */
#define TRAP_ARGS_MAX 3

/* The number of the system call that `frame` asks for (EAX). */
unsigned trap_number(const struct irq_frame *frame);

/* Its argument `index` (below TRAP_ARGS_MAX): EBX, ESI, EDI. */
unsigned trap_argument(const struct irq_frame *frame, unsigned index);

/* Gives the user `value` as the result (EAX). */
void trap_result_set(struct irq_frame *frame, int value);

/* Gives the user `value` as the second result (EBX). */
void trap_second_set(struct irq_frame *frame, unsigned value);

#endif
