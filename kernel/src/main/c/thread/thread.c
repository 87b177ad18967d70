/* The thread blocks and the kernel stacks. */
#include "thread/thread.h"

#include <stddef.h>

#include "space/space.h"

/* Lies at the end of every stack; a thread that pushes too much destroys it. */
#define STACK_MARK 0x5AFEC0DEu

struct thread threads[THREAD_MAX];

_Alignas(THREAD_STACK_SIZE) static unsigned kernel_stacks[THREAD_MAX][THREAD_STACK_SIZE / sizeof(unsigned)];

void thread_init(void) {
  for (unsigned id = 0; id < THREAD_MAX; id++) {
    threads[id] = (struct thread){.state = THREAD_DEAD, .previous = THREAD_NONE, .next = THREAD_NONE};
  }
}

void thread_new(unsigned id, unsigned cpu, const char *name) {
  struct thread *thread = &threads[id];
  *thread = (struct thread){.state = THREAD_DEAD,
                            .cpu = cpu,
                            .previous = THREAD_NONE,
                            .next = THREAD_NONE,
                            .queue = NULL,
                            .space = SPACE_KERNEL};
  for (unsigned i = 0; i < THREAD_NAME_SIZE - 1 && name[i] != '\0'; i++) {
    thread->name[i] = name[i];
  }
  kernel_stacks[id][0] = STACK_MARK;
}

void *thread_stack_top(unsigned id) {
  return &kernel_stacks[id + 1][0];
}

bool thread_stack_intact(unsigned id) {
  return kernel_stacks[id][0] == STACK_MARK;
}

unsigned thread_count(void) {
  unsigned count = 0;
  for (unsigned id = 0; id < THREAD_MAX; id++) {
    count += threads[id].state != THREAD_DEAD;
  }
  return count;
}
