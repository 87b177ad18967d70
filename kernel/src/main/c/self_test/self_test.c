/* The tests of all layers, run in the machine itself. */
#include "self_test/self_test.h"

#include "console/console.h"
#include "cpu/atomic.h"
#include "cpu/cpu.h"
#include "irq/cpus.h"
#include "scheduler/scheduler_test.h"

/* Each NAME_test.c defines what the list names. */
#define TEST(name) bool name##_test(void);
#include "self_test/tests.h"
#undef TEST

struct test {
  const char *name;
  bool (*run)(void);
};

#define TEST(name) {#name, name##_test},
static const struct test tests[] = {
#include "self_test/tests.h"
};
#undef TEST

#define TEST_COUNT (sizeof tests / sizeof tests[0])

/* How many processors failed the test; changed by all of them. */
static unsigned failures[TEST_COUNT];

bool self_test_run(void) {
  unsigned failed = 0;
  for (unsigned i = 0; i < TEST_COUNT; i++) {
    test_meet();
    if (!tests[i].run()) {
      atomic_fetch_add(&failures[i], 1);
    }
    test_meet();
    if (failures[i] != 0) {
      failed++;
    }
    if (cpu_id() == 0) {
      console_print("test %s ... %s\n", tests[i].name, failures[i] == 0 ? "ok" : "FAILED");
    }
  }
  if (cpu_id() == 0) {
    console_print("tests: %u passed, %u failed\n", TEST_COUNT - failed, failed);
  }
  return failed == 0;
}
