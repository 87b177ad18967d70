/* What the tests of preemption need from each variant, in its own test file. */
#ifndef PREEMPTION_PREEMPTION_TEST_H
#define PREEMPTION_PREEMPTION_TEST_H

#include <stdbool.h>

/* Whether the variant takes the processor from a thread that does not give it. */
bool preemption_test_takes(void);

#endif
