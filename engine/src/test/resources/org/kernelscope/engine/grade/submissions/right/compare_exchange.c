/* Draws its ticket by compare and exchange; adds with one instruction; waits in a function of its own. */
#include "cpu/atomic.h"
#include "lock/lock.h"

const char lock_name[] = "ticket";

static unsigned longest_wait;

static __attribute__((noinline)) void wait_for(struct lock *lock, unsigned mine) {
  unsigned turns = 0;
  while (__atomic_load_n(&lock->now_serving, __ATOMIC_RELAXED) - mine != 0) {
    turns++;
    cpu_relax();
  }
  if (turns > longest_wait) {
    longest_wait = turns;
  }
}

void lock_init(struct lock *lock) {
  lock->next_ticket = 0;
  lock->now_serving = 0;
}

void lock_acquire(struct lock *lock) {
  unsigned mine;
  do {
    mine = *(volatile unsigned *)&lock->next_ticket;
  } while (atomic_compare_exchange(&lock->next_ticket, mine, mine + 1) != mine);
  wait_for(lock, mine);
}

void lock_release(struct lock *lock) {
  __asm__ volatile("lock incl %0" : "+m"(lock->now_serving) : : "memory", "cc");
}
