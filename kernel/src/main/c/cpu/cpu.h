/* The processor that runs this code: who it is, its interrupts, its clock, how it stops. */
#ifndef CPU_CPU_H
#define CPU_CPU_H

#include <stdbool.h>
#include <stdint.h>

#include "boot/layout.h"

/* What debug_exit tells the machine. */
#define EXIT_SUCCESS 0x10
#define EXIT_FAILURE 0x11

/* Makes the caller processor `id` (below CPU_MAX): from now on cpu_id() and interrupts_push_off() work on it, and it
   has a task state, so that user mode can be left. Called once on each processor, first of all, with interrupts off. */
void cpu_init(unsigned id);

/* The number of the processor that asks: 0 for the one that booted. Each processor's FS segment begins at its own
   area, whose first word is the number, so this is one load. */
static inline unsigned cpu_id(void) {
  unsigned id;
  __asm__("movl %%fs:0, %0" : "=r"(id));
  return id;
}

/* Turns interrupts off on this processor until the matching interrupts_pop_off(). Calls nest. */
void interrupts_push_off(void);

/* Undoes one interrupts_push_off(); the outermost one restores the state found by the first push.
   One pop too many, or a pop with interrupts on, stops the machine with an invalid-opcode fault. */
void interrupts_pop_off(void);

/* Whether this processor takes interrupts now. */
bool interrupts_enabled(void);

/* Turns interrupts on or off at once, whatever is pushed. */
static inline void interrupts_on(void) {
  __asm__ volatile("sti" ::: "memory");
}

static inline void interrupts_off(void) {
  __asm__ volatile("cli" ::: "memory");
}

/* The time-stamp counter of this processor, in clock cycles. */
static inline uint64_t cpu_cycles(void) {
  uint32_t low, high;
  __asm__ volatile("rdtsc" : "=a"(low), "=d"(high) : : "memory");
  return ((uint64_t)high << 32) | low;
}

/* dividend / divisor, rounded down. The divisor is not 0; a quotient beyond 32 bits is given as 2^32 - 1. */
static inline uint32_t cpu_divide(uint64_t dividend, uint32_t divisor) {
  uint32_t high = (uint32_t)(dividend >> 32), quotient = (uint32_t)dividend;
  if (high >= divisor) {
    return UINT32_MAX;
  }
  __asm__("divl %2" : "+a"(quotient), "+d"(high) : "r"(divisor) : "cc");
  return quotient;
}

/* How many logical processors this processor's package has room for (CPUID leaf 1), at least 1. */
unsigned cpu_package_size(void);

/* Makes vector `idt` entries (8 bytes each) at `table` this processor's interrupt table. */
void cpu_load_interrupt_table(const void *table, unsigned entries);

/* From now on this processor enters the kernel from user mode on the stack that ends at `top` (a multiple of 4), by
   interrupts and by SYSENTER alike. Interrupts are off. */
void cpu_kernel_stack_set(unsigned top);

/* Whether this processor has SYSENTER and SYSEXIT (CPUID leaf 1). */
bool cpu_has_fast_call(void);

/* From now on SYSENTER on this processor, where it has it, goes on at `entry` in the kernel with interrupts off
   (Intel SDM 3A, "Performing Fast Calls to System Procedures"). */
void cpu_fast_call_set(const void *entry);

/* Waits for an interrupt: turns interrupts on and halts in one step, so that none slips between; returns with
   interrupts off once one was handled. */
static inline void cpu_wait(void) {
  __asm__ volatile("sti\n\thlt\n\tcli" ::: "memory");
}

/* The frame pointer of the caller: it points at the saved one of its caller, with the return address above it. */
static inline const uintptr_t *cpu_frame(void) {
  return __builtin_frame_address(0);
}

/* The address whose access raised the last page fault on this processor (CR2). */
static inline uint32_t cpu_fault_address(void) {
  uint32_t address;
  __asm__ volatile("movl %%cr2, %0" : "=r"(address));
  return address;
}

/* Raises the breakpoint exception (vector 3). */
static inline void cpu_breakpoint(void) {
  __asm__ volatile("int3" ::: "memory");
}

/* Stops this processor for good, with interrupts off. */
_Noreturn void cpu_halt(void);

/* Ends the machine: with `code` (EXIT_SUCCESS or EXIT_FAILURE) where it has a debug-exit port, without where it is
   Bochs, which waits for a word at a port of its own; else halts this processor. */
_Noreturn void debug_exit(uint8_t code);

#endif
