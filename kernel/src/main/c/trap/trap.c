/* Every way into the kernel, and what user programs bring about by them. */
#include "trap/trap.h"

#include "cpu/cpu.h"
#include "current/current.h"
#include "error/error.h"
#include "guard/guard.h"
#include "process/process.h"
#include "space/space.h"
#include "syscall/syscall.h"
#include "user_copy/user_copy.h"

/* Bits of a page fault's error code (SDM 3A, "Page-Fault Exceptions"). */
#define FAULT_PRESENT 0x1u
#define FAULT_WRITE 0x2u

/* Brings the page that a program touched for the first time, or ends the program. */
static void page_fault(struct irq_frame *frame) {
  unsigned address = cpu_fault_address();
  if (!irq_from_user(frame)) {
    irq_panic(frame);
  }
  int error = ERROR_ADDRESS;
  if ((frame->error & FAULT_PRESENT) == 0 && user_copy_on_demand(address)) {
    error = space_reserve(thread_current(), address, PAGE_WRITE);
  }
  if (error != 0) {
    const char *why = error == ERROR_QUOTA ? ", its quota is used up" : "";
    why = error == ERROR_MEMORY ? ", no frame is free" : why;
    process_kill("page fault at 0x%x, address 0x%x%s%s", frame->eip, address,
                 (frame->error & FAULT_WRITE) ? " (write)" : "", why);
  }
}

static void fault(struct irq_frame *frame) {
  if (!irq_from_user(frame)) {
    irq_panic(frame);
  }
  if (frame->error != 0) {
    process_kill("%s at 0x%x, error 0x%x", irq_exception_name(frame->vector), frame->eip, frame->error);
  }
  process_kill("%s at 0x%x", irq_exception_name(frame->vector), frame->eip);
}

void trap_dispatch(struct irq_frame *frame) {
  bool outside = irq_from_user(frame) || frame->vector >= VECTOR_EXCEPTIONS;
  if (outside) {
    kernel_enter();
  }
  irq_handle(frame);
  if (irq_from_user(frame)) {
    process_return();
  }
  if (outside) {
    kernel_leave();
  }
}

void trap_init(void) {
  for (unsigned vector = 0; vector < VECTOR_EXCEPTIONS; vector++) {
    irq_handler_set(vector, fault);
  }
  irq_handler_set(VECTOR_PAGE_FAULT, page_fault);
  irq_handler_set(VECTOR_SYSCALL, syscall_dispatch);
  irq_dispatcher_set(trap_dispatch);
}
