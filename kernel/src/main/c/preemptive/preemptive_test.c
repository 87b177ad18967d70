/* What the tests of preemption expect of a build with it. */
#include "preemption/preemption_test.h"

bool preemption_test_takes(void) {
  return true;
}
