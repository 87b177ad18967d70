/* Guards each part of the kernel's data with a lock of its own: processors work in different parts at once. */
#include "guard/guard.h"

const char guard_name[] = "fine";

void guard_init(struct guard *guard) {
  lock_init(&guard->lock);
}

void guard_acquire(struct guard *guard) {
  lock_acquire(&guard->lock);
}

void guard_release(struct guard *guard) {
  lock_release(&guard->lock);
}

struct lock_look guard_look(const struct guard *guard) {
  return lock_look(&guard->lock);
}

void kernel_enter(void) {
}

void kernel_leave(void) {
}
