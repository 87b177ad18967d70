/* The system calls: takes the arguments from the registers, calls the layer that does the work, hands back results. */
#include "syscall/syscall.h"

#include "buffer/buffer.h"
#include "channel/channel.h"
#include "container/container.h"
#include "cpu/cpu.h"
#include "current/current.h"
#include "error/error.h"
#include "irq/cpus.h"
#include "notification/notification.h"
#include "process/process.h"
#include "scheduler/scheduler.h"
#include "share/share.h"
#include "syscall/info.h"
#include "syscall/memory_calls.h"
#include "terminal/terminal.h"
#include "trap_args/trap_args.h"
#include "user_copy/user_copy.h"

#define CHUNK 256

_Static_assert(CALL_ANY == CHANNEL_ANY, "programs and channels agree on who is anybody");
_Static_assert(CALL_DEMAND_START == USER_DEMAND_START && CALL_DEMAND_END == USER_DEMAND_END,
               "programs know where memory comes on demand");

static int call_exit(struct irq_frame *frame) {
  process_exit((int)trap_argument(frame, 0));
}

static int call_yield(struct irq_frame *frame) {
  (void)frame;
  thread_yield();
  return 0;
}

static int call_write(struct irq_frame *frame) {
  unsigned address = trap_argument(frame, 0), bytes = trap_argument(frame, 1);
  char chunk[CHUNK];
  if (bytes > CALL_BYTES_MAX) {
    return ERROR_ARGUMENT;
  }
  for (unsigned done = 0; done < bytes; done += CHUNK) {
    unsigned part = bytes - done < CHUNK ? bytes - done : CHUNK;
    int error = user_copy_in(thread_current(), address + done, chunk, part);
    if (error != 0) {
      return error;
    }
    terminal_write(chunk, part);
  }
  return (int)bytes;
}

static int call_read(struct irq_frame *frame) {
  unsigned address = trap_argument(frame, 0), bytes = trap_argument(frame, 1);
  char chunk[CHUNK];
  if (bytes == 0 || bytes > CALL_BYTES_MAX) {
    return ERROR_ARGUMENT;
  }
  unsigned size = bytes < CHUNK ? bytes : CHUNK;
  int error = user_copy_in(thread_current(), address, chunk, size);
  if (error == 0) {
    error = user_copy_out(thread_current(), address, chunk, size); /* before anything is taken from the terminal */
  }
  if (error != 0) {
    return error;
  }
  unsigned count = terminal_read(chunk, size);
  error = user_copy_out(thread_current(), address, chunk, count);
  return error != 0 ? error : (int)count;
}

static int call_spawn(struct irq_frame *frame) {
  unsigned self = thread_current();
  struct spawn_request request;
  char name[PROCESS_NAME_SIZE], arguments[PROCESS_ARGUMENTS_SIZE];
  int result = user_copy_in(self, trap_argument(frame, 0), &request, sizeof request);
  if (result >= 0) {
    result = user_copy_text(self, request.name, name, sizeof name);
  }
  if (result >= 0) {
    result = user_copy_text(self, request.arguments, arguments, sizeof arguments);
  }
  if (result < 0) {
    return result;
  }
  unsigned half = container_ids_left(self) / 2;
  unsigned ids = request.ids != 0 ? request.ids : half != 0 ? half : 1;
  return process_create(self, name, arguments, request.quota, ids, request.cpu);
}

static int call_wait(struct irq_frame *frame) {
  int code;
  int id = process_wait(&code);
  if (id >= 0) {
    trap_second_set(frame, (unsigned)code);
  }
  return id;
}

static int call_self(struct irq_frame *frame) {
  trap_second_set(frame, cpu_id());
  return (int)thread_current();
}

static int call_quota(struct irq_frame *frame) {
  const struct container *container = &containers[thread_current()];
  unsigned usage = container->usage;
  trap_second_set(frame, usage);
  return (int)(container->quota - usage);
}

static int call_reserve(struct irq_frame *frame) {
  return memory_reserve(thread_current(), trap_argument(frame, 0), trap_argument(frame, 1));
}

static int call_release(struct irq_frame *frame) {
  return memory_release(thread_current(), trap_argument(frame, 0), trap_argument(frame, 1));
}

static int message_in(unsigned address, struct message *message) {
  return user_copy_in(thread_current(), address, message, sizeof *message);
}

static int call_send(struct irq_frame *frame) {
  struct message message;
  int error = message_in(trap_argument(frame, 1), &message);
  return error != 0 ? error : channel_send(trap_argument(frame, 0), &message);
}

