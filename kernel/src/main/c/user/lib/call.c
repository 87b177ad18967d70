/* The choice between the two ways into the kernel. */
#include "call.h"

#define FEATURE_SYSENTER (1u << 11)

static call_function *chosen = call_by_interrupt;

bool call_has_sysenter(void) {
  unsigned leaf = 1, unused, more, features;
  __asm__ volatile("cpuid" : "+a"(leaf), "=b"(unused), "=c"(more), "=d"(features));
  return (features & FEATURE_SYSENTER) != 0;
}

void call_choose(bool sysenter) {
  chosen = sysenter && call_has_sysenter() ? call_by_sysenter : call_by_interrupt;
}

int call(unsigned number, unsigned first, unsigned second_argument, unsigned third, unsigned *second) {
  return chosen(number, first, second_argument, third, second);
}
