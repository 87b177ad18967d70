/* The system calls as functions. All return 0 or more, or an error (error/error.h), unless said otherwise. */
#ifndef SYSTEM_H
#define SYSTEM_H

#include <stddef.h>
#include <stdint.h>

#include "error/error.h"
#include "syscall/numbers.h"

/* What is sent: `words` words of 4 bytes from `address`. Where it may go: room for `words` words at `address`; the rest
   is cut off. `grant` is 0, or the page that goes over to the receiver, or where such a page may come. */
struct message {
  void *address;
  unsigned words;
  void *grant;
};

#define PAGE_SIZE 4096

/* The states of a share. */
#define SHARE_DEAD 0
#define SHARE_PENDING 1
#define SHARE_READY 2

_Noreturn void system_exit(int code);
void system_yield(void);
int system_write(const void *bytes, unsigned count);
int system_read(void *bytes, unsigned size);

/* Starts `name` on processor `cpu` with `quota` frames; it and its descendants may be `ids` processes, 0: half of those
   that the caller may still start. Returns its id. */
int system_spawn(const char *name, const char *arguments, unsigned quota, unsigned ids, unsigned cpu);

/* Waits for a child. Returns its id; *code is its exit code. */
int system_wait(int *code);

/* Ends a descendant: it is on its way out when this returns; its parent waits for it as for any. */
int system_kill(unsigned id);

unsigned system_self(void);
unsigned system_cpu(void);
unsigned system_processors(void);

/* Frames that may still be used. */
unsigned system_quota(void);

/* Processes that the caller may still start, or let its children start. */
unsigned system_ids(void);

int system_reserve(void *address, unsigned pages);
int system_release(void *address, unsigned pages);

int system_send(unsigned to, const struct message *message);
int system_receive(unsigned from, struct message *message, unsigned *sender);
int system_call(unsigned to, const struct message *out, struct message *in);
int system_reply(unsigned to, const struct message *message);

int system_share_offer(unsigned peer, void *address);
int system_share_status(unsigned peer);
int system_share_end(unsigned peer);

int system_notify(unsigned to, unsigned bits);
unsigned system_notify_wait(void);

int system_put(unsigned buffer, unsigned value);
int system_get(unsigned buffer, unsigned *value);

int system_info(unsigned kind, unsigned index, void *info);

/* The time-stamp counter of this processor. */
uint64_t system_cycles(void);

#endif
