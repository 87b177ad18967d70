/* The state of a ticket lock. */
#ifndef TICKET_LOCK_LOCK_STATE_H
#define TICKET_LOCK_LOCK_STATE_H

/* As at a counter in an office: whoever comes draws the next number and waits until it is called. Both numbers count
   modulo 2^32; the lock is free where they are equal. One cache line, shared with nothing else. */
struct lock {
  _Alignas(64) unsigned next_ticket; /* the next to be drawn; any processor adds 1 */
  unsigned now_serving;              /* the holder's; only the holder writes it */
};

#endif
