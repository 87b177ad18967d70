/* The tests of all layers, run in the machine itself. */
#ifndef SELF_TEST_SELF_TEST_H
#define SELF_TEST_SELF_TEST_H

#include <stdbool.h>

/* Runs every test of tests.h on all processors at once and prints a line for each, then how many passed. A thread of
   each processor calls it, outside the kernel, with interrupts off. Returns whether all passed, the same on each. */
bool self_test_run(void);

#endif
