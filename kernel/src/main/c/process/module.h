/* The programs that the loader brought: each a module under its name. */
#ifndef PROCESS_MODULE_H
#define PROCESS_MODULE_H

#include "boot/boot.h"

/* The first module whose name (the first word of its text, after the last '/') is `name`; NULL where there is none. */
const struct boot_module *module_find(const char *name);

#endif
