/* Benchmarks of the kernel's own parts, from within. */
#include "measure/measure.h"

#include "console/console.h"
#include "cpu/atomic.h"
#include "cpu/cpu.h"
#include "frame/frame.h"
#include "irq/cpus.h"
#include "lock/lock.h"
#include "shootdown/shootdown.h"
#include "space/space.h"

/* In how many steps the frames in use grow to `pages`; a line each. */
#define FRAMES_STEPS 8

/* Written by processor 0 while the others wait at a barrier. */
static bool complete;
static unsigned measured;

/* Waits for all processors; a flush of another is served meanwhile. */
static void meet(void) {
  interrupts_on();
  cpus_barrier();
  interrupts_off();
}

/* Allocates a frame and frees it, again and again. Returns whether there always was one. */
static bool pairs_run(unsigned rounds) {
  bool always = true;
  for (unsigned round = 0; round < rounds && always; round++) {
    kernel_enter();
    unsigned frame = frame_alloc(CONTAINER_ROOT);
    if (frame != FRAME_NONE) {
      frame_free(frame);
    }
    kernel_leave();
    always = frame != FRAME_NONE;
  }
  return always;
}

/* What the frames in use have in common: each one's first word names the one before. */
static unsigned frames_last, frames_held;

/* Takes frames until there are `wanted`. Returns whether there were so many. */
static bool frames_fill(unsigned wanted) {
  while (frames_held < wanted) {
    kernel_enter();
    unsigned frame = frame_alloc(CONTAINER_ROOT);
    kernel_leave();
    if (frame == FRAME_NONE) {
      return false;
    }
    *(unsigned *)frame_address(frame) = frames_last;
    frames_last = frame;
    frames_held++;
  }
  return true;
}

static void frames_return(void) {
  while (frames_last != FRAME_NONE) {
    unsigned frame = frames_last;
    frames_last = *(unsigned *)frame_address(frame);
    kernel_enter();
    frame_free(frame);
    kernel_leave();
  }
  frames_held = 0;
}

/* All processors allocate at once; processor 0 prints how long it took. Returns whether there always was a frame. */
static bool frames_step(unsigned rounds) {
  measured = 0;
  pairs_run(1); /* so that caches hold what is scanned */
  cpus_barrier();
  uint64_t start = cpu_cycles();
  if (pairs_run(rounds)) {
    atomic_fetch_add(&measured, 1);
  }
  cpus_barrier();
  if (cpu_id() == 0) {
    console_print("frames used=%u cycles=%u\n", frames_held, cpu_divide(cpu_cycles() - start, rounds));
  }
  bool all = measured == cpus_count();
  cpus_barrier();
  return all;
}

bool measure_frames(const struct measure_settings *settings) {
  if (cpu_id() == 0) {
    frames_last = FRAME_NONE;
    console_print("frames cores=%u guard=%s lock=%s rounds=%u pages=%u\n", cpus_count(), guard_name, lock_name,
                  settings->rounds, settings->pages);
  }
  bool all = true;
  for (unsigned step = 0; step <= FRAMES_STEPS && all; step++) {
    if (cpu_id() == 0) {
      complete = frames_fill(settings->pages * step / FRAMES_STEPS);
    }
    cpus_barrier();
    all = complete && frames_step(settings->rounds);
  }
  cpus_barrier();
  if (cpu_id() == 0) {
    frames_return();
    console_print("frames %s\n", all ? "ok" : "FAILED: not enough memory");
  }
  cpus_barrier();
  return all;
}

/* Maps the pages and uses each. Returns false where there is no memory left. */
static bool pages_map(unsigned id, unsigned pages) {
  for (unsigned page = 0; page < pages; page++) {
    kernel_enter();
    int error = space_reserve(id, USER_START + page * PAGE_SIZE, PAGE_WRITE);
    kernel_leave();
    if (error != 0) {
      return false;
    }
  }
  return true;
}

static void pages_touch(unsigned pages) {
  for (unsigned page = 0; page < pages; page++) {
    *(volatile unsigned *)(uintptr_t)(USER_START + page * PAGE_SIZE);
  }
}

static void pages_unmap(unsigned id, unsigned pages) {
  kernel_enter();
  for (unsigned page = 0; page < pages; page++) {
    space_unmap(id, USER_START + page * PAGE_SIZE);
  }
  shootdown_flush();
  kernel_leave();
}

/* Rounds in which `cores` processors use the pages, and processor 0 takes them away. Returns the cycles of that. */
static uint64_t shootdown_rounds(unsigned id, unsigned cores, const struct measure_settings *settings) {
  uint64_t elapsed = 0;
  bool enough = true;
  for (unsigned round = 0; round < settings->rounds && enough; round++) {
    if (cpu_id() == 0) {
      complete = pages_map(id, settings->pages);
    }
    cpus_barrier();
    enough = complete;
    if (cpu_id() < cores && enough) {
      pages_touch(settings->pages);
    }
    cpus_barrier();
    if (cpu_id() == 0) {
      uint64_t start = cpu_cycles();
      pages_unmap(id, settings->pages);
      elapsed += cpu_cycles() - start;
    }
    meet();
  }
  return elapsed;
}

/* The container and space of the run, made by processor 0. */
static unsigned space_make(unsigned pages) {
  kernel_enter();
  int id = container_split(CONTAINER_ROOT, pages + pages / PAGE_TABLE_ENTRIES + 3, 1);
  complete = id >= 0 && space_new((unsigned)id) == 0;
  kernel_leave();
  return complete ? (unsigned)id : SPACE_KERNEL;
}

static void space_end(unsigned id) {
  kernel_enter();
  if (id != SPACE_KERNEL) {
    space_free(id);
    container_exit(id);
  }
  kernel_leave();
}

bool measure_shootdown(const struct measure_settings *settings) {
  if (cpu_id() == 0) {
    measured = space_make(settings->pages);
    console_print("shootdown cores=%u guard=%s lock=%s rounds=%u pages=%u\n", cpus_count(), guard_name, lock_name,
                  settings->rounds, settings->pages);
  }
  cpus_barrier();
  unsigned id = measured;
  for (unsigned cores = 1; cores <= cpus_count() && complete; cores++) {
    space_switch(cpu_id() < cores ? id : SPACE_KERNEL);
    cpus_barrier();
    uint64_t elapsed = shootdown_rounds(id, cores, settings);
    if (cpu_id() == 0 && complete) {
      console_print("shootdown users=%u cycles=%u\n", cores, cpu_divide(elapsed, settings->rounds));
    }
    cpus_barrier();
  }
  space_switch(SPACE_KERNEL);
  cpus_barrier();
  if (cpu_id() == 0) {
    space_end(id);
    console_print("shootdown %s\n", complete ? "ok" : "FAILED: not enough memory");
  }
  cpus_barrier();
  return complete;
}
