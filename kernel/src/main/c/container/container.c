/* A tree of containers, each with a quota of frames and a share of the ids. */
#include "container/container.h"

#include "console/console.h"
#include "error/error.h"
#include "frame/frame.h"
#include "guard_list/guard_list.h"

/* Guards which containers exist, and who is whose parent. Taken before the guards of containers. */
static struct guard tree_guard;

struct container containers[THREAD_MAX];

void container_init(void) {
  guard_init(&tree_guard);
  for (unsigned id = 0; id < THREAD_MAX; id++) {
    guard_init(&containers[id].guard);
  }
  guard_list_add("containers", &tree_guard, sizeof tree_guard, 1);
  guard_list_add("container", &containers[0].guard, sizeof containers[0], THREAD_MAX);
  struct container *root = &containers[CONTAINER_ROOT];
  root->used = 1;
  root->parent = CONTAINER_ROOT;
  root->quota = frame_free_count();
  root->ids = THREAD_MAX;
  root->ids_used = 1;
}

/* Where no container is, and one is: each counts once in its parent's share, up to the root's, which is all there are.
   Called with tree_guard, the id having been promised. */
static unsigned free_id(void) {
  unsigned id = 0;
  while (containers[id].used) {
    id++;
  }
  return id;
}

/* Promises frames and ids of `parent` to a child. Returns 0, or an error with nothing changed where it has fewer. */
static int promise(struct container *parent, unsigned quota, unsigned ids) {
  int error = 0;
  guard_acquire(&parent->guard);
  if (quota > parent->quota - parent->usage) {
    error = ERROR_QUOTA;
  } else if (ids > parent->ids - parent->ids_used) {
    error = ERROR_LIMIT;
  } else {
    parent->usage += quota;
    parent->ids_used += ids;
    parent->children++;
  }
  guard_release(&parent->guard);
  return error;
}

/* container_split() with tree_guard held. */
static int split(unsigned parent, unsigned quota, unsigned ids) {
  if (parent >= THREAD_MAX || ids == 0) {
    return ERROR_ARGUMENT;
  }
  if (!containers[parent].used) {
    return ERROR_DEAD;
  }
  int error = promise(&containers[parent], quota, ids);
  if (error != 0) {
    return error;
  }
  unsigned id = free_id();
  struct container *child = &containers[id];
  child->parent = parent;
  child->quota = quota;
  child->usage = 0;
  child->ids = ids;
  child->ids_used = 1;
  child->children = 0;
  child->used = 1;
  return (int)id;
}

int container_split(unsigned parent, unsigned quota, unsigned ids) {
  guard_acquire(&tree_guard);
  int result = split(parent, quota, ids);
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

unsigned container_ids_left(unsigned id) {
  struct container *container = existing(id, "container_ids_left");
  guard_acquire(&container->guard);
  unsigned left = container->ids - container->ids_used;
  guard_release(&container->guard);
  return left;
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

/* Gives the children of `id` to `parent`. Returns the sum of the frames that they may use. Called with tree_guard. */
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
  parent->ids_used -= container->ids - (container->ids_used - 1);
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
