/* Condition variables, as queues of sleepers. */
#include "condition/condition.h"

#include "scheduler/scheduler.h"

void condition_init(struct condition *condition) {
  queue_init(&condition->waiting);
}

bool condition_wait(struct condition *condition, struct guard *guard) {
  bool signalled = thread_sleep(&condition->waiting, guard);
  guard_acquire(guard);
  return signalled;
}

unsigned condition_first(const struct condition *condition) {
  return condition->waiting.head;
}

unsigned condition_signal(struct condition *condition) {
  return thread_wakeup(&condition->waiting);
}
