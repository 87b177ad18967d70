/* Tests of page maps against a model, each processor on a directory of its own. */
#include "page_map/page_map.h"

#include <stdbool.h>

#include "container/container.h"
#include "cpu/cpu.h"
#include "error/error.h"
#include "frame/frame.h"

#define STEPS 200
#define QUOTA 4 /* a directory and three tables */

/* Pages in three tables, at both ends of the user's addresses and of a table. */
static const unsigned addresses[] = {
    USER_START, USER_START + PAGE_SIZE, USER_START + PAGE_TABLE_SPAN - PAGE_SIZE, USER_START + PAGE_TABLE_SPAN,
    USER_END - PAGE_SIZE,
};

#define ADDRESSES (sizeof addresses / sizeof addresses[0])

/* A container with a directory in which no user address is mapped. */
struct setting {
  unsigned owner;
  unsigned directory;
};

static struct setting setting_make(unsigned quota) {
  kernel_enter();
  struct setting setting = {.owner = (unsigned)container_split(CONTAINER_ROOT, quota, 1)};
  setting.directory = container_alloc(setting.owner);
  frame_clear(setting.directory);
  kernel_leave();
  return setting;
}

/* Returns whether nothing was lost. */
static bool setting_end(struct setting setting) {
  kernel_enter();
  page_tables_free(setting.directory, setting.owner);
  container_free(setting.owner, setting.directory);
  bool even = containers[setting.owner].usage == 0;
  container_exit(setting.owner);
  kernel_leave();
  return even;
}

static int insert(struct setting setting, unsigned address, unsigned frame, unsigned rights) {
  kernel_enter();
  int error = page_insert(setting.directory, setting.owner, address, frame, rights);
  kernel_leave();
  return error;
}

/* Whether all pages are as the model says: the frame, 0 where there is none; and page_next() finds just them. */
static bool map_is(struct setting setting, const unsigned *model) {
  unsigned next = page_next(setting.directory, 0);
  for (unsigned i = 0; i < ADDRESSES; i++) {
    unsigned expected = model[i] == 0 ? 0 : model[i] * PAGE_SIZE | PAGE_PRESENT | PAGE_USER | PAGE_WRITE;
    if (page_read(setting.directory, addresses[i]) != expected) {
      return false;
    }
    if (model[i] != 0 && next != addresses[i]) {
      return false;
    }
    if (model[i] != 0) {
      next = page_next(setting.directory, addresses[i] + PAGE_SIZE);
    }
  }
  return next == USER_END;
}

bool page_map_model_test(void) {
  struct setting setting = setting_make(QUOTA);
  unsigned model[ADDRESSES];
  for (unsigned i = 0; i < ADDRESSES; i++) {
    model[i] = 0;
  }
  bool equal = true;
  unsigned random = cpu_id() + 1;
  for (unsigned step = 1; step <= STEPS; step++) {
    random = random * 1664525 + 1013904223; /* Numerical Recipes' generator */
    unsigned i = (random >> 16) % ADDRESSES;
    if (random >> 31) {
      int expected = model[i] == 0 ? 0 : ERROR_STATE;
      equal = equal && insert(setting, addresses[i], step, PAGE_USER | PAGE_WRITE) == expected;
      model[i] = model[i] == 0 ? step : model[i];
    } else {
      equal = equal && page_remove(setting.directory, addresses[i]) == model[i];
      model[i] = 0;
    }
    equal = equal && map_is(setting, model);
  }
  for (unsigned i = 0; i < ADDRESSES; i++) {
    page_remove(setting.directory, addresses[i]);
  }
  return setting_end(setting) && equal;
}

bool page_map_table_test(void) {
  struct setting setting = setting_make(2);
  unsigned *usage = &containers[setting.owner].usage;
  bool none = *usage == 1 && page_read(setting.directory, USER_START) == 0;
  bool one = insert(setting, USER_START, 5, PAGE_USER) == 0 && *usage == 2 &&
             insert(setting, USER_START + PAGE_SIZE, 6, PAGE_USER) == 0 && *usage == 2;
  bool full = insert(setting, USER_START + PAGE_TABLE_SPAN, 7, PAGE_USER) == ERROR_QUOTA && *usage == 2 &&
              page_read(setting.directory, USER_START + PAGE_TABLE_SPAN) == 0;
  bool removed = page_remove(setting.directory, USER_START) == 5 && page_remove(setting.directory, USER_START) == 0 &&
                 page_remove(setting.directory, USER_START + PAGE_SIZE + 9) == 6;
  return setting_end(setting) && none && one && full && removed;
}

bool page_map_kernel_test(void) {
  struct setting setting = setting_make(2);
  static const unsigned outside[] = {0, USER_START - 1, USER_END, 0xFFFFFFFF};
  bool refused = true;
  for (unsigned i = 0; i < sizeof outside / sizeof outside[0]; i++) {
    refused = refused && insert(setting, outside[i], 5, PAGE_USER) == ERROR_ADDRESS;
    refused = refused && page_read(setting.directory, outside[i]) == 0;
    refused = refused && page_remove(setting.directory, outside[i]) == FRAME_NONE;
  }
  refused = refused && containers[setting.owner].usage == 1;
  return setting_end(setting) && refused;
}
