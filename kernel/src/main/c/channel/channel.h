/* Messages between threads, which meet to pass them: nothing is stored on the way. */
#ifndef CHANNEL_CHANNEL_H
#define CHANNEL_CHANNEL_H

#include <stdbool.h>

#include "alignment/alignment.h"
#include "guard/guard.h"
#include "queue/queue.h"

/* The longest message, in words of 4 bytes. */
#define MESSAGE_WORDS_MAX 1024

/* Receives from whoever comes first. */
#define CHANNEL_ANY THREAD_MAX

/* Where the words of a message lie, or may go: addresses of the caller's user space, or of the kernel for a thread
   that has none. Shared with user programs. */
struct message {
  unsigned address; /* a multiple of 4 */
  unsigned words;   /* sent: how many, up to MESSAGE_WORDS_MAX; received: how many fit, the rest is cut off */
  unsigned grant;   /* 0 for none. Sent: the address of a page that goes over to the receiver with its contents and
                       its accounting. Received: where such a page may come, nothing being mapped there */
};

enum channel_mode {
  CHANNEL_IDLE,      /* its thread runs, or sleeps elsewhere */
  CHANNEL_SENDING,   /* sleeps among the senders of `partner` */
  CHANNEL_RECEIVING, /* sleeps in `receiver` until `partner`, or anybody for CHANNEL_ANY, sends */
  CHANNEL_CALLING,   /* sleeps among the senders of `partner`, a reply wanted */
  CHANNEL_REPLYING   /* sleeps among the callers of `partner`: its message was taken, the reply is due */
};

/* The channel of the thread with the same id. Its guard guards the channel's queues, whoever sleeps in them with the
   fields of their own channels from `mode` on, and, while its thread sends to nobody, its own. So each pair meets
   under one guard: the receiver's for a message, the replier's for its reply. */
struct channel {
  SHARED_ALIGNED struct guard guard;
  struct queue senders;    /* threads whose messages wait for this one, first come, first served */
  struct queue callers;    /* threads whose calls were taken and wait for the reply of this one */
  struct queue receiver;   /* the channel's own thread while it waits for a message */
  unsigned open;           /* 1 while there is such a thread; closed before the dead one's partners are woken */
  unsigned mode;           /* enum channel_mode */
  unsigned partner;        /* with whom, see `mode` */
  struct message outgoing; /* what its thread sends */
  struct message incoming; /* where its thread wants a message or a reply */
  unsigned sender;         /* who sent what was received */
  int result;              /* what its thread's call returns */
};

extern struct channel channels[THREAD_MAX];

/* All channels closed. Once, before any thread runs. */
void channel_init(void);

/* Opens the channel of thread `id`, which does not run yet or is the caller. */
void channel_open(unsigned id);

/* Whether thread `id` exists and takes messages; may change at once. */
bool channel_alive(unsigned id);

/* The four that follow are called by a thread with an open channel, interrupts off, no guards held. They return the
   number of words that were passed, or, with nothing passed and nobody but the guilty one told:
     ERROR_ARGUMENT  no such thread, oneself, too many words, an address that is no multiple (of 4, of a page for grant)
     ERROR_ADDRESS   the caller's buffer is not its own, or not writable where words come; or its grant is no page of
                     its own alone
     ERROR_STATE     the message grants a page and the receiver named no free place for it; no call of that thread waits
                     for a reply of the caller
     ERROR_QUOTA     the receiver's container has no room for a granted page, or for what its buffer needs (told to the
                     one whose message or buffer it is)
     ERROR_DEAD      the partner does not exist, or died before the message or the reply was passed; or the caller was
                     cancelled meanwhile */

/* Sends `message` to thread `to`; sleeps until it is taken. Who sends to the same thread is taken in the order in which
   they came. */
int channel_send(unsigned to, const struct message *message);

/* Takes the oldest message from thread `from`, or from anybody for CHANNEL_ANY, into where `message` says; sleeps until
   there is one. *sender is who sent it. */
int channel_receive(unsigned from, const struct message *message, unsigned *sender);

/* Sends `out` to thread `to` and sleeps until it replies into `in`. */
int channel_call(unsigned to, const struct message *out, const struct message *in);

/* Passes `message` to thread `to`, whose call the caller has received and not replied to yet. Never sleeps. If the
   reply fails for a fault of the caller's own, the call still waits; if for one of its caller, that one is told too. */
int channel_reply(unsigned to, const struct message *message);

/* Closes the channel of thread `id`, which is the caller, or is dead, or never ran: everybody who sleeps for it goes
   on with ERROR_DEAD. Interrupts off, no guards held. */
void channel_exit(unsigned id);

#endif
