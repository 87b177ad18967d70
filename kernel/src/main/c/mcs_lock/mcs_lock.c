/* A spinlock whose waiters form a queue, each watching a word of its own. */
#include <stddef.h>

#include "cpu/atomic.h"
#include "cpu/cpu.h"
#include "lock/lock.h"

const char lock_name[] = "mcs";

void lock_init(struct lock *lock) {
  lock->tail = NULL;
  for (unsigned cpu = 0; cpu < CPU_MAX; cpu++) {
    lock->node[cpu].next = NULL;
    lock->node[cpu].busy = 0;
  }
}

void lock_acquire(struct lock *lock) {
  struct lock_node *node = &lock->node[cpu_id()];
  node->next = NULL;
  node->busy = 1;
  struct lock_node *previous = atomic_exchange_pointer(&lock->tail, node);
  if (previous != NULL) {
    previous->next = node;
    while (node->busy) {
      cpu_relax();
    }
  }
}

void lock_release(struct lock *lock) {
  struct lock_node *node = &lock->node[cpu_id()];
  compiler_barrier();
  if (node->next == NULL) {
    if (atomic_compare_exchange_pointer(&lock->tail, node, NULL) == node) {
      return;
    }
    while (node->next == NULL) { /* somebody is behind us at the tail, but has not linked itself yet */
      cpu_relax();
    }
  }
  node->next->busy = 0;
}
