/* What the tests of preemption expect of a build without it. */
#include "preemption/preemption_test.h"

bool preemption_test_takes(void) {
  return false;
}
