/* Each processor's own area, and the instructions that act on the processor itself. */
#include "cpu/cpu.h"

#include "alignment/alignment.h"
#include "boot/boot.h"
#include "cpu/port.h"

#define FLAGS_INTERRUPTS 0x200u
#define FEATURE_MANY_LOGICAL (1u << 28)
#define FEATURE_FAST_CALL (1u << 11)
#define TASK_STATE_SIZE 104
#define DEBUG_EXIT_PORT 0xF4
#define BOCHS_SHUTDOWN_PORT 0x8900
#define SERIAL_STATUS_PORT 0x3FD
#define SERIAL_SENT 0x40

/* Model-specific registers of SYSENTER (Intel SDM 4, "IA32_SYSENTER_CS" and the next two). */
#define MSR_FAST_CALL_CS 0x174
#define MSR_FAST_CALL_ESP 0x175
#define MSR_FAST_CALL_EIP 0x176

/* What a processor knows about itself; no other processor reads or writes it. */
struct cpu {
  SHARED_ALIGNED unsigned id; /* first: cpu_id() reads it at FS:0 */
  unsigned pushed;            /* pushes of interrupts_push_off() not yet popped */
  bool were_enabled;          /* interrupts before the first of them */
  bool fast_call;             /* SYSENTER was set up */
};

static struct cpu cpus[CPU_MAX];

/* The task state that the processor reads when it leaves user mode (SDM 3A, "32-Bit Task-State Segment"): of it only
   the stack of ring 0 is used. Each processor's own. */
struct task_state {
  SHARED_ALIGNED unsigned link;
  unsigned esp0, ss0;
  unsigned unused[22];
  unsigned io_map; /* in the upper half, from where the map of ports that programs may use begins */
};

static struct task_state task_states[CPU_MAX];

void cpu_init(unsigned id) {
  cpus[id] = (struct cpu){.id = id};
  boot_segment_set(id, &cpus[id], sizeof cpus[id]);
  __asm__ volatile("movl %0, %%fs" : : "r"(SEGMENT_CPU + 8 * id) : "memory");

  task_states[id] = (struct task_state){.ss0 = SEGMENT_DATA, .io_map = TASK_STATE_SIZE << 16}; /* beyond: no ports */
  boot_task_set(id, &task_states[id], TASK_STATE_SIZE);
  __asm__ volatile("ltr %w0" : : "r"(SEGMENT_TSS + 8 * id) : "memory");
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

/* What CPUID leaf 1 says: *brand is EBX, the result EDX. */
static unsigned features(unsigned *brand) {
  unsigned leaf = 1, unused, found;
  __asm__ volatile("cpuid" : "+a"(leaf), "=b"(*brand), "=c"(unused), "=d"(found));
  return found;
}

unsigned cpu_package_size(void) {
  unsigned brand;
  bool many = (features(&brand) & FEATURE_MANY_LOGICAL) != 0;
  unsigned size = (brand >> 16) & 0xFF;
  return many && size > 0 ? size : 1;
}

bool cpu_has_fast_call(void) {
  unsigned brand;
  return (features(&brand) & FEATURE_FAST_CALL) != 0;
}

static void msr_write(unsigned number, unsigned value) {
  __asm__ volatile("wrmsr" : : "c"(number), "a"(value), "d"(0) : "memory");
}

void cpu_kernel_stack_set(unsigned top) {
  unsigned id = cpu_id();
  task_states[id].esp0 = top;
  if (cpus[id].fast_call) {
    msr_write(MSR_FAST_CALL_ESP, top);
  }
}

void cpu_fast_call_set(const void *entry) {
  struct cpu *cpu = &cpus[cpu_id()];
  cpu->fast_call = cpu_has_fast_call();
  if (cpu->fast_call) {
    msr_write(MSR_FAST_CALL_CS, SEGMENT_CODE);
    msr_write(MSR_FAST_CALL_EIP, (unsigned)(uintptr_t)entry);
  }
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
  while ((port_read(SERIAL_STATUS_PORT) & SERIAL_SENT) == 0) {
    /* Bochs would lose what the serial line still has to send. */
  }
  for (const char *word = "Shutdown"; *word != '\0'; word++) {
    port_write(BOCHS_SHUTDOWN_PORT, (uint8_t)*word);
  }
  cpu_halt();
}
