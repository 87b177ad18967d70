/* Tests of what is kept from the loader. */
#include "boot/boot.h"
#include "boot/multiboot.h"

#define ENTRY_WORDS 6 /* size, start (2), length (2), kind */

bool boot_memory_test(void) {
  bool found = false;
  for (unsigned i = 0; i < boot_info.memory_count; i++) {
    const struct boot_memory *memory = &boot_info.memory[i];
    if (memory->start >= memory->end) {
      return false;
    }
    found = found || (memory->start <= (uintptr_t)kernel_start && (uintptr_t)kernel_end <= memory->end);
  }
  return found;
}

/* A map with usable, reserved, wrapping and high memory, whose last entry is cut off. */
bool boot_memory_map_test(void) {
  static const uint32_t map[] = {
      20, 0x00001000, 0,          0x0009E000, 0,          1, /* kept */
      20, 0x000F0000, 0,          0x00010000, 0,          2, /* reserved */
      20, 0xFFFFF000, 0xFFFFFFFF, 0x00002000, 0,          1, /* beyond 64 bits */
      20, 0xF0000000, 0,          0x00000000, 1,          1, /* kept up to 4 GiB */
      20, 0x00000000, 1,          0x10000000, 0,          1, /* above 4 GiB */
      20, 0x00100000, 0,          0x00F00000, 0,          1, /* cut off */
  };
  struct boot_memory memory[BOOT_MEMORY_MAX];
  unsigned count = multiboot_memory_read((const uint8_t *)map, sizeof map - 1, memory);
  return count == 2 && memory[0].start == 0x1000 && memory[0].end == 0x9F000 && memory[1].start == 0xF0000000 &&
         memory[1].end == 0xFFFFF000;
}

bool boot_memory_map_broken_test(void) {
  static const uint32_t map[2 * ENTRY_WORDS] = {3, 0, 0, 0x1000, 0, 1, 20, 0, 0, 0x1000, 0, 1};
  struct boot_memory memory[BOOT_MEMORY_MAX];
  return multiboot_memory_read((const uint8_t *)map, sizeof map, memory) == 1 && memory[0].end == 0x1000;
}

bool boot_module_name_test(void) {
  static const struct boot_module plain = {0, 0, "init"}, deep = {0, 0, "a/b/shell with/words"}, none = {0, 0, ""};
  return boot_module_named(&plain, "init") && !boot_module_named(&plain, "ini") &&
         !boot_module_named(&plain, "init2") && boot_module_named(&deep, "shell") &&
         !boot_module_named(&deep, "words") &&
         !boot_module_named(&deep, "a/b/shell") && boot_module_named(&none, "") && !boot_module_named(&none, "init");
}
