/* Volatile accesses, no PAUSE, a barrier on both sides of the release. */
#include "cpu/atomic.h"
#include "lock/lock.h"

const char lock_name[] = "ticket";

void lock_init(struct lock *lock) {
  lock->next_ticket = 0;
  lock->now_serving = 0;
}

void lock_acquire(struct lock *lock) {
  unsigned number;
  __asm__ volatile("movl $1, %0\n\tlock xaddl %0, (%1)" : "=&r"(number) : "r"(&lock->next_ticket) : "memory", "cc");
  while (*(volatile unsigned *)&lock->now_serving != number) {
  }
  compiler_barrier();
}

void lock_release(struct lock *lock) {
  compiler_barrier();
  volatile unsigned *called = &lock->now_serving;
  *called = *called + 1;
  compiler_barrier();
}
