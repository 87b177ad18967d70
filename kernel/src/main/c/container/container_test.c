/* Tests of quotas and of the tree of containers, most of them from all processors at once. */
#include "container/container.h"

#include "boot/layout.h"
#include "cpu/atomic.h"
#include "cpu/cpu.h"
#include "error/error.h"
#include "frame/frame.h"
#include "irq/cpus.h"

#define QUOTA 10
#define ROUNDS 5
#define GROWERS_MAX 8 /* processors that use two containers each: not all ids */

/* Made by processor 0, used by all. */
static int common;
static unsigned given;

static int split(unsigned parent, unsigned quota) {
  kernel_enter();
  int id = container_split(parent, quota);
  kernel_leave();
  return id;
}

static void end(int id) {
  kernel_enter();
  container_exit((unsigned)id);
  kernel_leave();
}

static unsigned alloc(int id) {
  kernel_enter();
  unsigned frame = container_alloc((unsigned)id);
  kernel_leave();
  return frame;
}

static void release(int id, unsigned frame) {
  kernel_enter();
  container_free((unsigned)id, frame);
  kernel_leave();
}

/* The frames and the quotas of children that each container answers for, by the tables below and beside it. */
static void sums_make(unsigned *sum, unsigned *children) {
  for (unsigned id = 0; id < THREAD_MAX; id++) {
    sum[id] = 0;
    children[id] = 0;
  }
  for (unsigned frame = 0; frame < frame_table_size; frame++) {
    if (frame_table[frame].allocated) {
      sum[frame_table[frame].owner]++;
    }
  }
  for (unsigned id = 1; id < THREAD_MAX; id++) {
    if (containers[id].used) {
      sum[containers[id].parent] += containers[id].quota;
      children[containers[id].parent]++;
    }
  }
}

/* Whether usage <= quota in each container, and every usage is its own frames and its children's quotas. */
static bool tree_adds_up(void) {
  unsigned sum[THREAD_MAX], children[THREAD_MAX];
  sums_make(sum, children);
  for (unsigned id = 0; id < THREAD_MAX; id++) {
    const struct container *container = &containers[id];
    if (container->used && (container->usage > container->quota || sum[id] != container->usage ||
                            children[id] != container->children || !containers[container->parent].used)) {
      return false;
    }
  }
  return true;
}

static bool split_check(void) {
  unsigned left = containers[CONTAINER_ROOT].quota - containers[CONTAINER_ROOT].usage;
  int child = split(CONTAINER_ROOT, QUOTA);
  bool taken = child > 0 && containers[CONTAINER_ROOT].quota - containers[CONTAINER_ROOT].usage == left - QUOTA;
  bool refused = split((unsigned)child, QUOTA + 1) == ERROR_QUOTA && split(CONTAINER_ROOT, left) == ERROR_QUOTA &&
                 split(CONTAINER_ROOT, 0xFFFFFFFF) == ERROR_QUOTA && split(THREAD_MAX, 0) == ERROR_ARGUMENT &&
                 split(THREAD_MAX - 1, 0) == ERROR_DEAD && tree_adds_up();
  int grandchild = split((unsigned)child, QUOTA);
  bool full = grandchild > 0 && alloc(child) == FRAME_NONE && container_alloc_error((unsigned)child) == ERROR_QUOTA;
  end(child);
  bool adopted = containers[grandchild].parent == CONTAINER_ROOT && tree_adds_up();
  end(grandchild);
  return taken && refused && full && adopted && tree_adds_up() &&
         containers[CONTAINER_ROOT].quota - containers[CONTAINER_ROOT].usage == left;
}

bool container_split_test(void) {
  bool passed = cpu_id() != 0 || split_check();
  cpus_barrier();
  return passed;
}

static bool limit_check(void) {
  unsigned count = container_count();
  int id = 0, last = 0;
  for (unsigned i = count; i <= THREAD_MAX; i++) {
    id = split((unsigned)last, 0);
    last = id > 0 ? id : last;
  }
  bool refused = id == ERROR_LIMIT && last == THREAD_MAX - 1 && container_count() == THREAD_MAX;
  for (unsigned i = count; i < THREAD_MAX; i++) {
    end((int)i);
  }
  return refused && container_count() == count && tree_adds_up();
}

bool container_limit_test(void) {
  bool passed = cpu_id() != 0 || limit_check();
  cpus_barrier();
  return passed;
}

/* All processors draw on one container until it is empty: it gives its quota, not a frame more or less. */
bool container_quota_test(void) {
  if (cpu_id() == 0) {
    common = split(CONTAINER_ROOT, QUOTA);
    given = 0;
  }
  cpus_barrier();
  unsigned frame[QUOTA], count = 0;
  for (unsigned next = alloc(common); next != FRAME_NONE && count < QUOTA; next = alloc(common)) {
    frame[count] = next;
    count++;
  }
  atomic_fetch_add(&given, count);
  cpus_barrier();
  bool exact = given == QUOTA && containers[common].usage == QUOTA;
  cpus_barrier();
  while (count > 0) {
    count--;
    release(common, frame[count]);
  }
  cpus_barrier();
  bool returned = containers[common].usage == 0;
  cpus_barrier();
  if (cpu_id() == 0) {
    end(common);
  }
  cpus_barrier();
  return exact && returned;
}

/* The processors grow branches of their own, of two containers each, use them and cut them off from either end. */
bool container_tree_test(void) {
  unsigned rounds = cpu_id() < GROWERS_MAX ? ROUNDS : 0;
  unsigned usage = containers[CONTAINER_ROOT].usage;
  bool grown = true;
  cpus_barrier();
  for (unsigned round = 0; round < rounds; round++) {
    int child = split(CONTAINER_ROOT, QUOTA);
    int grandchild = split((unsigned)child, QUOTA / 2);
    grown = grown && child > 0 && grandchild > 0 && containers[child].usage == QUOTA / 2;
    unsigned frame = alloc(grandchild);
    grown = grown && frame != FRAME_NONE && frame_table[frame].owner == (unsigned)grandchild;
    release(grandchild, frame);
    end(round % 2 == 0 ? child : grandchild);
    end(round % 2 == 0 ? grandchild : child);
  }
  cpus_barrier();
  bool returned = containers[CONTAINER_ROOT].usage == usage && tree_adds_up();
  cpus_barrier();
  return grown && returned;
}

static bool move_check(void) {
  int giver = split(CONTAINER_ROOT, 2), taker = split(CONTAINER_ROOT, 1);
  unsigned frame = alloc(giver), other = alloc(giver);
  kernel_enter();
  bool moved = container_move((unsigned)giver, (unsigned)taker, frame) == 0;
  bool refused = container_move((unsigned)giver, (unsigned)taker, other) == ERROR_QUOTA;
  kernel_leave();
  bool paid = frame_table[frame].owner == (unsigned)taker && containers[giver].usage == 1 &&
              containers[taker].usage == 1 && frame_table[other].owner == (unsigned)giver && tree_adds_up();
  release(taker, frame);
  release(giver, other);
  end(giver);
  end(taker);
  return moved && refused && paid;
}

bool container_move_test(void) {
  bool passed = cpu_id() != 0 || move_check();
  cpus_barrier();
  return passed;
}
