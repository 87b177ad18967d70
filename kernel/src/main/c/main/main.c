/* The life of the kernel: from the loader to the run that the command line asks for. */
#include <stddef.h>

#include "boot/boot.h"
#include "console/console.h"
#include "cpu/cpu.h"
#include "guard/guard.h"
#include "irq/cpus.h"
#include "irq/irq.h"
#include "kernel_map/kernel_map.h"
#include "main/memory.h"
#include "main/options.h"
#include "main/threads.h"
#include "measure/balance.h"
#include "self_test/self_test.h"
#include "trap/trap.h"
#include "user_run/user_run.h"

/* Written by processor 0 before the others start. */
static struct options options;
static struct balance start;

static bool needs_memory(void) {
  return options.run > RUN_LATENCY;
}

static bool needs_threads(void) {
  return options.run == RUN_TESTS || options.run == RUN_SWITCHES;
}

static _Noreturn void finish(bool passed) {
  debug_exit(passed ? EXIT_SUCCESS : EXIT_FAILURE);
}

/* What the first thread of each processor does. Both runs begin with a meeting of all: nothing is in use before the
   balance is drawn. */
static void thread_body(void) {
  if (cpu_id() == 0) {
    kernel_enter();
    start = balance_take();
    kernel_leave();
  }
  bool passed = options.run == RUN_TESTS ? self_test_run() : measure_switches(&options.measure);
  if (cpu_id() == 0) {
    kernel_enter();
    finish(balance_print(&start) && passed);
  }
  cpu_halt();
}

/* What every processor does once all of them are up. */
static void run(void) {
  if (needs_memory()) {
    kernel_map_enter();
  }
  if (needs_threads()) {
    threads_run(thread_body);
  }
  bool passed = false;
  switch (options.run) {
    case RUN_CONTENTION: passed = contention_run(&options.contention); break;
    case RUN_LATENCY: passed = latency_run(&options.contention); break;
    case RUN_FRAMES: passed = measure_frames(&options.measure); break;
    case RUN_SHOOTDOWN: passed = measure_shootdown(&options.measure); break;
    case RUN_USER: user_run(options.arguments);
    case RUN_TESTS:
    case RUN_SWITCHES: break; /* in threads */
  }
  if (cpu_id() == 0) {
    finish((!needs_memory() || balance_print(&start)) && passed);
  }
}

static _Noreturn void options_refuse(const char *wrong) {
  console_print("command line: \"");
  for (; *wrong != '\0' && *wrong != ' '; wrong++) {
    console_print("%c", *wrong);
  }
  console_print("\" is not understood; accepted: %s\n", options_accepted);
  debug_exit(EXIT_FAILURE);
}

/* The first processor arrives here from boot (link.ld), with interrupts off. */
_Noreturn void kernel_main(void) {
  cpu_init(0);
  console_init();
  if (!boot_info.from_multiboot) {
    panic("kernel_main: not started by a Multiboot loader");
  }
  if (boot_info.command_line_cut) {
    console_print("command line: it is longer than %u characters; shorten it\n", BOOT_COMMAND_LINE_SIZE - 1);
    debug_exit(EXIT_FAILURE);
  }
  const char *wrong = options_read(boot_info.command_line, &options);
  if (wrong != NULL) {
    options_refuse(wrong);
  }
  irq_init();
  irq_init_processor();
  if (needs_memory()) {
    memory_init(options.global);
    threads_init();
    if (needs_threads()) {
      trap_init();
    }
    start = balance_take(); /* for the runs without threads; the others draw it once their idle threads run */
  }
  cpus_start(run);
  console_print("kernelscope cores=%u lock=%s\n", cpus_count(), lock_name);
  run();
  cpu_halt();
}
