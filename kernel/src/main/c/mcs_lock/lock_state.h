/* The state of an MCS lock (Mellor-Crummey and Scott, "Algorithms for scalable synchronization", 1991). */
#ifndef MCS_LOCK_LOCK_STATE_H
#define MCS_LOCK_LOCK_STATE_H

#include "boot/layout.h"

/* A processor's place in the queue. A cache line each, so that a waiter watches a line of its own. */
struct lock_node {
  _Alignas(64) struct lock_node *next; /* who comes after me; written by that one */
  unsigned busy;                       /* 1 while I wait; cleared by the one before me */
};

/* The queue, from the holder to the last waiter. */
struct lock {
  _Alignas(64) struct lock_node *tail; /* the last in the queue, null where the lock is free */
  struct lock_node node[CPU_MAX];      /* one for each processor, by cpu_id() */
};

#endif
