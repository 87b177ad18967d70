/* A user program's registers at the top of its thread's kernel stack. */
#include "user_context/user_context.h"

#include "boot/layout.h"
#include "current/current.h"
#include "guard/guard.h"
#include "thread/thread.h"

#define FLAGS_ALWAYS 0x002u
#define FLAGS_INTERRUPTS 0x200u

_Static_assert(sizeof(struct irq_frame) <= THREAD_STACK_RESERVED, "the registers fit above the thread's own stack");

struct irq_frame *user_context_frame(unsigned id) {
  return (struct irq_frame *)thread_stack_top(id) - 1;
}

void user_context_new(unsigned id, unsigned eip, unsigned esp, unsigned argument) {
  *user_context_frame(id) = (struct irq_frame){
      .ebx = argument,
      .eip = eip,
      .cs = SEGMENT_USER_CODE,
      .eflags = FLAGS_ALWAYS | FLAGS_INTERRUPTS,
      .user_esp = esp,
      .user_ss = SEGMENT_USER_DATA,
  };
}

_Noreturn void user_context_enter(void) {
  struct irq_frame *frame = user_context_frame(thread_current());
  kernel_leave();
  irq_return(frame);
}
