/* The system calls as functions. */
#include "system.h"

#include "call.h"

static unsigned word(const void *pointer) {
  return (unsigned)(uintptr_t)pointer;
}

/* A system call without a second result. */
static int simple(unsigned number, unsigned first, unsigned second, unsigned third) {
  unsigned unused;
  return call(number, first, second, third, &unused);
}

_Noreturn void system_exit(int code) {
  for (;;) {
    simple(CALL_EXIT, (unsigned)code, 0, 0);
  }
}

void system_yield(void) {
  simple(CALL_YIELD, 0, 0, 0);
}

int system_write(const void *bytes, unsigned count) {
  return simple(CALL_WRITE, word(bytes), count, 0);
}

int system_read(void *bytes, unsigned size) {
  return simple(CALL_READ, word(bytes), size, 0);
}

int system_spawn(const char *name, const char *arguments, unsigned quota, unsigned ids, unsigned cpu) {
  struct spawn_request request = {word(name), word(arguments), quota, ids, cpu};
  return simple(CALL_SPAWN, word(&request), 0, 0);
}

int system_wait(int *code) {
  unsigned second;
  int id = call(CALL_WAIT, 0, 0, 0, &second);
  *code = (int)second;
  return id;
}

int system_kill(unsigned id) {
  return simple(CALL_KILL, id, 0, 0);
}

unsigned system_self(void) {
  return (unsigned)simple(CALL_SELF, 0, 0, 0);
}

unsigned system_cpu(void) {
  unsigned cpu;
  call(CALL_SELF, 0, 0, 0, &cpu);
  return cpu;
}

unsigned system_processors(void) {
  return (unsigned)simple(CALL_PROCESSORS, 0, 0, 0);
}

unsigned system_quota(void) {
  return (unsigned)simple(CALL_QUOTA, 0, 0, 0);
}

unsigned system_ids(void) {
  struct info_container container = {0};
  system_info(INFO_CONTAINER, system_self(), &container);
  return container.ids - container.ids_used;
}

int system_reserve(void *address, unsigned pages) {
  return simple(CALL_RESERVE, word(address), pages, 0);
}

int system_release(void *address, unsigned pages) {
  return simple(CALL_RELEASE, word(address), pages, 0);
}

int system_send(unsigned to, const struct message *message) {
  return simple(CALL_SEND, to, word(message), 0);
}

int system_receive(unsigned from, struct message *message, unsigned *sender) {
  return call(CALL_RECEIVE, from, word(message), 0, sender);
}

int system_call(unsigned to, const struct message *out, struct message *in) {
  return simple(CALL_CALL, to, word(out), word(in));
}

int system_reply(unsigned to, const struct message *message) {
  return simple(CALL_REPLY, to, word(message), 0);
}

int system_share_offer(unsigned peer, void *address) {
  return simple(CALL_SHARE_OFFER, peer, word(address), 0);
}

int system_share_status(unsigned peer) {
  return simple(CALL_SHARE_STATUS, peer, 0, 0);
}

int system_share_end(unsigned peer) {
  return simple(CALL_SHARE_END, peer, 0, 0);
}

int system_notify(unsigned to, unsigned bits) {
  return simple(CALL_NOTIFY, to, bits, 0);
}

unsigned system_notify_wait(void) {
  unsigned bits;
  call(CALL_NOTIFY_WAIT, 0, 0, 0, &bits);
  return bits;
}

int system_put(unsigned buffer, unsigned value) {
  return simple(CALL_PUT, buffer, value, 0);
}

int system_get(unsigned buffer, unsigned *value) {
  return call(CALL_GET, buffer, 0, 0, value);
}

int system_info(unsigned kind, unsigned index, void *info) {
  return simple(CALL_INFO, kind, index, word(info));
}

uint64_t system_cycles(void) {
  unsigned high;
  unsigned low = (unsigned)call(CALL_CYCLES, 0, 0, 0, &high);
  return (uint64_t)high << 32 | low;
}
