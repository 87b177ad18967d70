/* Tests of address spaces, most of them from all processors at once. */
#include "space/space.h"

#include <stdbool.h>

#include "boot/layout.h"
#include "cpu/cpu.h"
#include "error/error.h"
#include "frame/frame.h"
#include "irq/cpus.h"
#include "kernel_map/kernel_map.h"
#include "page_map/page_map.h"
#include "shootdown/shootdown.h"

#define QUOTA 12
#define ROUNDS 4
#define PAGES 3
#define GIVERS_MAX 8 /* processors that use two spaces each: not all ids */
#define ADDRESS(page) (USER_START + (page) * PAGE_SIZE)
#define FAR (USER_END - PAGE_SIZE)

/* Made by processor 0, used by all. */
static unsigned common;

/* Waits for all processors; a flush of another is served meanwhile. */
static void meet(void) {
  interrupts_on();
  cpus_barrier();
  interrupts_off();
}

/* A space with a container of its own that may use `quota` frames. */
static unsigned make(unsigned quota) {
  kernel_enter();
  unsigned id = (unsigned)container_split(CONTAINER_ROOT, quota, 1);
  int error = space_new(id);
  kernel_leave();
  return error == 0 ? id : SPACE_KERNEL;
}

/* Returns whether everything went back. */
static bool end(unsigned id) {
  kernel_enter();
  space_free(id);
  bool even = containers[id].usage == 0 && spaces[id].directory == FRAME_NONE;
  container_exit(id);
  kernel_leave();
  return even;
}

static int reserve(unsigned id, unsigned address, unsigned rights) {
  kernel_enter();
  int error = space_reserve(id, address, rights);
  kernel_leave();
  return error;
}

static int unmap(unsigned id, unsigned address) {
  kernel_enter();
  int error = space_unmap(id, address);
  shootdown_flush();
  kernel_leave();
  return error;
}

static volatile unsigned *word_at(unsigned address) {
  return (volatile unsigned *)(uintptr_t)address;
}

/* Makes and ends the space that all processors use. */
static void common_make(unsigned quota) {
  if (cpu_id() == 0) {
    common = make(quota);
  }
  cpus_barrier();
}

static bool common_end(void) {
  space_switch(SPACE_KERNEL);
  cpus_barrier();
  bool even = cpu_id() != 0 || end(common);
  cpus_barrier();
  return even;
}

/* Every processor lives in a space of its own for a while; what it writes stays its own. */
bool space_own_test(void) {
  bool passed = true;
  for (unsigned round = 0; round < ROUNDS; round++) {
    unsigned id = make(QUOTA), mark = cpu_id() * ROUNDS + round + 1;
    space_switch(id);
    passed = passed && space_current() == id && spaces[id].active == 1u << cpu_id();
    for (unsigned page = 0; page < PAGES; page++) {
      passed = passed && reserve(id, ADDRESS(page) + 8, PAGE_WRITE) == 0 && *word_at(ADDRESS(page)) == 0;
      *word_at(ADDRESS(page)) = mark + page;
    }
    passed = passed && reserve(id, FAR, 0) == 0;
    cpus_barrier();
    for (unsigned page = 0; page < PAGES; page++) {
      passed = passed && *word_at(ADDRESS(page)) == mark + page;
    }
    passed = passed && containers[id].usage == 1 + 2 + PAGES + 1; /* directory, tables, pages */
    space_switch(SPACE_KERNEL);
    passed = passed && spaces[id].active == 0 && end(id);
  }
  return passed;
}

/* All processors ask for the same pages at once: each page comes once, full of zeros. */
bool space_demand_test(void) {
  common_make(QUOTA);
  space_switch(common);
  bool once = true;
  for (unsigned page = 0; page < PAGES; page++) {
    once = once && reserve(common, ADDRESS(page), PAGE_WRITE) == 0;
    const volatile unsigned *words = word_at(ADDRESS(page));
    for (unsigned i = 0; i < PAGE_SIZE / sizeof *words; i++) {
      once = once && words[i] == 0;
    }
  }
  cpus_barrier();
  once = once && containers[common].usage == 2 + PAGES && spaces[common].active == (1u << cpus_count()) - 1;
  cpus_barrier();
  return common_end() && once;
}

bool space_kernel_part_test(void) {
  unsigned id = make(QUOTA);
  bool same = reserve(id, USER_START, PAGE_WRITE) == 0 && reserve(id, FAR, PAGE_WRITE) == 0;
  for (unsigned i = 0; i < PAGE_TABLE_ENTRIES; i++) {
    unsigned address = i * PAGE_TABLE_SPAN;
    unsigned entry = page_directory_get(spaces[id].directory, address);
    bool user = address >= USER_START && address < USER_END;
    unsigned changed = entry ^ page_directory_get(kernel_map_directory(), address);
    same = same && (user || (changed & ~(PAGE_ACCESSED | PAGE_DIRTY)) == 0);
    same = same && (user || (entry & PAGE_USER) == 0);
  }
  return end(id) && same;
}

