/* Thread blocks for the tests of queues: threads that never run. */
#ifndef QUEUE_QUEUE_TEST_H
#define QUEUE_QUEUE_TEST_H

#include <stdbool.h>

#define QUEUE_TEST_THREADS 8

/* Fills `claimed` with that many new dead threads of no queue, THREAD_NONE where there was none left. Returns whether
   all were there. queue_test_return() gives them back. The kernel is not entered. */
bool queue_test_claim(unsigned *claimed);
void queue_test_return(const unsigned *claimed);

#endif
