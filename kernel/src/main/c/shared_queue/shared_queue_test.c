/* Tests that queues shared by all processors lose and double nothing. */
#include "shared_queue/shared_queue.h"

#include "cpu/cpu.h"
#include "irq/cpus.h"
#include "queue/queue_test.h"

#define ROUNDS 60

static struct shared_queue first, second;
static unsigned ids[QUEUE_TEST_THREADS];
static bool claimed;

static void test_prepare(void) {
  if (cpu_id() == 0) {
    shared_queue_init(&first);
    shared_queue_init(&second);
    claimed = queue_test_claim(ids);
    for (unsigned i = 0; i < QUEUE_TEST_THREADS && claimed; i++) {
      shared_queue_push(&first, ids[i]);
    }
  }
  cpus_barrier();
}

/* Moves the thread at the head of `from`, if any, to the tail of `to`. */
static void thread_move(struct shared_queue *from, struct shared_queue *to) {
  kernel_enter();
  unsigned id = shared_queue_pop(from);
  if (id != THREAD_NONE) {
    shared_queue_push(to, id);
  }
  kernel_leave();
}

/* Empties the queue. Returns how many were in it. */
static unsigned queue_drain(struct shared_queue *shared) {
  unsigned length = 0;
  while (shared_queue_pop(shared) != THREAD_NONE) {
    length++;
  }
  return length;
}

bool shared_queue_exchange_test(void) {
  test_prepare();
  for (unsigned round = 0; round < ROUNDS; round++) {
    thread_move(&first, &second);
    thread_move(&second, &first);
  }
  cpus_barrier();
  bool passed = true;
  if (cpu_id() == 0) {
    passed = claimed && queue_sound(&first.queue) && queue_sound(&second.queue) &&
             queue_drain(&first) + queue_drain(&second) == QUEUE_TEST_THREADS && shared_queue_empty(&first);
    queue_test_return(ids);
  }
  cpus_barrier();
  return passed;
}

/* All processors want to remove the same threads: each is removed once. */
bool shared_queue_remove_test(void) {
  static unsigned removed[CPU_MAX];
  test_prepare();
  removed[cpu_id()] = 0;
  for (unsigned i = 0; i < QUEUE_TEST_THREADS; i++) {
    kernel_enter();
    removed[cpu_id()] += shared_queue_remove(&first, ids[i]);
    kernel_leave();
  }
  cpus_barrier();
  unsigned sum = 0;
  for (unsigned cpu = 0; cpu < cpus_count(); cpu++) {
    sum += removed[cpu];
  }
  bool passed = claimed && sum == QUEUE_TEST_THREADS && shared_queue_empty(&first);
  cpus_barrier();
  if (cpu_id() == 0) {
    queue_test_return(ids);
  }
  cpus_barrier();
  return passed;
}
