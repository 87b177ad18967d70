/* The interrupt table and the way from a vector to its handler. */
#include "irq/irq.h"

#include <stddef.h>
#include <stdint.h>

#include "boot/layout.h"
#include "console/console.h"
#include "cpu/cpu.h"
#include "cpu/port.h"
#include "irq/apic.h"

#define GATE_INTERRUPT 0x8E00u /* present, ring 0, 32-bit interrupt gate (SDM 3A, "IDT Descriptors") */
#define GATE_FOR_USER 0x6000u  /* programs may use it with INT, INT3 or INTO */
#define STUB_SIZE 16

#define PIC_FIRST 0x20
#define PIC_SECOND 0xA0
#define PIC_INIT 0x11

#define FLAGS_TRAP 0x100u

/* irq_entry.S */
extern const uint8_t irq_stubs[], irq_fast_entry[];

static uint64_t gates[VECTOR_MAX];
static irq_handler *handlers[VECTOR_MAX];
static irq_handler *dispatcher = irq_handle;

static const char *const exception_names[VECTOR_EXCEPTIONS] = {
    [0] = "divide error",
    [1] = "debug",
    [2] = "non-maskable interrupt",
    [3] = "breakpoint",
    [4] = "overflow",
    [5] = "bound range exceeded",
    [6] = "invalid opcode",
    [7] = "device not available",
    [8] = "double fault",
    [10] = "invalid TSS",
    [11] = "segment not present",
    [12] = "stack fault",
    [13] = "general protection",
    [14] = "page fault",
    [16] = "x87 floating-point error",
    [17] = "alignment check",
    [18] = "machine check",
    [19] = "SIMD floating-point error",
};

/* Sets up one 8259 with its lines at `vector`, every line masked. `wiring` tells how the two are joined. */
static void pic_init(uint16_t port, uint8_t vector, uint8_t wiring) {
  port_write(port, PIC_INIT);
  port_write(port + 1, vector);
  port_write(port + 1, wiring);
  port_write(port + 1, 1); /* 8086 mode */
  port_write(port + 1, 0xFF);
}

void irq_init(void) {
  for (unsigned vector = 0; vector < VECTOR_MAX; vector++) {
    uint32_t stub = (uint32_t)(uintptr_t)(irq_stubs + STUB_SIZE * vector);
    bool for_user = vector == VECTOR_BREAKPOINT || vector == VECTOR_OVERFLOW || vector == VECTOR_SYSCALL;
    uint32_t high = (stub & 0xFFFF0000) | GATE_INTERRUPT | (for_user ? GATE_FOR_USER : 0);
    gates[vector] = ((uint64_t)high << 32) | (SEGMENT_CODE << 16) | (stub & 0xFFFF);
  }
  pic_init(PIC_FIRST, VECTOR_PIC, 1 << 2); /* the second hangs on line 2 */
  pic_init(PIC_SECOND, VECTOR_PIC + 8, 2);
}

void irq_init_processor(void) {
  cpu_load_interrupt_table(gates, VECTOR_MAX);
  apic_enable();
  cpu_fast_call_set(irq_fast_entry);
}

void irq_handler_set(unsigned vector, irq_handler *handler) {
  if (vector >= VECTOR_MAX) {
    panic("irq_handler_set: vector %u of %u", vector, VECTOR_MAX);
  }
  handlers[vector] = handler;
}

void irq_dispatcher_set(irq_handler *wanted) {
  dispatcher = wanted;
}

const char *irq_exception_name(unsigned vector) {
  return exception_names[vector] == NULL ? "reserved exception" : exception_names[vector];
}

_Noreturn void irq_panic(const struct irq_frame *frame) {
  console_print("eax %x ebx %x ecx %x edx %x\n", frame->eax, frame->ebx, frame->ecx, frame->edx);
  console_print("esi %x edi %x ebp %x eflags %x\n", frame->esi, frame->edi, frame->ebp, frame->eflags);
  if (frame->vector == VECTOR_PAGE_FAULT) {
    console_print("address %x\n", cpu_fault_address());
  }
  panic("%s (vector %u, error %x) at %x on processor %u", irq_exception_name(frame->vector), frame->vector,
        frame->error, frame->eip, cpu_id());
}

void irq_handle(struct irq_frame *frame) {
  unsigned vector = frame->vector;
  if (vector >= VECTOR_TIMER && vector != VECTOR_SPURIOUS) {
    apic_acknowledge();
  }
  if (handlers[vector] != NULL) {
    handlers[vector](frame);
  } else if (vector < VECTOR_EXCEPTIONS) {
    irq_panic(frame);
  }
}

/* Called by irq_entry.S, interrupts off. */
void irq_dispatch(struct irq_frame *frame) {
  if (frame->vector == VECTOR_DEBUG && frame->eip == (uint32_t)(uintptr_t)irq_fast_entry) {
    frame->eflags &= ~FLAGS_TRAP; /* a program that traced itself came by SYSENTER, which does not stop that */
    return;
  }
  dispatcher(frame);
}
