/* Processes: made from modules, ended by themselves or by their faults, waited for by their parents. */
#include "process/process.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "boot/boot.h"
#include "channel/channel.h"
#include "console/console.h"
#include "console/format.h"
#include "container/container.h"
#include "current/current.h"
#include "error/error.h"
#include "guard_list/guard_list.h"
#include "irq/cpus.h"
#include "notification/notification.h"
#include "process/elf.h"
#include "scheduler/scheduler.h"
#include "share/share.h"
#include "space/space.h"
#include "terminal/terminal.h"
#include "user_context/user_context.h"
#include "user_copy/user_copy.h"

#define REASON_SIZE 160

/* Guarded by process_guard, but for the name, which is written before the process is live. */
struct process processes[THREAD_MAX];
static struct guard process_guard;

/* The arguments lie at the end of the stack; a program begins below them. */
#define ARGUMENTS_ADDRESS (USER_END - PROCESS_ARGUMENTS_SIZE)
#define STACK_BEGIN (ARGUMENTS_ADDRESS - 16)

static unsigned text_length(const char *text) {
  unsigned length = 0;
  while (text[length] != '\0') {
    length++;
  }
  return length;
}

/* Enters a process in the table. The guard is held, or nobody else runs. */
static void entry_fill(unsigned id, unsigned parent, const char *name) {
  struct process *process = &processes[id];
  *process = (struct process){.state = PROCESS_LIVE, .parent = parent};
  condition_init(&process->exited);
  for (unsigned i = 0; i < PROCESS_NAME_SIZE - 1 && name[i] != '\0'; i++) {
    process->name[i] = name[i];
  }
}

void process_root(unsigned id, const char *name) {
  guard_init(&process_guard);
  guard_list_add("processes", &process_guard, sizeof process_guard, 1);
  entry_fill(id, THREAD_NONE, name);
}

/* Fills one page of the new space `id`, which nobody else uses yet, with the part of `segment` at `offset`. */
static int page_fill(unsigned id, const struct elf_segment *segment, unsigned offset) {
  unsigned address = segment->address + offset;
  int error = space_reserve(id, address, segment->rights);
  if (error != 0) {
    return error;
  }
  uint8_t *page = frame_address(page_frame(space_lookup(id, address)));
  for (unsigned i = 0; i < PAGE_SIZE && offset + i < segment->file_size; i++) {
    page[i] = segment->bytes[offset + i];
  }
  return 0;
}

/* Fills the new space `id` with the program and its arguments. */
static int space_fill(unsigned id, const struct elf_image *image, const char *arguments) {
  for (unsigned i = 0; i < image->count; i++) {
    const struct elf_segment *segment = &image->segment[i];
    for (unsigned offset = 0; offset < segment->size; offset += PAGE_SIZE) {
      int error = page_fill(id, segment, offset);
      if (error != 0) {
        return error;
      }
    }
  }
  return user_copy_out(id, ARGUMENTS_ADDRESS, arguments, text_length(arguments) + 1);
}

/* Makes the space of the process `id` in its container. An error leaves none. */
static int space_make(unsigned id, const struct elf_image *image, const char *arguments) {
  int error = space_new(id);
  if (error != 0) {
    return error;
  }
  error = space_fill(id, image, arguments);
  if (error != 0) {
    space_free(id);
  }
  return error;
}

/* The first function of a process's thread. */
static void process_start(unsigned id) {
  thread_space_set(id);
  process_return();
  user_context_enter();
}

/* Lets the complete process `id` go. */
static void process_begin(unsigned id, unsigned parent, const char *name, unsigned entry, unsigned cpu) {
  user_context_new(id, entry, STACK_BEGIN, ARGUMENTS_ADDRESS);
  share_open(id);
  notification_open(id);
  channel_open(id);
  guard_acquire(&process_guard);
  entry_fill(id, parent, name);
  processes[parent].children++;
  int error = thread_spawn(id, cpu, name, process_start, id); /* a live process has a thread: who ends it cancels it */
  guard_release(&process_guard);
  if (error != 0) {
    panic("process_begin: thread %u of \"%s\" is refused (%d)", id, name, error);
  }
}

