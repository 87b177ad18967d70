/* Benchmarks of the kernel's own parts, from within. */
#ifndef MEASURE_MEASURE_H
#define MEASURE_MEASURE_H

#include <stdbool.h>

/* What a benchmark does. */
struct measure_settings {
  unsigned rounds; /* repetitions, at least 1 */
  unsigned pages;  /* frames or pages, at least 1 */
};

/* Every processor calls each function with the same settings and gets the same answer: whether the run was complete.
   Processor 0 prints. Interrupts are off at the start and at the end; the kernel is not entered. */

/* The cycles of one allocation with its release, by all processors at once, while 0, an eighth, a quarter ... of
   `pages` frames are in use. */
bool measure_frames(const struct measure_settings *settings);

/* The cycles to unmap `pages` pages and make all processors that use them forget them, on 1, 2 ... all processors. */
bool measure_shootdown(const struct measure_settings *settings);

/* The cycles of a switch between threads of processor 0 of which 1, 3, 7 ... are ready; of a switch between two threads
   of a processor that yield to each other, of one that goes to sleep and is woken by the other, and of one that is
   woken by a thread of the next processor. As the others, but called by a thread of each processor. */
bool measure_switches(const struct measure_settings *settings);

#endif
