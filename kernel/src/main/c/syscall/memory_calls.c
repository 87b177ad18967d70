/* The system calls with which a program gets and gives back memory. */
#include "syscall/memory_calls.h"

#include "container/container.h"
#include "error/error.h"
#include "shootdown/shootdown.h"
#include "space/space.h"

static int range_check(unsigned address, unsigned pages) {
  if (address % PAGE_SIZE != 0 || pages == 0) {
    return ERROR_ARGUMENT;
  }
  if (address < USER_START || address >= USER_END || pages > (USER_END - address) / PAGE_SIZE) {
    return ERROR_ADDRESS;
  }
  return 0;
}

/* Unmaps what is known to be mapped and not shared. */
static void pages_unmap(unsigned id, unsigned address, unsigned pages) {
  for (unsigned page = 0; page < pages; page++) {
    if (shootdown_full()) {
      shootdown_flush();
    }
    space_unmap(id, address + page * PAGE_SIZE);
  }
  shootdown_flush();
}

int memory_reserve(unsigned id, unsigned address, unsigned pages) {
  int error = range_check(address, pages);
  if (error == 0 && !container_can_consume(id, pages)) {
    error = ERROR_QUOTA; /* before the pages are looked at: no program makes the kernel look longer than it pays for */
  }
  for (unsigned page = 0; page < pages && error == 0; page++) {
    error = space_lookup(id, address + page * PAGE_SIZE) != 0 ? ERROR_STATE : 0;
  }
  if (error != 0) {
    return error;
  }
  for (unsigned page = 0; page < pages; page++) {
    error = space_reserve(id, address + page * PAGE_SIZE, PAGE_WRITE);
    if (error != 0) {
      pages_unmap(id, address, page);
      return error;
    }
  }
  return 0;
}

int memory_release(unsigned id, unsigned address, unsigned pages) {
  int error = range_check(address, pages);
  for (unsigned page = 0; page < pages && error == 0; page++) {
    unsigned entry = space_lookup(id, address + page * PAGE_SIZE);
    error = entry == 0 ? ERROR_ADDRESS : (entry & PAGE_SHARED) ? ERROR_STATE : 0;
  }
  if (error == 0) {
    pages_unmap(id, address, pages);
  }
  return error;
}
