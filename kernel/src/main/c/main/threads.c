/* The start of all layers of threads, and of the first threads themselves. */
#include "main/threads.h"

#include "buffer/buffer.h"
#include "channel/channel.h"
#include "console/console.h"
#include "container/container.h"
#include "cpu/cpu.h"
#include "guard/guard.h"
#include "irq/cpus.h"
#include "notification/notification.h"
#include "scheduler/scheduler.h"
#include "timer/timer.h"

/* The same for all processors. */
static void (*first_body)(void);

void threads_init(void) {
  timer_init();
  thread_init();
  scheduler_init();
  buffer_init();
  channel_init();
  notification_init();
}

/* The first thread of a processor begins when its idle thread runs: all have met when both run everywhere. */
static void first_run(unsigned cpu) {
  (void)cpu;
  kernel_leave();
  cpus_barrier();
  first_body();
}

/* A container for a thread of the kernel. */
static unsigned thread_id_new(void) {
  int id = container_split(CONTAINER_ROOT, 0, 1);
  if (id < 0) {
    panic("threads_run: no container for a thread (error %d)", id);
  }
  return (unsigned)id;
}

_Noreturn void threads_run(void (*body)(void)) {
  first_body = body;
  kernel_enter();
  unsigned idle = thread_id_new();
  thread_spawn(thread_id_new(), cpu_id(), "first", first_run, cpu_id());
  scheduler_start(idle);
}
