/* What the kernel tells programs about itself, for lists of processes and of memory. */
#ifndef SYSCALL_INFO_H
#define SYSCALL_INFO_H

#include "syscall/numbers.h"

/* Any answer of CALL_INFO. */
union info {
  struct info_process process;
  struct info_memory memory;
  struct info_container container;
  struct info_build build;
  struct info_lock lock;
};

/* Fills *info for `kind` and `index`. Returns how many
   bytes it has; ERROR_ARGUMENT where there is no such kind or index, ERROR_DEAD where the index is not in use. The
   numbers are a snapshot: they change meanwhile. */
int info_read(unsigned kind, unsigned index, union info *info);

#endif
