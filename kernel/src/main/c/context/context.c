/* Readies contexts for functions that never ran. */
#include "context/context.h"

#include <stdint.h>

/* What a function finds on the stack when it begins. */
struct call {
  unsigned return_address;
  unsigned first, second;
  unsigned unused; /* keeps the stack at a multiple of 16 */
};

void context_new(struct context *context, void *top, void (*entry)(unsigned first, unsigned second), unsigned first,
                 unsigned second) {
  struct call *call = (struct call *)top - 1;
  *call = (struct call){.return_address = 0, .first = first, .second = second, .unused = 0};
  /* a frame pointer of 0 is where a backtrace ends */
  *context = (struct context){.esp = (uintptr_t)call, .ebp = 0, .eip = (uintptr_t)entry};
}