bool space_rights_test(void) {
  unsigned id = make(QUOTA);
  bool reserved = reserve(id, ADDRESS(0), 0) == 0 && reserve(id, ADDRESS(1), PAGE_WRITE) == 0 &&
                  reserve(id, ADDRESS(0), PAGE_WRITE) == 0;
  unsigned read_only = space_lookup(id, ADDRESS(0) + 4), writable = space_lookup(id, ADDRESS(1) + PAGE_SIZE - 1);
  bool rights = (read_only & (PAGE_PRESENT | PAGE_USER | PAGE_WRITE)) == (PAGE_PRESENT | PAGE_USER) &&
                (writable & (PAGE_PRESENT | PAGE_USER | PAGE_WRITE)) == (PAGE_PRESENT | PAGE_USER | PAGE_WRITE);
  bool none = space_lookup(id, ADDRESS(2)) == 0 && space_lookup(id, USER_START - 1) == 0 &&
              space_lookup(id, USER_END) == 0 && space_lookup(id, (unsigned)(uintptr_t)kernel_map_init) == 0;
  bool refused = reserve(id, USER_START - 1, 0) == ERROR_ADDRESS && reserve(id, USER_END, 0) == ERROR_ADDRESS &&
                 unmap(id, ADDRESS(2)) == ERROR_ADDRESS && unmap(id, 0) == ERROR_ADDRESS;
  bool ended = end(id);
  cpus_barrier(); /* all spaces are gone */
  bool dead = reserve(id, ADDRESS(0), 0) == ERROR_DEAD && unmap(id, ADDRESS(0)) == ERROR_DEAD &&
              space_lookup(id, ADDRESS(0)) == 0;
  cpus_barrier();
  return reserved && rights && none && refused && ended && dead;
}

bool space_quota_test(void) {
  unsigned id = make(3);
  bool full = reserve(id, ADDRESS(0), PAGE_WRITE) == 0 && reserve(id, ADDRESS(1), PAGE_WRITE) == ERROR_QUOTA;
  bool freed = unmap(id, ADDRESS(0)) == 0 && containers[id].usage == 2;
  bool table = reserve(id, FAR, PAGE_WRITE) == ERROR_QUOTA && containers[id].usage == 2;
  bool again = reserve(id, ADDRESS(1), PAGE_WRITE) == 0 && containers[id].usage == 3;
  bool even = end(id);
  kernel_enter();
  unsigned poor = (unsigned)container_split(CONTAINER_ROOT, 0, 1);
  bool refused = space_new(poor) == ERROR_QUOTA && spaces[poor].directory == FRAME_NONE;
  container_exit(poor);
  kernel_leave();
  return full && freed && table && again && even && refused;
}

/* Processor 0 takes a page away that all have just used; nobody sees its old contents where a new one lies. */
bool space_stale_test(void) {
  common_make(QUOTA);
  space_switch(common);
  bool fresh = true;
  for (unsigned round = 1; round <= ROUNDS; round++) {
    if (cpu_id() == 0) {
      fresh = fresh && reserve(common, ADDRESS(0), PAGE_WRITE) == 0;
      *word_at(ADDRESS(0)) = round;
    }
    cpus_barrier();
    fresh = fresh && *word_at(ADDRESS(0)) == round;
    cpus_barrier();
    if (cpu_id() == 0) {
      fresh = fresh && unmap(common, ADDRESS(0)) == 0 && reserve(common, ADDRESS(1), PAGE_WRITE) == 0;
      *word_at(ADDRESS(1)) = round; /* most likely in the frame that was just freed, where nobody else may look */
      fresh = fresh && reserve(common, ADDRESS(0), PAGE_WRITE) == 0;
    }
    meet();
    fresh = fresh && *word_at(ADDRESS(0)) == 0;
    cpus_barrier();
    if (cpu_id() == 0) {
      fresh = fresh && unmap(common, ADDRESS(0)) == 0 && unmap(common, ADDRESS(1)) == 0;
    }
    meet();
  }
  return common_end() && fresh;
}

static int grant(unsigned from, unsigned address, unsigned to, unsigned target) {
  kernel_enter();
  int error = space_grant(from, address, to, target);
  kernel_leave();
  return error;
}

static bool grant_check(void) {
  unsigned giver = make(QUOTA), taker = make(4), mark = cpu_id() + 77;
  bool made = reserve(giver, ADDRESS(0), PAGE_WRITE) == 0 && reserve(giver, ADDRESS(1), 0) == 0 &&
              reserve(taker, ADDRESS(4), PAGE_WRITE) == 0;
  space_switch(giver);
  *word_at(ADDRESS(0)) = mark;
  space_switch(taker);
  bool refused = grant(giver, ADDRESS(0), taker, ADDRESS(4)) == ERROR_STATE && /* mapped there already */
                 grant(giver, ADDRESS(1), taker, ADDRESS(5)) == ERROR_STATE && /* read-only */
                 grant(giver, ADDRESS(2), taker, ADDRESS(5)) == ERROR_ADDRESS &&
                 grant(giver, ADDRESS(0), giver, FAR) == ERROR_STATE &&
                 grant(giver, ADDRESS(0), taker, USER_END) == ERROR_ADDRESS &&
                 grant(giver, ADDRESS(0), taker, FAR) == ERROR_QUOTA; /* the page, but no table */
  bool unchanged = containers[giver].usage == 4 && containers[taker].usage == 3 &&
                   (space_lookup(giver, ADDRESS(0)) & PAGE_WRITE) != 0;
  bool granted = grant(giver, ADDRESS(0), taker, ADDRESS(5)) == 0 && *word_at(ADDRESS(5)) == mark;
  bool moved = containers[giver].usage == 3 && containers[taker].usage == 4 && space_lookup(giver, ADDRESS(0)) == 0 &&
               grant(giver, ADDRESS(1), taker, ADDRESS(6)) == ERROR_STATE;
  space_switch(SPACE_KERNEL);
  return end(giver) && end(taker) && made && refused && unchanged && granted && moved;
}

bool space_grant_test(void) {
  bool passed = cpu_id() >= GIVERS_MAX || grant_check();
  cpus_barrier();
  return passed;
}
