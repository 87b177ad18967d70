/* Tests of quotas, of shares of ids and of the tree of containers, most of them from all processors at once. */
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

static int split_ids(unsigned parent, unsigned quota, unsigned ids) {
  kernel_enter();
  int id = container_split(parent, quota, ids);
  kernel_leave();
  return id;
}

/* Room for one child, where it is not said otherwise. */
static int split(unsigned parent, unsigned quota) {
  return split_ids(parent, quota, 2);
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

/* What a container answers for, by the tables below and beside it. */
struct sums {
  unsigned frames; /* its own, and the quotas of its children */
  unsigned ids;    /* its own, and the shares of its children */
  unsigned children;
};

static void sums_make(struct sums *sum) {
  for (unsigned id = 0; id < THREAD_MAX; id++) {
    sum[id] = (struct sums){.ids = 1};
  }
  for (unsigned frame = 0; frame < frame_table_size; frame++) {
    if (frame_table[frame].allocated) {
      sum[frame_table[frame].owner].frames++;
    }
  }
  for (unsigned id = 1; id < THREAD_MAX; id++) {
    if (containers[id].used) {
      struct sums *parent = &sum[containers[id].parent];
      parent->frames += containers[id].quota;
      parent->ids += containers[id].ids;
      parent->children++;
    }
  }
}

static bool adds_up(const struct container *container, const struct sums *sum) {
  return container->usage <= container->quota && container->usage == sum->frames &&
         container->ids_used <= container->ids && container->ids_used == sum->ids &&
         container->children == sum->children && containers[container->parent].used;
}

/* Whether each container keeps what container.h promises of its fields. */
static bool tree_adds_up(void) {
  struct sums sum[THREAD_MAX];
  sums_make(sum);
  bool all = true;
  for (unsigned id = 0; id < THREAD_MAX; id++) {
    all = all && (!containers[id].used || adds_up(&containers[id], &sum[id]));
  }
  return all;
}

static bool split_check(void) {
  unsigned left = containers[CONTAINER_ROOT].quota - containers[CONTAINER_ROOT].usage;
  int child = split(CONTAINER_ROOT, QUOTA);
  bool taken = child > 0 && containers[CONTAINER_ROOT].quota - containers[CONTAINER_ROOT].usage == left - QUOTA;
  bool refused = split((unsigned)child, QUOTA + 1) == ERROR_QUOTA && split(CONTAINER_ROOT, left) == ERROR_QUOTA &&
                 split(CONTAINER_ROOT, 0xFFFFFFFF) == ERROR_QUOTA && split(THREAD_MAX, 0) == ERROR_ARGUMENT &&
                 split(THREAD_MAX - 1, 0) == ERROR_DEAD && tree_adds_up();
  int grandchild = split_ids((unsigned)child, QUOTA, 1);
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

static unsigned ids_left(int id) {
  kernel_enter();
  unsigned left = container_ids_left((unsigned)id);
  kernel_leave();
  return left;
}

/* A line of containers, each within the one before, takes all ids that there are. */
static bool limit_check(void) {
  unsigned count = container_count(), left = THREAD_MAX - count;
  int last = 0;
  bool grown = ids_left(CONTAINER_ROOT) == left;
  for (unsigned i = count; i < THREAD_MAX; i++) {
    last = split_ids((unsigned)last, 0, THREAD_MAX - i);
    grown = grown && last == (int)i;
  }
  bool full = container_count() == THREAD_MAX && split_ids((unsigned)last, 0, 1) == ERROR_LIMIT &&
              split_ids(CONTAINER_ROOT, 0, 1) == ERROR_LIMIT && tree_adds_up();
  for (unsigned i = count; i < THREAD_MAX; i++) {
    end((int)i);
  }
  return grown && full && container_count() == count && ids_left(CONTAINER_ROOT) == left && tree_adds_up();
}

/* A container gives what it has and no more, whatever others have left; what it had comes back where it goes. */
static bool share_check(void) {
  unsigned left = ids_left(CONTAINER_ROOT);
  int child = split_ids(CONTAINER_ROOT, QUOTA, 3);
  bool refused = split_ids((unsigned)child, 0, 3) == ERROR_LIMIT && split_ids((unsigned)child, 0, 0) == ERROR_ARGUMENT &&
                 split_ids((unsigned)child, 0, 0xFFFFFFFF) == ERROR_LIMIT &&
                 split_ids(CONTAINER_ROOT, 0, left - 2) == ERROR_LIMIT && ids_left(CONTAINER_ROOT) == left - 3;
  int first = split_ids((unsigned)child, 0, 1), second = split_ids((unsigned)child, 0, 1);
  bool full = first > 0 && second > 0 && ids_left(child) == 0 && split_ids((unsigned)child, 0, 1) == ERROR_LIMIT &&
              split_ids((unsigned)first, 0, 1) == ERROR_LIMIT && tree_adds_up();
  end(first);
  bool returned = ids_left(child) == 1;
  end(child);
  bool adopted = ids_left(CONTAINER_ROOT) == left - 1 && tree_adds_up();
  end(second);
  return refused && full && returned && adopted && ids_left(CONTAINER_ROOT) == left;
}

bool container_limit_test(void) {
  bool passed = cpu_id() != 0 || (limit_check() && share_check());
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
    int grandchild = split_ids((unsigned)child, QUOTA / 2, 1);
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
