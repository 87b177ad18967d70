/* Time that passes in user mode. */
#include "delay.h"

static unsigned cycles_now(void) {
  unsigned low, high;
  __asm__ volatile("rdtsc" : "=a"(low), "=d"(high));
  return low;
}

void delay(unsigned cycles) {
  unsigned start = cycles_now();
  while (cycles_now() - start < cycles) {
  }
}
