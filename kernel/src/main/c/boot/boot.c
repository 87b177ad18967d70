/* The first C code, with the segments and stacks that it readies for all processors. */
#include "boot/boot.h"

#include <stdint.h>

#include "boot/multiboot.h"

#define DESCRIPTOR_DATA 0x00409300u /* present, ring 0, read and write, already accessed, limit in bytes */
#define DESCRIPTOR_TASK 0x00008900u /* present, ring 0, a 32-bit TSS that is not busy, limit in bytes */

#define SERIAL_PORT 0x3F8
#define EXIT_PORT 0xF4 /* the debug-exit port, see cpu.h */
#define EXIT_CODE 0x11

/* boot.S */
extern uint64_t boot_gdt[];
extern const uint8_t boot_trampoline[], boot_trampoline_end[];
extern uint8_t boot_stacks[CPU_MAX][STACK_SIZE];
extern void *boot_processor_stack;
extern unsigned boot_processor_cpu;
extern void (*boot_processor_function)(unsigned cpu);

/* The one step upwards: link.ld says which function the kernel goes on with. */
extern void boot_handover(void);

/* Says on COM1, as the firmware left it, that the kernel does not fit into memory. The kernel's own data, what the
   layers above need, may lie where there is no memory. */
static _Noreturn void memory_refuse(void) {
  for (const char *text = "boot: the machine has less memory than the kernel itself needs; give it more\n"; *text != 0;
       text++) {
    __asm__ volatile("outb %0, %1" : : "a"(*text), "Nd"((uint16_t)SERIAL_PORT));
  }
  __asm__ volatile("outb %0, %1" : : "a"((uint8_t)EXIT_CODE), "Nd"((uint16_t)EXIT_PORT));
  for (;;) {
    __asm__ volatile("cli\n\thlt");
  }
}

/* Called by boot_entry with what the loader left in EAX and EBX. The loader's memory may be reused afterwards. */
void boot_start(unsigned magic, const void *loader) {
  if (!multiboot_memory_reaches(magic, loader, (uint32_t)(uintptr_t)kernel_end)) {
    memory_refuse();
  }
  multiboot_read(magic, loader);
  boot_handover();
}

/* A descriptor for `size` bytes at `base` (Intel SDM 3A, "Segment Descriptors"). */
static uint64_t descriptor(const void *base, unsigned size, uint32_t kind) {
  uint32_t address = (uint32_t)(uintptr_t)base;
  uint32_t limit = size - 1;
  uint32_t low = (address << 16) | (limit & 0xFFFF);
  uint32_t high = (address & 0xFF000000) | (limit & 0xF0000) | kind | ((address >> 16) & 0xFF);
  return ((uint64_t)high << 32) | low;
}

void boot_segment_set(unsigned cpu, const void *base, unsigned size) {
  boot_gdt[SEGMENT_CPU / 8 + cpu] = descriptor(base, size, DESCRIPTOR_DATA);
}

void boot_task_set(unsigned cpu, const void *state, unsigned size) {
  boot_gdt[SEGMENT_TSS / 8 + cpu] = descriptor(state, size, DESCRIPTOR_TASK);
}

void boot_processor_prepare(unsigned cpu, void (*entry)(unsigned cpu)) {
  volatile uint8_t *trampoline = (volatile uint8_t *)BOOT_TRAMPOLINE;
  for (unsigned i = 0; i < (unsigned)(boot_trampoline_end - boot_trampoline); i++) {
    trampoline[i] = boot_trampoline[i];
  }
  boot_processor_stack = boot_stacks[cpu] + STACK_SIZE;
  boot_processor_cpu = cpu;
  boot_processor_function = entry;
}