int process_create(unsigned parent, const char *name, const char *arguments, unsigned quota, unsigned ids,
                   unsigned cpu) {
  const struct boot_module *module = boot_module_find(name);
  if (module == NULL) {
    return ERROR_NAME;
  }
  if (cpu >= cpus_count() || text_length(arguments) >= PROCESS_ARGUMENTS_SIZE) {
    return ERROR_ARGUMENT;
  }
  struct elf_image image;
  const char *wrong = elf_read((const uint8_t *)(uintptr_t)module->start, module->end - module->start, &image);
  if (wrong != NULL) {
    terminal_print("module \"%s\" cannot be loaded: %s\n", name, wrong);
    return ERROR_FORMAT;
  }
  if (elf_pages(&image) > quota) {
    return ERROR_QUOTA; /* before any page is looked for */
  }
  int id = container_split(parent, quota, ids);
  if (id < 0) {
    return id;
  }
  int error = space_make((unsigned)id, &image, arguments);
  if (error != 0) {
    container_exit((unsigned)id);
    return error;
  }
  process_begin((unsigned)id, parent, name, image.entry, cpu);
  return id;
}

/* Hands the children of `id` to its parent. The guard is held. */
static void children_pass(unsigned id) {
  unsigned parent = processes[id].parent;
  for (unsigned child = 0; child < THREAD_MAX; child++) {
    if (processes[child].state != PROCESS_FREE && processes[child].parent == id) {
      processes[child].parent = parent;
    }
  }
  processes[parent].children += processes[id].children;
  processes[id].children = 0;
}

_Noreturn void process_exit(int code) {
  unsigned id = thread_current();
  channel_exit(id);
  share_exit(id);
  thread_space_set(SPACE_KERNEL);
  space_free(id);

  guard_acquire(&process_guard);
  struct process *process = &processes[id];
  children_pass(id);
  process->exit_code = code;
  process->state = PROCESS_EXITED;
  condition_signal(&processes[process->parent].exited);
  thread_exit(&process_guard);
}

/* A child of `parent` that has exited, THREAD_NONE for none. The guard is held. */
static unsigned exited_child(unsigned parent) {
  for (unsigned id = 0; id < THREAD_MAX; id++) {
    if (processes[id].state == PROCESS_EXITED && processes[id].parent == parent) {
      return id;
    }
  }
  return THREAD_NONE;
}

int process_wait(int *code) {
  unsigned self = thread_current();
  guard_acquire(&process_guard);
  if (processes[self].children == 0) {
    guard_release(&process_guard);
    return ERROR_CHILD;
  }
  unsigned child = exited_child(self);
  while (child == THREAD_NONE) {
    if (!condition_wait(&processes[self].exited, &process_guard)) {
      guard_release(&process_guard);
      return ERROR_DEAD;
    }
    child = exited_child(self);
  }
  *code = processes[child].exit_code;
  processes[child].state = PROCESS_FREE;
  processes[self].children--;
  container_exit(child); /* the thread is dead: it gave the guard away when it had left its stack */
  guard_release(&process_guard);
  return (int)child;
}

/* Whether `id` is a child of `ancestor`, or of one. The guard is held. */
static bool is_descendant(unsigned id, unsigned ancestor) {
  unsigned parent = processes[id].parent;
  while (parent != THREAD_NONE && parent != ancestor) {
    parent = processes[parent].parent;
  }
  return parent == ancestor;
}

int process_end(unsigned id) {
  unsigned self = thread_current();
  if (id >= THREAD_MAX || id == self) {
    return ERROR_ARGUMENT;
  }
  int error = 0;
  guard_acquire(&process_guard);
  if (processes[id].state != PROCESS_LIVE) {
    error = ERROR_DEAD;
  } else if (!is_descendant(id, self)) {
    error = ERROR_CHILD;
  } else {
    processes[id].killer = self;
    thread_cancel(id, &process_guard);
  }
  guard_release(&process_guard);
  return error;
}

void process_return(void) {
  if (thread_was_cancelled()) {
    process_kill("by process %u", processes[thread_current()].killer);
  }
}

_Noreturn void process_kill(const char *format, ...) {
  char reason[REASON_SIZE];
  va_list arguments;
  va_start(arguments, format);
  format_text(reason, sizeof reason, format, arguments);
  va_end(arguments);
  unsigned id = thread_current();
  terminal_print("process %u (%s) killed: %s\n", id, processes[id].name, reason);
  process_exit(PROCESS_KILLED);
}
