/* Who may use how much: a tree of containers, each with a quota of frames and a share of the ids. */
#ifndef CONTAINER_CONTAINER_H
#define CONTAINER_CONTAINER_H

#include <stdbool.h>

#include "alignment/alignment.h"
#include "frame_table/frame_table.h"
#include "guard/guard.h"

/* How many containers there are, and so threads, spaces and processes: they share their numbers. */
#ifndef THREAD_MAX
#define THREAD_MAX 64
#endif

/* The container of the kernel itself, the root of the tree. */
#define CONTAINER_ROOT 0

/* One container. At all times: usage <= quota, and usage is the frames of its own plus the quotas of its children;
   ids_used <= ids, and ids_used is 1, for the id of its own, plus the ids of its children. */
struct container {
  /* Guarded by the guard of the tree, which container_split() and container_exit() take. */
  SHARED_ALIGNED unsigned used; /* 1: exists */
  unsigned parent;              /* the root is its own parent */
  /* Guarded by `guard`. */
  unsigned quota;    /* frames that it may use; fixed while it exists */
  unsigned usage;    /* frames used by itself or promised to its children */
  unsigned ids;      /* ids that it and its descendants may have; fixed while it exists */
  unsigned ids_used; /* its own, and those promised to its children */
  unsigned children; /* containers whose parent it is; changes with the tree's guard held too */
  struct guard guard;
};

extern struct container containers[THREAD_MAX];

/* The guards of containers lie below those of spaces and above that of frames; no two containers' are held together.
   Interrupts are off and stay so. `id` is below THREAD_MAX and exists, unless said otherwise; else panic. */

/* One container, the root, may use all free frames and all ids. Once, after frame_init(). */
void container_init(void);

/* Makes a container within `parent` that may use `quota` frames (0 is allowed), and with its descendants `ids` ids (1
   or more, its own is the first): the parent cannot use them meanwhile. Returns its id, the lowest free;
   ERROR_ARGUMENT or ERROR_DEAD where `parent` is no id or does not exist, ERROR_ARGUMENT for no ids, ERROR_QUOTA where
   it has fewer frames left, ERROR_LIMIT where it has fewer ids left. An error changes nothing. */
int container_split(unsigned parent, unsigned quota, unsigned ids);

/* How many ids `id` could give away now. */
unsigned container_ids_left(unsigned id);

/* Whether `id` could use `count` more frames now. */
bool container_can_consume(unsigned id, unsigned count);

/* A frame that belongs to `id`, with one reference, its bytes as they were. FRAME_NONE where the quota is used up or
   no frame is free; container_alloc_error() says which. */
unsigned container_alloc(unsigned id);

/* Why container_alloc(id) gave none just now: ERROR_QUOTA or ERROR_MEMORY. */
int container_alloc_error(unsigned id);

/* Takes one reference to `frame`, which belongs to `id`, away. The last one frees the frame and its place in the
   quota. */
void container_free(unsigned id, unsigned frame);

/* Hands `frame`, of which the caller has the only reference, from its container `from` to `to`. Returns 0, or
   ERROR_QUOTA with nothing changed where `to` has none left. */
int container_move(unsigned from, unsigned to, unsigned frame);

/* Ends `id`, which is not the root and uses no frames of its own: the parent adopts its children, and gets the rest
   of the frames and ids back. */
void container_exit(unsigned id);

/* How many containers exist. */
unsigned container_count(void);

#endif
