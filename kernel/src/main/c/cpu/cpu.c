/* Each processor's own area, and the instructions that act on the processor itself. */
#include "cpu/cpu.h"

#include "boot/boot.h"
#include "cpu/port.h"

#define FLAGS_INTERRUPTS 0x200u
#define FEATURE_MANY_LOGICAL (1u << 28)
#define DEBUG_EXIT_PORT 0xF4

/* What a processor knows about itself; no other processor reads or writes it. A cache line each. */
struct cpu {
  _Alignas(64) unsigned id; /* first: cpu_id() reads it at FS:0 */
  unsigned pushed;          /* pushes of interrupts_push_off() not yet popped */
  bool were_enabled;        /* interrupts before the first of them */
};

static struct cpu cpus[CPU_MAX];

void cpu_init(unsigned id) {
  cpus[id] = (struct cpu){.id = id};
  boot_segment_set(id, &cpus[id], sizeof cpus[id]);
  __asm__ volatile("movl %0, %%fs" : : "r"(SEGMENT_CPU + 8 * id) : "memory");
}

bool interrupts_enabled(void) {
  unsigned flags;
  __asm__ volatile("pushfl\n\tpopl %0" : "=r"(flags) : : "memory");
  return (flags & FLAGS_INTERRUPTS) != 0;
}

void interrupts_push_off(void) {
  bool enabled = interrupts_enabled();
  interrupts_off();
  struct cpu *cpu = &cpus[cpu_id()];
  if (cpu->pushed == 0) {
    cpu->were_enabled = enabled;
  }
  cpu->pushed++;
}

void interrupts_pop_off(void) {
  struct cpu *cpu = &cpus[cpu_id()];
  if (interrupts_enabled() || cpu->pushed == 0) {
    __builtin_trap(); /* the console is above us; the fault handler tells */
  }
  cpu->pushed--;
  if (cpu->pushed == 0 && cpu->were_enabled) {
    interrupts_on();
  }
}

unsigned cpu_package_size(void) {
  unsigned leaf = 1, size, unused, features;
  __asm__ volatile("cpuid" : "+a"(leaf), "=b"(size), "=c"(unused), "=d"(features));
  size = (size >> 16) & 0xFF;
  return (features & FEATURE_MANY_LOGICAL) && size > 0 ? size : 1;
}

void cpu_load_interrupt_table(const void *table, unsigned entries) {
  struct __attribute__((packed)) {
    uint16_t limit;
    uint32_t base;
  } pointer = {(uint16_t)(entries * 8 - 1), (uint32_t)(uintptr_t)table};
  __asm__ volatile("lidt %0" : : "m"(pointer));
}

_Noreturn void cpu_halt(void) {
  for (;;) {
    __asm__ volatile("cli\n\thlt" ::: "memory");
  }
}

_Noreturn void debug_exit(uint8_t code) {
  port_write(DEBUG_EXIT_PORT, code);
  cpu_halt();
}
