/* Tests of copies to and from users' memory. */
#include "user_copy/user_copy.h"

#include <stdint.h>

#include "boot/layout.h"
#include "cpu/cpu.h"
#include "error/error.h"
#include "guard/guard.h"
#include "irq/cpus.h"
#include "space/space.h"

#define QUOTA 32
#define PLACE 0x50000000u
#define BYTES 6000

/* Each processor's own, too large for a stack. */
static uint8_t given[CPU_MAX][BYTES], got[CPU_MAX][BYTES];

static unsigned space_make(void) {
  unsigned id = (unsigned)container_split(CONTAINER_ROOT, QUOTA, 1);
  return space_new(id) == 0 ? id : THREAD_MAX;
}

static void space_end(unsigned id) {
  space_free(id);
  container_exit(id);
}

static bool same(unsigned cpu) {
  for (unsigned i = 0; i < BYTES; i++) {
    if (given[cpu][i] != got[cpu][i]) {
      return false;
    }
  }
  return true;
}

/* Out, between two spaces at odd places, and in again, across pages that come on demand. */
static bool round_trip(void) {
  kernel_enter();
  unsigned cpu = cpu_id(), one = space_make(), two = space_make();
  for (unsigned i = 0; i < BYTES; i++) {
    given[cpu][i] = (uint8_t)(i * 7 + cpu);
    got[cpu][i] = 0;
  }
  unsigned from = USER_DEMAND_START + 4000, to = USER_END - BYTES;
  bool copied = user_copy_out(one, from, given[cpu], BYTES) == 0 &&
                user_copy_between(two, to, one, from, BYTES) == 0 && user_copy_in(two, to, got[cpu], BYTES) == 0;
  bool passed = copied && same(cpu);
  space_end(one);
  space_end(two);
  kernel_leave();
  return passed;
}

/* Half of the processors at a time: there are not ids enough for two spaces of each of sixteen. */
bool user_copy_round_test(void) {
  bool passed = true;
  for (unsigned half = 0; half < 2; half++) {
    if (cpu_id() % 2 == half) {
      passed = round_trip();
    }
    cpus_barrier();
  }
  return passed;
}

/* What the user may not touch, the kernel does not touch for it. */
bool user_copy_rights_test(void) {
  kernel_enter();
  unsigned id = space_make(), word = 7;
  bool wrong = user_copy_in(id, PLACE, &word, 4) == ERROR_ADDRESS && user_copy_out(id, 0, &word, 4) == ERROR_ADDRESS &&
               user_copy_in(id, 0x100000, &word, 4) == ERROR_ADDRESS &&
               user_copy_in(id, 0xFFFFFFFE, &word, 4) == ERROR_ADDRESS &&
               user_copy_out(id, USER_END - 2, &word, 4) == ERROR_ADDRESS &&
               user_copy_in(THREAD_MAX - 1, PLACE, &word, 4) == ERROR_ADDRESS;
  bool read_only = space_reserve(id, PLACE, 0) == 0 && user_copy_in(id, PLACE, &word, 4) == 0 && word == 0 &&
                   user_copy_out(id, PLACE, &word, 4) == ERROR_ADDRESS &&
                   user_copy_out(id, PLACE + PAGE_SIZE - 2, &word, 4) == ERROR_ADDRESS;
  space_end(id);
  kernel_leave();
  cpus_barrier();
  return wrong && read_only;
}

/* A string ends within its page, at a page's end, or is too long; memory on demand ends with the quota. */
bool user_copy_text_test(void) {
  kernel_enter();
  unsigned id = space_make();
  char text[8];
  bool texts = user_copy_out(id, USER_END - 6, "hello", 6) == 0 && user_copy_text(id, USER_END - 6, text, 8) == 5 &&
               text[4] == 'o' && user_copy_text(id, USER_END - 6, text, 5) == ERROR_ARGUMENT &&
               user_copy_out(id, USER_END - 3, "lll", 3) == 0 &&
               user_copy_text(id, USER_END - 3, text, 8) == ERROR_ADDRESS;
  int error = 0;
  for (unsigned page = 0; page <= QUOTA && error == 0; page++) {
    error = user_copy_out(id, USER_DEMAND_START + page * PAGE_SIZE, "x", 1);
  }
  space_end(id);
  kernel_leave();
  cpus_barrier();
  return texts && error == ERROR_QUOTA;
}
