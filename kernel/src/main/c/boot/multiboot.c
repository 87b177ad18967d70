/* Keeps what a Multiboot loader left in memory. */
#include "boot/multiboot.h"

#include <stddef.h>

#define MULTIBOOT_LOADED 0x2BADB002u

#define HAS_MEMORY 0x01u
#define HAS_COMMAND_LINE 0x04u
#define HAS_MODULES 0x08u
#define HAS_MAP 0x40u

#define MAP_USABLE 1
#define MEMORY_HIGH 0x100000u
#define ADDRESS_LAST 0xFFFFF000u

/* The head of the Multiboot information. */
struct information {
  unsigned flags;
  unsigned memory_lower;
  unsigned memory_upper;
  unsigned boot_device;
  const char *command_line;
  unsigned module_count;
  const struct module *module;
  unsigned symbols[4];
  unsigned map_bytes;
  const uint8_t *map;
};

/* A module. */
struct module {
  uint32_t start, end;
  const char *text;
  unsigned reserved;
};

/* An entry of the memory map; `size` counts the bytes after itself. */
struct __attribute__((packed)) region {
  uint32_t size;
  uint64_t start, length;
  uint32_t kind;
};

struct boot_info boot_info;

/* Copies a text of the loader, at most `size` bytes with the closing zero. Returns whether that is all of it. */
static bool text_copy(char *to, const char *from, unsigned size) {
  unsigned i = 0;
  for (; i < size - 1 && from[i] != '\0'; i++) {
    to[i] = from[i];
  }
  to[i] = '\0';
  return from[i] == '\0';
}

/* Writes a region to result[count], unless it is empty or above 4 GiB, or there are enough. Returns the new count. */
static unsigned memory_add(struct boot_memory *result, unsigned count, uint64_t start, uint64_t end) {
  if (end > ADDRESS_LAST) {
    end = ADDRESS_LAST;
  }
  if (start >= end || count == BOOT_MEMORY_MAX) {
    return count;
  }
  result[count] = (struct boot_memory){(uint32_t)start, (uint32_t)end};
  return count + 1;
}

unsigned multiboot_memory_read(const uint8_t *map, unsigned bytes, struct boot_memory *result) {
  unsigned count = 0, offset = 0;
  while (bytes - offset >= sizeof(struct region)) {
    const struct region *region = (const struct region *)(map + offset);
    uint64_t end = region->start + region->length;
    if (region->kind == MAP_USABLE && end >= region->start) {
      count = memory_add(result, count, region->start, end);
    }
    unsigned size = region->size + sizeof region->size;
    if (size < sizeof *region || size > bytes - offset) {
      break;
    }
    offset += size;
  }
  return count;
}

static void modules_read(const struct module *module, unsigned count) {
  boot_info.module_count = count < BOOT_MODULE_MAX ? count : BOOT_MODULE_MAX;
  boot_info.modules_ignored = count - boot_info.module_count;
  for (unsigned i = 0; i < boot_info.module_count; i++) {
    boot_info.module[i].start = module[i].start;
    boot_info.module[i].end = module[i].end < module[i].start ? module[i].start : module[i].end;
    if (module[i].text != NULL) {
      text_copy(boot_info.module[i].text, module[i].text, BOOT_MODULE_TEXT_SIZE);
    }
  }
}

bool multiboot_memory_reaches(unsigned magic, const void *information, uint32_t end) {
  const struct information *loader = information;
  bool told = magic == MULTIBOOT_LOADED && (loader->flags & HAS_MEMORY);
  return !told || loader->memory_upper >= (end - MEMORY_HIGH + 1023) / 1024;
}

void multiboot_read(unsigned magic, const void *information) {
  const struct information *loader = information;
  boot_info.from_multiboot = magic == MULTIBOOT_LOADED;
  if (!boot_info.from_multiboot) {
    return;
  }
  if (loader->flags & HAS_COMMAND_LINE) {
    boot_info.command_line_cut = !text_copy(boot_info.command_line, loader->command_line, BOOT_COMMAND_LINE_SIZE);
  }
  if (loader->flags & HAS_MEMORY) {
    boot_info.memory_kib = loader->memory_upper;
  }
  if (loader->flags & HAS_MAP) {
    boot_info.memory_count = multiboot_memory_read(loader->map, loader->map_bytes, boot_info.memory);
  } else if (loader->flags & HAS_MEMORY) {
    uint64_t end = MEMORY_HIGH + (uint64_t)loader->memory_upper * 1024;
    boot_info.memory_count = memory_add(boot_info.memory, 0, MEMORY_HIGH, end);
  }
  if (loader->flags & HAS_MODULES) {
    modules_read(loader->module, loader->module_count);
  }
}

bool boot_module_named(const struct boot_module *module, const char *name) {
  unsigned start = 0, end = 0;
  for (; module->text[end] != '\0' && module->text[end] != ' '; end++) {
    if (module->text[end] == '/') {
      start = end + 1;
    }
  }
  unsigned i = 0;
  while (start + i < end && name[i] == module->text[start + i]) {
    i++;
  }
  return start + i == end && name[i] == '\0';
}

const struct boot_module *boot_module_find(const char *name) {
  for (unsigned i = 0; i < boot_info.module_count; i++) {
    if (boot_module_named(&boot_info.module[i], name)) {
      return &boot_info.module[i];
    }
  }
  return NULL;
}
