/* Tests that buffers lose, double and reorder nothing, and serve who waits in order. */
#include "buffer/buffer.h"

#include <stdbool.h>

#include "cpu/cpu.h"
#include "error/error.h"
#include "irq/cpus.h"
#include "scheduler/scheduler_test.h"

#define VALUES 60
#define BUFFER_TEST 1

/* What each consumer got. */
static struct {
  unsigned last[CPU_MAX]; /* by producer, the last value that this consumer got */
  unsigned got, sum;
  bool in_order;
} consumers[CPU_MAX];

static void produce(unsigned producer) {
  for (unsigned i = 1; i <= VALUES; i++) {
    buffer_put(BUFFER_TEST, producer << 16 | i);
  }
}

static void consume(unsigned consumer) {
  for (unsigned i = 0; i < VALUES; i++) {
    unsigned value = 0;
    buffer_get(BUFFER_TEST, &value);
    unsigned producer = value >> 16;
    bool later = (value & 0xFFFF) > consumers[consumer].last[producer];
    consumers[consumer].in_order = consumers[consumer].in_order && later;
    consumers[consumer].last[producer] = value & 0xFFFF;
    consumers[consumer].sum += value & 0xFFFF;
    consumers[consumer].got++;
  }
}

/* Half of the threads produce, half consume, on all processors: on each one thread, and the tester takes part. */
bool buffer_exchange_test(void) {
  unsigned cpu = cpu_id();
  consumers[cpu].got = 0;
  consumers[cpu].sum = 0;
  consumers[cpu].in_order = true;
  for (unsigned i = 0; i < CPU_MAX; i++) {
    consumers[cpu].last[i] = 0;
  }
  test_meet();
  unsigned id = test_thread_start(cpu, consume, cpu);
  kernel_enter();
  produce(cpu);
  kernel_leave();
  test_thread_join(id);
  test_meet();
  unsigned sum = 0;
  for (unsigned i = 0; i < cpus_count(); i++) {
    sum += consumers[i].sum;
  }
  return consumers[cpu].got == VALUES && consumers[cpu].in_order && buffers[BUFFER_TEST].count == 0 &&
         sum == cpus_count() * (VALUES * (VALUES + 1) / 2);
}

static void put_one(unsigned value) {
  buffer_put(BUFFER_TEST, value);
}

/* Whether a thread sleeps in this queue, as its last. */
static bool is_last(const struct queue *queue, unsigned id) {
  kernel_enter();
  guard_acquire(&buffers[BUFFER_TEST].guard);
  bool last = queue->tail == id;
  guard_release(&buffers[BUFFER_TEST].guard);
  kernel_leave();
  return last;
}

/* Values of producers that wait come out in the order in which the producers came, after those in the ring. */
static bool producers_in_order(void) {
  unsigned count = cpus_count(), ids[CPU_MAX];
  for (unsigned i = 0; i < BUFFER_SIZE; i++) {
    kernel_enter();
    buffer_put(BUFFER_TEST, i);
    kernel_leave();
  }
  for (unsigned i = 0; i < count; i++) {
    ids[i] = test_thread_start(i, put_one, BUFFER_SIZE + i);
    while (!is_last(&buffers[BUFFER_TEST].not_full.waiting, ids[i])) {
      test_turn();
    }
  }
  bool in_order = true;
  for (unsigned i = 0; i < BUFFER_SIZE + count; i++) {
    unsigned value = 0;
    kernel_enter();
    in_order = buffer_get(BUFFER_TEST, &value) == 0 && value == i && in_order;
    kernel_leave();
  }
  for (unsigned i = 0; i < count; i++) {
    test_thread_join(ids[i]);
  }
  return in_order && buffers[BUFFER_TEST].count == 0;
}

bool buffer_producers_test(void) {
  bool in_order = cpu_id() != 0 || producers_in_order();
  test_meet();
  return in_order;
}

static unsigned gotten[CPU_MAX];

static void get_one(unsigned who) {
  buffer_get(BUFFER_TEST, &gotten[who]);
}

/* Consumers that wait get the values in the order in which the consumers came; none is kept in the ring. */
static bool consumers_in_order(void) {
  unsigned count = cpus_count(), ids[CPU_MAX];
  for (unsigned i = 0; i < count; i++) {
    ids[i] = test_thread_start(i, get_one, i);
    while (!is_last(&buffers[BUFFER_TEST].not_empty.waiting, ids[i])) {
      test_turn();
    }
  }
  bool in_order = true;
  for (unsigned i = 0; i < count; i++) {
    kernel_enter();
    in_order = buffer_put(BUFFER_TEST, 100 + i) == 0 && buffers[BUFFER_TEST].count == 0 && in_order;
    kernel_leave();
  }
  for (unsigned i = 0; i < count; i++) {
    test_thread_join(ids[i]);
    in_order = in_order && gotten[i] == 100 + i;
  }
  return in_order;
}

bool buffer_consumers_test(void) {
  bool in_order = cpu_id() != 0 || consumers_in_order();
  test_meet();
  return in_order;
}

bool buffer_refusal_test(void) {
  unsigned value = 5;
  return buffer_put(BUFFER_MAX, 1) == ERROR_ARGUMENT && buffer_get(BUFFER_MAX, &value) == ERROR_ARGUMENT && value == 5;
}
