/* Tests of the thread blocks and their stacks. */
#include "thread/thread.h"

#include <stddef.h>

#include "cpu/cpu.h"
#include "guard/guard.h"
#include "irq/cpus.h"
#include "space/space.h"

static bool name_is(const struct thread *thread, const char *name) {
  unsigned i = 0;
  while (name[i] != '\0' && thread->name[i] == name[i]) {
    i++;
  }
  return thread->name[i] == name[i];
}

bool thread_new_test(void) {
  kernel_enter();
  int id = container_split(CONTAINER_ROOT, 0, 1);
  kernel_leave();
  if (id <= 0) {
    return false;
  }
  struct thread *thread = &threads[id];
  thread->wakeups = 3;
  thread_new((unsigned)id, cpu_id(), "a name of more than 15 letters");
  bool fresh = thread->state == THREAD_DEAD && thread->cpu == cpu_id() && thread->previous == THREAD_NONE &&
               thread->next == THREAD_NONE && thread->queue == NULL && thread->space == SPACE_KERNEL &&
               thread->cycles == 0 && thread->switches == 0 && thread->wakeups == 0;
  bool cut_off = name_is(thread, "a name of more ");
  kernel_enter();
  container_exit((unsigned)id);
  kernel_leave();
  cpus_barrier();
  return fresh && cut_off;
}

bool thread_stack_test(void) {
  kernel_enter();
  int id = container_split(CONTAINER_ROOT, 0, 1);
  kernel_leave();
  if (id <= 0) {
    return false;
  }
  thread_new((unsigned)id, cpu_id(), "stack");
  unsigned *last = (unsigned *)thread_stack_top((unsigned)id) - THREAD_STACK_SIZE / sizeof(unsigned);
  bool aligned = (uintptr_t)last % THREAD_STACK_SIZE == 0;
  last[1] = 0;
  bool full = thread_stack_intact((unsigned)id);
  last[0] = 0;
  bool overrun = !thread_stack_intact((unsigned)id);
  kernel_enter();
  container_exit((unsigned)id);
  kernel_leave();
  cpus_barrier();
  return aligned && full && overrun;
}
