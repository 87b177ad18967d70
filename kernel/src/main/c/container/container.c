/* A tree of containers, each with a quota of frames. */
#include "container/container.h"

#include "console/console.h"
#include "error/error.h"
#include "frame/frame.h"

/* Guards which containers exist, and who is whose parent. Taken before the guards of containers. */
static struct guard tree_guard;

struct container containers[THREAD_MAX];

void container_init(void) {
  guard_init(&tree_guard);
  for (unsigned id = 0; id < THREAD_MAX; id++) {
    guard_init(&containers[id].guard);
  }
  struct container *root = &containers[CONTAINER_ROOT];
  root->used = 1;
  root->parent = CONTAINER_ROOT;
  root->quota = frame_free_count();
}

/* Where no container is: called with tree_guard. */
static unsigned free_id(void) {
  unsigned id = 0;
  while (id < THREAD_MAX && containers[id].used) {
    id++;
  }
  return id;
}

/* Promises `quota` frames of `parent` to a child. Returns false, with nothing changed, where it has less. */
static bool quota_take(struct container *parent, unsigned quota) {
  guard_acquire(&parent->guard);
  bool enough = quota <= parent->quota - parent->usage;
  if (enough) {
    parent->usage += quota;
    parent->children++;
  }
  guard_release(&parent->guard);
  return enough;
}

/* container_split() with tree_guard held. */
static int split(unsigned parent, unsigned quota) {
  unsigned id = free_id();
  if (parent >= THREAD_MAX) {
    return ERROR_ARGUMENT;
  }
  if (!containers[parent].used) {
    return ERROR_DEAD;
  }
  if (id == THREAD_MAX) {
    return ERROR_LIMIT;
  }
  if (!quota_take(&containers[parent], quota)) {
    return ERROR_QUOTA;
  }
  struct container *child = &containers[id];
  child->parent = parent;
  child->quota = quota;
  child->usage = 0;
  child->children = 0;
  child->used = 1;
  return (int)id;
}

int container_split(unsigned parent, unsigned quota) {
  guard_acquire(&tree_guard);
  int result = split(parent, quota);
  guard_release(&tree_guard);
  return result;
}

static struct container *existing(unsigned id, const char *caller) {
  if (id >= THREAD_MAX || !containers[id].used) {
    panic("%s: no container %u", caller, id);
  }
  return &containers[id];
}

bool container_can_consume(unsigned id, unsigned count) {
  struct container *container = existing(id, "container_can_consume");
  guard_acquire(&container->guard);
  bool can = count <= container->quota - container->usage;
  guard_release(&container->guard);
  return can;
}

unsigned container_alloc(unsigned id) {
  struct container *container = existing(id, "container_alloc");
  guard_acquire(&container->guard);
  unsigned frame = FRAME_NONE;
  if (container->usage < container->quota) {
    frame = frame_alloc(id);
  }
  if (frame != FRAME_NONE) {
    container->usage++;
  }
  guard_release(&container->guard);
  return frame;
}

int container_alloc_error(unsigned id) {
  return container_can_consume(id, 1) ? ERROR_MEMORY : ERROR_QUOTA;
}

void container_free(unsigned id, unsigned frame) {
  struct container *container = existing(id, "container_free");
  guard_acquire(&container->guard);
  if (frame >= frame_table_size || frame_table[frame].owner != id || container->usage == 0) {
    panic("container_free: frame %u does not belong to container %u", frame, id);
  }
  if (frame_drop(frame) == 0) {
    container->usage--;
  }
  guard_release(&container->guard);
}

int container_move(unsigned from, unsigned to, unsigned frame) {
  struct container *giver = existing(from, "container_move"), *taker = existing(to, "container_move");
  guard_acquire(&taker->guard);
  bool enough = taker->usage < taker->quota;
  if (enough) {
    taker->usage++;
    frame_owner_set(frame, to);
  }
  guard_release(&taker->guard);
  if (!enough) {
    return ERROR_QUOTA;
  }
  guard_acquire(&giver->guard);
  giver->usage--;
  guard_release(&giver->guard);
  return 0;
}

/* Gives the children of `id` to `parent`. Returns the sum of their quotas. Called with tree_guard. */
static unsigned children_give(unsigned id, unsigned parent) {
  unsigned quotas = 0;
  for (unsigned child = 0; child < THREAD_MAX; child++) {
    if (containers[child].used && containers[child].parent == id) {
      containers[child].parent = parent;
      quotas += containers[child].quota;
    }
  }
  return quotas;
}

void container_exit(unsigned id) {
  guard_acquire(&tree_guard);
  struct container *container = existing(id, "container_exit");
  if (id == CONTAINER_ROOT) {
    panic("container_exit: the root stays");
  }
  struct container *parent = &containers[container->parent];
  unsigned promised = children_give(id, container->parent);
  if (container->usage != promised) {
    panic("container_exit: container %u still uses %u frames", id, container->usage - promised);
  }
  guard_acquire(&parent->guard);
  parent->usage -= container->quota - promised;
  parent->children += container->children;
  parent->children--;
  guard_release(&parent->guard);
  container->used = 0;
  guard_release(&tree_guard);
}

unsigned container_count(void) {
  guard_acquire(&tree_guard);
  unsigned count = 0;
  for (unsigned id = 0; id < THREAD_MAX; id++) {
    count += containers[id].used;
  }
  guard_release(&tree_guard);
  return count;
}
