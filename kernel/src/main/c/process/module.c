/* The programs that the loader brought. */
#include "process/module.h"

#include <stddef.h>

/* Where the name of the module begins, and how long it is. */
static const char *module_name(const struct boot_module *module, unsigned *length) {
  const char *name = module->text, *end = module->text;
  for (; *end != '\0' && *end != ' '; end++) {
    if (*end == '/') {
      name = end + 1;
    }
  }
  *length = (unsigned)(end - name);
  return name;
}

const struct boot_module *module_find(const char *name) {
  for (unsigned i = 0; i < boot_info.module_count; i++) {
    unsigned length, same = 0;
    const char *own = module_name(&boot_info.module[i], &length);
    while (same < length && own[same] == name[same]) {
      same++;
    }
    if (length > 0 && same == length && name[length] == '\0') {
      return &boot_info.module[i];
    }
  }
  return NULL;
}
