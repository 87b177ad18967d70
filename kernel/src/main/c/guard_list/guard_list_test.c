/* Tests of the list of guards on a row of the test's own, which is in no list. */
#include "guard_list/guard_list.h"

#include <stddef.h>

#include "cpu/cpu.h"
#include "irq/cpus.h"

#define SEATS 4

/* As layers have them: a guard among other things. */
static struct seat {
  struct guard guard;
  unsigned words[3];
} seats[SEATS];

static const struct guard_row row = {"seat", &seats[0].guard, sizeof seats[0], SEATS};

/* Whether `standing` is that of `held` guards held, the first of them `number`; in a build with one lock for all
   guards, whoever looks has entered the kernel and holds them all. */
static bool stands(struct guard_standing standing, unsigned held, unsigned number) {
  bool own = standing.held == held && (held == 0 || (standing.number == number && standing.look.held));
  return own || (standing.held == SEATS && standing.number == 0 && standing.look.held);
}

static bool look_agrees(void) {
  for (unsigned i = 0; i < SEATS; i++) {
    guard_init(&seats[i].guard);
  }
  kernel_enter();
  bool agrees = stands(guard_list_look(&row), 0, 0);
  guard_acquire(&seats[2].guard);
  agrees = stands(guard_list_look(&row), 1, 2) && agrees;
  guard_acquire(&seats[3].guard);
  agrees = stands(guard_list_look(&row), 2, 2) && agrees;
  guard_release(&seats[3].guard);
  guard_release(&seats[2].guard);
  agrees = stands(guard_list_look(&row), 0, 0) && agrees;
  kernel_leave();
  return agrees;
}

bool guard_list_look_test(void) {
  bool passed = cpu_id() != 0 || look_agrees();
  cpus_barrier();
  return passed;
}

/* The layers below have entered theirs; beyond the last row there is none. */
bool guard_list_rows_test(void) {
  unsigned count = 0, guards = 0;
  for (const struct guard_row *each = guard_list_row(0); each != NULL; each = guard_list_row(count)) {
    count++;
    guards += each->count;
  }
  return count > 0 && count <= GUARD_LIST_MAX && guards > count && guard_list_row(0xFFFFFFFF) == NULL;
}
