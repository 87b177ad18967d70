/* Tests of the comparison of what is in use. */
#include <stdbool.h>

#include "container/container.h"
#include "cpu/cpu.h"
#include "irq/cpus.h"
#include "measure/balance.h"

static bool balance_check(void) {
  struct balance start = balance_take();
  int id = container_split(CONTAINER_ROOT, 1, 1);
  unsigned frame = container_alloc((unsigned)id);
  struct balance used = balance_take();
  container_free((unsigned)id, frame);
  container_exit((unsigned)id);
  struct balance after = balance_take();
  return used.frames == start.frames + 1 && used.containers == start.containers + 1 && after.frames == start.frames &&
         after.containers == start.containers;
}

bool measure_balance_test(void) {
  kernel_enter();
  bool passed = cpu_id() != 0 || balance_check();
  kernel_leave();
  cpus_barrier();
  return passed;
}
