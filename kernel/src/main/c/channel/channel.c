/* Messages between threads, which meet under the guard of the one who receives. */
#include "channel/channel.h"

#include <stddef.h>

#include "current/current.h"
#include "error/error.h"
#include "guard_list/guard_list.h"
#include "scheduler/scheduler.h"
#include "space/space.h"
#include "user_copy/user_copy.h"

#define WORD_SIZE 4

struct channel channels[THREAD_MAX];

/* How a message went from one thread to another: the words passed, or an error and whose fault it is. */
struct passing {
  int result;
  bool receiver_fails;
};

void channel_init(void) {
  for (unsigned id = 0; id < THREAD_MAX; id++) {
    struct channel *channel = &channels[id];
    guard_init(&channel->guard);
    queue_init(&channel->senders);
    queue_init(&channel->callers);
    queue_init(&channel->receiver);
    channel->open = 0;
    channel->mode = CHANNEL_IDLE;
  }
  guard_list_add("channel", &channels[0].guard, sizeof channels[0], THREAD_MAX);
}

void channel_open(unsigned id) {
  guard_acquire(&channels[id].guard);
  channels[id].mode = CHANNEL_IDLE;
  channels[id].open = 1;
  guard_release(&channels[id].guard);
}

bool channel_alive(unsigned id) {
  return id < THREAD_MAX && *(const volatile unsigned *)&channels[id].open != 0;
}

/* Whether the thread `id` may read `bytes` from `address`, or also write there. Pages that come on demand come. */
static int memory_check(unsigned id, unsigned address, unsigned bytes, bool writable) {
  unsigned space = threads[id].space;
  if (space == SPACE_KERNEL || bytes == 0) {
    return 0;
  }
  unsigned pages = (address % FRAME_SIZE + bytes + FRAME_SIZE - 1) / FRAME_SIZE;
  for (unsigned i = 0; i < pages; i++) {
    unsigned start = i == 0 ? address : address - address % FRAME_SIZE + i * FRAME_SIZE;
    char byte;
    int error = user_copy_in(space, start, &byte, sizeof byte);
    if (error != 0) {
      return error;
    }
    if (writable && (space_lookup(space, start) & PAGE_WRITE) == 0) {
      return ERROR_ADDRESS;
    }
  }
  return 0;
}

/* What can be said of the caller's own message before there is a partner. */
static int message_check(const struct message *message, bool receives) {
  if (message->words > MESSAGE_WORDS_MAX || message->address % WORD_SIZE != 0 || message->grant % FRAME_SIZE != 0) {
    return ERROR_ARGUMENT;
  }
  return memory_check(thread_current(), message->address, message->words * WORD_SIZE, receives);
}

/* Copies the first `words` words that `from` sends to where `to` wants them. A thread without a space has them in the
   kernel. */
static int words_copy(unsigned from, unsigned to, unsigned words) {
  unsigned source = channels[from].outgoing.address, target = channels[to].incoming.address;
  bool from_kernel = threads[from].space == SPACE_KERNEL, to_kernel = threads[to].space == SPACE_KERNEL;
  if (from_kernel && to_kernel) {
    for (unsigned i = 0; i < words; i++) {
      ((unsigned *)target)[i] = ((const unsigned *)source)[i];
    }
    return 0;
  }
  if (from_kernel) {
    return user_copy_out(threads[to].space, target, (const void *)source, words * WORD_SIZE);
  }
  if (to_kernel) {
    return user_copy_in(threads[from].space, source, (void *)target, words * WORD_SIZE);
  }
  return user_copy_between(threads[to].space, target, threads[from].space, source, words * WORD_SIZE);
}

/* Passes what `from` sends to where `to` wants it. One of them is the caller, the other sleeps; the guard under which
   they meet is held. So no other processor translates by the space of `from`, and a grant waits for nobody. */
static struct passing message_pass(unsigned from, unsigned to) {
  const struct message *out = &channels[from].outgoing, *in = &channels[to].incoming;
  unsigned words = out->words < in->words ? out->words : in->words;
  if (out->grant != 0 && in->grant == 0) {
    return (struct passing){ERROR_STATE, false};
  }
  int error = memory_check(to, in->address, words * WORD_SIZE, true);
  if (error != 0) {
    return (struct passing){error, true};
  }
  error = words_copy(from, to, words);
  if (error == 0 && out->grant != 0) {
    error = space_grant(threads[from].space, out->grant, threads[to].space, in->grant);
  }
  return (struct passing){error == 0 ? (int)words : error, false};
}

/* Lets the sleeper `id` go on with `result`. The guard of the queue it sleeps in is held. */
static void sleeper_finish(unsigned id, int result) {
  channels[id].mode = CHANNEL_IDLE;
  channels[id].result = result;
  thread_wake(id);
}

/* Sleeps in `queue`, one of the channel `where`, whose guard is held, until sleeper_finish(). Returns its result, or
   ERROR_DEAD where the caller was cancelled; the guard is released. */
static int channel_sleep(struct channel *where, struct queue *queue, enum channel_mode mode, unsigned partner) {
  struct channel *mine = &channels[thread_current()];
  mine->mode = mode;
  mine->partner = partner;
  if (!thread_sleep(queue, &where->guard)) {
    mine->mode = CHANNEL_IDLE;
    return ERROR_DEAD;
  }
  return mine->result;
}

/* Whether the thread of `channel` sleeps until `from` sends. The guard is held. */
static bool waits_for(const struct channel *channel, unsigned from) {
  return channel->receiver.head != THREAD_NONE && (channel->partner == from || channel->partner == CHANNEL_ANY);
}

