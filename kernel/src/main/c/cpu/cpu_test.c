/* Tests of the processor's own operations, each processor for itself. */
#include "cpu/atomic.h"
#include "cpu/cpu.h"

bool cpu_atomic_test(void) {
  unsigned value = 0xFFFFFFFF;
  bool added = atomic_fetch_add(&value, 3) == 0xFFFFFFFF && value == 2;
  bool exchanged = atomic_exchange(&value, 7) == 2 && value == 7;
  bool refused = atomic_compare_exchange(&value, 6, 1) == 7 && value == 7;
  bool replaced = atomic_compare_exchange(&value, 7, 1) == 7 && value == 1;
  return added && exchanged && refused && replaced;
}

bool cpu_atomic_pointer_test(void) {
  unsigned one, two;
  unsigned *pointer = &one;
  bool exchanged = atomic_exchange_pointer(&pointer, &two) == &one && pointer == &two;
  bool refused = atomic_compare_exchange_pointer(&pointer, &one, &one) == &two && pointer == &two;
  bool replaced = atomic_compare_exchange_pointer(&pointer, &two, &one) == &two && pointer == &one;
  return exchanged && refused && replaced;
}

bool cpu_interrupts_test(void) {
  interrupts_push_off();
  interrupts_pop_off();
  bool stay_off = !interrupts_enabled();
  interrupts_on();
  bool on = interrupts_enabled();
  interrupts_push_off();
  interrupts_push_off();
  interrupts_pop_off();
  bool nested_off = !interrupts_enabled();
  interrupts_pop_off();
  bool on_again = interrupts_enabled();
  interrupts_off();
  return stay_off && on && nested_off && on_again;
}

bool cpu_divide_test(void) {
  return cpu_divide(0, 1) == 0 && cpu_divide(99, 10) == 9 && cpu_divide(1000000000000, 1000000) == 1000000 &&
         cpu_divide(0xFFFFFFFFFF, 0x100) == 0xFFFFFFFF && cpu_divide(0x10000000000, 0x100) == 0xFFFFFFFF;
}

/* Machines may count in steps: two readings can be the same, a thousand can not. */
bool cpu_cycles_test(void) {
  uint64_t before = cpu_cycles(), now = before;
  for (unsigned reading = 1; reading < 1000 && now == before; reading++) {
    now = cpu_cycles();
  }
  return now > before;
}
