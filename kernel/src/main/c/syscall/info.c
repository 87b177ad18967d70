/* What the kernel tells programs about itself. */
#include "syscall/info.h"

#include <stddef.h>
#include <stdint.h>

#include "container/container.h"
#include "error/error.h"
#include "frame/frame.h"
#include "guard/guard.h"
#include "guard_list/guard_list.h"
#include "lock/lock.h"
#include "preemption/preemption.h"
#include "process/process.h"

_Static_assert(INFO_PROCESS_MAX == THREAD_MAX, "programs ask for all processes");
_Static_assert(INFO_UNKNOWN == LOCK_UNKNOWN, "programs know what the words of a lock do not say");

static void name_copy(char *to, const char *from) {
  for (unsigned i = 0; i < INFO_NAME_SIZE - 1 && from[i] != '\0'; i++) {
    to[i] = from[i];
  }
}

static int process_read(unsigned id, struct info_process *info) {
  const struct process *process = &processes[id];
  const struct thread *thread = &threads[id];
  if (process->state == PROCESS_FREE) {
    return ERROR_DEAD;
  }
  *info = (struct info_process){
      .state = thread->state,
      .parent = process->parent,
      .cpu = thread->cpu,
      .switches = thread->switches,
      .wakeups = thread->wakeups,
      .cycles_low = (uint32_t)thread->cycles,
      .cycles_high = (uint32_t)(thread->cycles >> 32),
  };
  name_copy(info->name, process->name);
  return sizeof *info;
}

static int container_read(unsigned id, struct info_container *info) {
  const struct container *container = &containers[id];
  if (container->used == 0) {
    return ERROR_DEAD;
  }
  *info = (struct info_container){
      .parent = container->parent,
      .children = container->children,
      .quota = container->quota,
      .usage = container->usage,
      .ids = container->ids,
      .ids_used = container->ids_used,
  };
  return sizeof *info;
}

static int build_read(struct info_build *info) {
  *info = (struct info_build){.lock = ""};
  name_copy(info->lock, lock_name);
  name_copy(info->guard, guard_name);
  name_copy(info->preemption, preemption_name);
  return sizeof *info;
}

static int lock_read(const struct guard_row *row, struct info_lock *info) {
  struct guard_standing standing = guard_list_look(row);
  *info = (struct info_lock){
      .count = row->count,
      .held = standing.held,
      .number = standing.number,
      .waiting = standing.look.waiting,
      .last = standing.look.last,
  };
  name_copy(info->name, row->name);
  return sizeof *info;
}

int info_read(unsigned kind, unsigned index, union info *info) {
  if (kind == INFO_PROCESS && index < THREAD_MAX) {
    return process_read(index, &info->process);
  }
  if (kind == INFO_CONTAINER && index < THREAD_MAX) {
    return container_read(index, &info->container);
  }
  if (kind == INFO_MEMORY && index == 0) {
    info->memory = (struct info_memory){frame_table_usable(), frame_free_count()};
    return sizeof info->memory;
  }
  if (kind == INFO_BUILD && index == 0) {
    return build_read(&info->build);
  }
  if (kind == INFO_LOCK && guard_list_row(index) != NULL) {
    return lock_read(guard_list_row(index), &info->lock);
  }
  return ERROR_ARGUMENT;
}