/* Sends what the caller's channel says to `to`; with `calls`, waits for the reply. */
static int message_send(unsigned to, const struct message *out, const struct message *reply) {
  unsigned me = thread_current();
  struct channel *mine = &channels[me], *theirs = &channels[to];
  guard_acquire(&theirs->guard);
  if (theirs->open == 0) {
    guard_release(&theirs->guard);
    return ERROR_DEAD;
  }
  mine->outgoing = *out;
  if (reply != NULL) {
    mine->incoming = *reply;
  }
  if (waits_for(theirs, me)) {
    struct passing passing = message_pass(me, to);
    if (passing.result >= 0 || passing.receiver_fails) {
      theirs->sender = me;
      sleeper_finish(to, passing.result);
    }
    if (passing.result >= 0 && reply != NULL) {
      return channel_sleep(theirs, &theirs->callers, CHANNEL_REPLYING, to);
    }
    if (!passing.receiver_fails) {
      guard_release(&theirs->guard);
      return passing.result;
    }
  }
  return channel_sleep(theirs, &theirs->senders, reply == NULL ? CHANNEL_SENDING : CHANNEL_CALLING, to);
}

int channel_send(unsigned to, const struct message *message) {
  if (to >= THREAD_MAX || to == thread_current()) {
    return ERROR_ARGUMENT;
  }
  int error = message_check(message, false);
  return error != 0 ? error : message_send(to, message, NULL);
}

int channel_call(unsigned to, const struct message *out, const struct message *in) {
  if (to >= THREAD_MAX || to == thread_current()) {
    return ERROR_ARGUMENT;
  }
  int error = message_check(out, false);
  if (error == 0) {
    error = message_check(in, true);
  }
  return error != 0 ? error : message_send(to, out, in);
}

/* The sender to `channel` whose turn it is: the first, or `from` where that is one. THREAD_NONE where there is none. */
static unsigned sender_find(const struct channel *channel, unsigned from) {
  if (from == CHANNEL_ANY) {
    return channel->senders.head;
  }
  return queue_has(&channel->senders, from) ? from : THREAD_NONE;
}

/* The message of `sender` was passed to `mine` with `result`: the sender goes on, or waits for the reply. */
static void sender_served(struct channel *mine, unsigned sender, int result) {
  if (channels[sender].mode == CHANNEL_CALLING && result >= 0) {
    queue_remove(&mine->senders, sender);
    queue_push(&mine->callers, sender);
    channels[sender].mode = CHANNEL_REPLYING;
  } else {
    sleeper_finish(sender, result);
  }
}

/* Takes the message of a sender that waits already, past those whose message is no good. Returns false where there is
   none, else true with the sender and what the caller's receive returns. The guard of `mine` is held. */
static bool sender_take(struct channel *mine, unsigned from, unsigned *sender, int *result) {
  unsigned me = thread_current();
  for (unsigned id = sender_find(mine, from); id != THREAD_NONE; id = sender_find(mine, from)) {
    struct passing passing = message_pass(id, me);
    if (!passing.receiver_fails) {
      sender_served(mine, id, passing.result);
    }
    if (passing.receiver_fails || passing.result >= 0) {
      *sender = id;
      *result = passing.result;
      return true;
    }
  }
  return false;
}

int channel_receive(unsigned from, const struct message *message, unsigned *sender) {
  unsigned me = thread_current();
  struct channel *mine = &channels[me];
  if (from > CHANNEL_ANY || from == me) {
    return ERROR_ARGUMENT;
  }
  int result = message_check(message, true);
  if (result != 0) {
    return result;
  }
  guard_acquire(&mine->guard);
  mine->incoming = *message;
  if (sender_take(mine, from, sender, &result)) {
    guard_release(&mine->guard);
    return result;
  }
  if (from != CHANNEL_ANY && !channel_alive(from)) {
    guard_release(&mine->guard);
    return ERROR_DEAD;
  }
  result = channel_sleep(mine, &mine->receiver, CHANNEL_RECEIVING, from);
  *sender = mine->sender;
  return result;
}

int channel_reply(unsigned to, const struct message *message) {
  unsigned me = thread_current();
  struct channel *mine = &channels[me];
  if (to >= THREAD_MAX || to == me) {
    return ERROR_ARGUMENT;
  }
  int result = message_check(message, false);
  if (result != 0) {
    return result;
  }
  guard_acquire(&mine->guard);
  if (queue_has(&mine->callers, to)) {
    mine->outgoing = *message;
    struct passing passing = message_pass(me, to);
    result = passing.result;
    if (result >= 0 || passing.receiver_fails) {
      sleeper_finish(to, result);
    }
  } else {
    result = channel_alive(to) ? ERROR_STATE : ERROR_DEAD;
  }
  guard_release(&mine->guard);
  return result;
}

/* Wakes all that sleep in `queue` for a dead thread. */
static void sleepers_refuse(struct queue *queue) {
  while (queue->head != THREAD_NONE) {
    sleeper_finish(queue->head, ERROR_DEAD);
  }
}

/* A thread that looks at `open` before it goes to sleep for `id` does so under its own guard: either it sees the
   channel closed, or it sleeps already when this comes to its guard. */
void channel_exit(unsigned id) {
  guard_acquire(&channels[id].guard);
  channels[id].open = 0;
  sleepers_refuse(&channels[id].senders);
  sleepers_refuse(&channels[id].callers);
  guard_release(&channels[id].guard);
  for (unsigned other = 0; other < THREAD_MAX; other++) {
    struct channel *channel = &channels[other];
    guard_acquire(&channel->guard);
    if (channel->receiver.head != THREAD_NONE && channel->partner == id) {
      sleeper_finish(other, ERROR_DEAD);
    }
    guard_release(&channel->guard);
  }
}
