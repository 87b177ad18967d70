/* Which thread each processor runs. */
#ifndef CURRENT_CURRENT_H
#define CURRENT_CURRENT_H

#include "alignment/alignment.h"
#include "boot/layout.h"
#include "thread/thread.h"

/* Written by its own processor alone. */
struct current {
  SHARED_ALIGNED unsigned thread; /* THREAD_NONE before the scheduler starts */
};

extern struct current current[CPU_MAX];

/* Every processor runs no thread. Once, before the scheduler starts. */
void current_init(void);

/* The thread that asks. Interrupts off, or the caller is a thread: those never change their processor. */
unsigned thread_current(void);

/* From now on thread `id` is the one that this processor runs. Interrupts off. */
void current_set(unsigned id);

#endif
