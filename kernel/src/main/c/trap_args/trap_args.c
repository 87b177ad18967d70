/* The registers in which a system call hands over its arguments and its results. */
#include "trap_args/trap_args.h"

unsigned trap_number(const struct irq_frame *frame) {
  return frame->eax;
}

unsigned trap_argument(const struct irq_frame *frame, unsigned index) {
  const unsigned arguments[TRAP_ARGS_MAX] = {frame->ebx, frame->esi, frame->edi};
  return arguments[index];
}

void trap_result_set(struct irq_frame *frame, int value) {
  frame->eax = (unsigned)value;
}

void trap_second_set(struct irq_frame *frame, unsigned value) {
  frame->ebx = value;
}