static int call_receive(struct irq_frame *frame) {
  struct message message;
  unsigned sender;
  int result = message_in(trap_argument(frame, 1), &message);
  if (result == 0) {
    result = channel_receive(trap_argument(frame, 0), &message, &sender);
  }
  if (result >= 0) {
    trap_second_set(frame, sender);
  }
  return result;
}

static int call_call(struct irq_frame *frame) {
  struct message out, in;
  int error = message_in(trap_argument(frame, 1), &out);
  if (error == 0) {
    error = message_in(trap_argument(frame, 2), &in);
  }
  return error != 0 ? error : channel_call(trap_argument(frame, 0), &out, &in);
}

static int call_reply(struct irq_frame *frame) {
  struct message message;
  int error = message_in(trap_argument(frame, 1), &message);
  return error != 0 ? error : channel_reply(trap_argument(frame, 0), &message);
}

static int call_share_offer(struct irq_frame *frame) {
  return share_offer(thread_current(), trap_argument(frame, 0), trap_argument(frame, 1));
}

static int call_share_status(struct irq_frame *frame) {
  return share_status(thread_current(), trap_argument(frame, 0));
}

static int call_share_end(struct irq_frame *frame) {
  return share_end(thread_current(), trap_argument(frame, 0));
}

static int call_notify(struct irq_frame *frame) {
  return notification_send(trap_argument(frame, 0), trap_argument(frame, 1));
}

static int call_notify_wait(struct irq_frame *frame) {
  trap_second_set(frame, notification_wait());
  return 0;
}

static int call_put(struct irq_frame *frame) {
  return buffer_put(trap_argument(frame, 0), trap_argument(frame, 1));
}

static int call_get(struct irq_frame *frame) {
  unsigned value;
  int error = buffer_get(trap_argument(frame, 0), &value);
  if (error == 0) {
    trap_second_set(frame, value);
  }
  return error;
}

static int call_info(struct irq_frame *frame) {
  union info info;
  int size = info_read(trap_argument(frame, 0), trap_argument(frame, 1), &info);
  return size < 0 ? size : user_copy_out(thread_current(), trap_argument(frame, 2), &info, (unsigned)size);
}

static int call_cycles(struct irq_frame *frame) {
  uint64_t cycles = cpu_cycles();
  trap_second_set(frame, (uint32_t)(cycles >> 32));
  return (int)(uint32_t)cycles;
}

static int call_null(struct irq_frame *frame) {
  (void)frame;
  return 0;
}

static int call_processors(struct irq_frame *frame) {
  (void)frame;
  return (int)cpus_count();
}

static int call_kill(struct irq_frame *frame) {
  return process_end(trap_argument(frame, 0));
}

const struct syscall syscall_table[CALL_COUNT] = {
    [CALL_EXIT] = {"exit", call_exit, 1},
    [CALL_YIELD] = {"yield", call_yield, 0},
    [CALL_WRITE] = {"write", call_write, 2},
    [CALL_READ] = {"read", call_read, 2},
    [CALL_SPAWN] = {"spawn", call_spawn, 1},
    [CALL_WAIT] = {"wait", call_wait, 0},
    [CALL_SELF] = {"self", call_self, 0},
    [CALL_QUOTA] = {"quota", call_quota, 0},
    [CALL_RESERVE] = {"reserve", call_reserve, 2},
    [CALL_RELEASE] = {"release", call_release, 2},
    [CALL_SEND] = {"send", call_send, 2},
    [CALL_RECEIVE] = {"receive", call_receive, 2},
    [CALL_CALL] = {"call", call_call, 3},
    [CALL_REPLY] = {"reply", call_reply, 2},
    [CALL_SHARE_OFFER] = {"share_offer", call_share_offer, 2},
    [CALL_SHARE_STATUS] = {"share_status", call_share_status, 1},
    [CALL_SHARE_END] = {"share_end", call_share_end, 1},
    [CALL_NOTIFY] = {"notify", call_notify, 2},
    [CALL_NOTIFY_WAIT] = {"notify_wait", call_notify_wait, 0},
    [CALL_PUT] = {"put", call_put, 2},
    [CALL_GET] = {"get", call_get, 1},
    [CALL_INFO] = {"info", call_info, 3},
    [CALL_CYCLES] = {"cycles", call_cycles, 0},
    [CALL_NULL] = {"null", call_null, 0},
    [CALL_PROCESSORS] = {"processors", call_processors, 0},
    [CALL_KILL] = {"kill", call_kill, 1},
};

void syscall_dispatch(struct irq_frame *frame) {
  unsigned number = trap_number(frame);
  int result = number < CALL_COUNT ? syscall_table[number].function(frame) : ERROR_CALL;
  trap_result_set(frame, result);
}
