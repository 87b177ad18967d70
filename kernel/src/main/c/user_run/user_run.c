/* The run that gives the machine to user programs. */
#include "user_run/user_run.h"

#include <stdbool.h>

#include "boot/boot.h"
#include "console/console.h"
#include "container/container.h"
#include "cpu/atomic.h"
#include "cpu/cpu.h"
#include "error/error.h"
#include "guard/guard.h"
#include "irq/cpus.h"
#include "measure/balance.h"
#include "preemption/preemption.h"
#include "process/process.h"
#include "scheduler/scheduler.h"
#include "screen/screen.h"
#include "terminal/terminal.h"
#include "trap/trap.h"

#define PROGRAM "init"

/* Written by processor 0 before the threads run. */
static const char *program_arguments;
static unsigned idle_ids[CPU_MAX];

/* Says why init cannot be started. */
static void refusal_print(int error) {
  switch (error) {
    case ERROR_NAME:
      terminal_print("user_run: there is no module \"" PROGRAM "\" among the %u modules; give the loader programs\n",
                     boot_info.module_count);
      break;
    case ERROR_FORMAT: break; /* process_create has said it */
    case ERROR_QUOTA:
    case ERROR_MEMORY:
      terminal_print("user_run: %u KiB of memory are too little for \"" PROGRAM "\"\n", boot_info.memory_kib);
      break;
    default: terminal_print("user_run: \"" PROGRAM "\" cannot be started (%d)\n", error); break;
  }
}

/* Runs init until nobody is left. Returns whether it exited with 0. */
static bool init_run(unsigned self) {
  unsigned quota = containers[self].quota - containers[self].usage;
  int init = process_create(self, PROGRAM, program_arguments, quota, container_ids_left(self), 0);
  if (init < 0) {
    refusal_print(init);
    return false;
  }
  int code, result = PROCESS_KILLED;
  for (int id = process_wait(&code); id >= 0; id = process_wait(&code)) {
    result = id == init ? code : result;
  }
  return result == 0;
}

/* Returns when the idle threads of all processors run: the balance counts them. */
static void idle_threads_wait(void) {
  while (thread_count() < cpus_count() + 1) {
    kernel_leave();
    cpu_relax();
    kernel_enter();
  }
}

/* The root of all processes: a thread of the kernel that owns all the memory. */
static void root_thread(unsigned self) {
  if (boot_info.modules_ignored > 0) {
    terminal_print("user_run: %u modules are too many and are not seen\n", boot_info.modules_ignored);
  }
  idle_threads_wait();
  struct balance start = balance_take();
  bool passed = init_run(self);
  terminal_flush();
  bool balanced = balance_print(&start);
  debug_exit(passed && balanced ? EXIT_SUCCESS : EXIT_FAILURE);
}

/* A container for a thread of the kernel's own. */
static unsigned kernel_container(unsigned quota, unsigned ids) {
  int id = container_split(CONTAINER_ROOT, quota, ids);
  if (id < 0) {
    panic("user_run: no container for a thread of the kernel (%d)", id);
  }
  return (unsigned)id;
}

/* What exists for all programs: the terminal, the way into the kernel, the idle threads, the root. */
static void prepare(const char *arguments) {
  program_arguments = arguments;
  screen_init();
  trap_init();
  terminal_init();
  for (unsigned cpu = 0; cpu < cpus_count(); cpu++) {
    idle_ids[cpu] = kernel_container(0, 1);
  }
  unsigned frames = containers[CONTAINER_ROOT].quota - containers[CONTAINER_ROOT].usage;
  unsigned root = kernel_container(frames, container_ids_left(CONTAINER_ROOT));
  process_root(root, "root");
  thread_spawn(root, 0, "root", root_thread, root);
}

_Noreturn void user_run(const char *arguments) {
  if (cpu_id() == 0) {
    kernel_enter();
    prepare(arguments);
    kernel_leave();
  }
  cpus_barrier();
  preemption_start();
  kernel_enter();
  scheduler_start(idle_ids[cpu_id()]);
}
