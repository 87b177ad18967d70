/* Keeps what the loader tells, and readies segments and stacks for the other processors. */
#include "boot/boot.h"

#include <stdint.h>

#define MULTIBOOT_LOADED 0x2BADB002u
#define MULTIBOOT_HAS_MEMORY 0x1u
#define MULTIBOOT_HAS_COMMAND_LINE 0x4u
#define MULTIBOOT_HAS_MODULES 0x8u
#define MULTIBOOT_HAS_MAP 0x40u
#define MEMORY_USABLE 1

#define DESCRIPTOR_DATA 0x00409300u /* present, ring 0, read and write, already accessed, limit in bytes */
#define DESCRIPTOR_TASK 0x00008900u /* present, ring 0, a 32-bit TSS that is not busy, limit in bytes */

/* The head of the Multiboot information (section 3.3). */
struct multiboot_info {
  unsigned flags;
  unsigned memory_lower;
  unsigned memory_upper;
  unsigned boot_device;
  const char *command_line;
  unsigned module_count;
  const struct multiboot_module *modules;
  unsigned symbols[4];
  unsigned map_length;
  unsigned map;
};

struct multiboot_module {
  uint32_t start, end;
  const char *text;
  unsigned reserved;
};

/* An entry of the memory map. The next begins `size` bytes after the field `size` itself. */
struct multiboot_memory {
  uint32_t size;
  uint32_t start, start_high;
  uint32_t length, length_high;
  uint32_t type;
};

struct boot_info boot_info;

/* boot.S */
extern uint64_t boot_gdt[];
extern const uint8_t boot_trampoline[], boot_trampoline_end[];
extern uint8_t boot_stacks[CPU_MAX][STACK_SIZE];
extern void *boot_processor_stack;
extern unsigned boot_processor_cpu;
extern void (*boot_processor_function)(unsigned cpu);

/* The one step upwards: link.ld says which function the kernel goes on with. */
extern void boot_handover(void);

/* Copies a string, cut off after `size` - 1 characters; `to` is all zero before. */
static void text_keep(char *to, unsigned size, const char *from) {
  for (unsigned i = 0; i < size - 1 && from[i] != '\0'; i++) {
    to[i] = from[i];
  }
}

static void memory_keep(uint32_t start, uint32_t end) {
  if (start < end && boot_info.memory_count < BOOT_MEMORY_MAX) {
    boot_info.memory[boot_info.memory_count] = (struct boot_memory){start, end};
    boot_info.memory_count++;
  }
}

/* Keeps what is usable below 4 GiB. */
static void map_read(unsigned map, unsigned length) {
  for (unsigned offset = 0; offset + sizeof(struct multiboot_memory) <= length;) {
    const struct multiboot_memory *memory = (const struct multiboot_memory *)(uintptr_t)(map + offset);
    if (memory->type == MEMORY_USABLE && memory->start_high == 0) {
      bool beyond = memory->length_high != 0 || memory->length > UINT32_MAX - memory->start;
      memory_keep(memory->start, beyond ? UINT32_MAX : memory->start + memory->length);
    }
    offset += memory->size + (uint32_t)sizeof memory->size;
  }
}

static void modules_read(const struct multiboot_module *modules, unsigned count) {
  boot_info.module_count = count < BOOT_MODULE_MAX ? count : BOOT_MODULE_MAX;
  boot_info.modules_ignored = count - boot_info.module_count;
  for (unsigned i = 0; i < boot_info.module_count; i++) {
    struct boot_module *module = &boot_info.module[i];
    module->start = modules[i].start;
    module->end = modules[i].end;
    if (modules[i].text != 0) {
      text_keep(module->text, sizeof module->text, modules[i].text);
    }
  }
}

/* Called by boot_entry with what the loader left in EAX and EBX. The loader's memory may be reused afterwards, but for
   that of the modules themselves. */
void boot_start(unsigned magic, const struct multiboot_info *loader) {
  boot_info.from_multiboot = magic == MULTIBOOT_LOADED;
  unsigned flags = boot_info.from_multiboot ? loader->flags : 0;
  if (flags & MULTIBOOT_HAS_MEMORY) {
    boot_info.memory_kib = loader->memory_upper;
  }
  if (flags & MULTIBOOT_HAS_COMMAND_LINE) {
    text_keep(boot_info.command_line, sizeof boot_info.command_line, loader->command_line);
  }
  if (flags & MULTIBOOT_HAS_MODULES) {
    modules_read(loader->modules, loader->module_count);
  }
  if (flags & MULTIBOOT_HAS_MAP) {
    map_read(loader->map, loader->map_length);
  } else if (flags & MULTIBOOT_HAS_MEMORY) {
    memory_keep(0x100000, 0x100000 + loader->memory_upper * 1024);
  }
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
