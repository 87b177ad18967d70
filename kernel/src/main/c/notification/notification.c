/* Words of bits that threads set for each other. */
#include "notification/notification.h"

#include "channel/channel.h"
#include "current/current.h"
#include "error/error.h"
#include "guard_list/guard_list.h"

struct notification notifications[THREAD_MAX];

void notification_init(void) {
  for (unsigned id = 0; id < THREAD_MAX; id++) {
    guard_init(&notifications[id].guard);
    notifications[id].word = 0;
    condition_init(&notifications[id].arrived);
  }
  guard_list_add("notification", &notifications[0].guard, sizeof notifications[0], THREAD_MAX);
}

void notification_open(unsigned id) {
  guard_acquire(&notifications[id].guard);
  notifications[id].word = 0;
  guard_release(&notifications[id].guard);
}

int notification_send(unsigned to, unsigned bits) {
  if (to >= THREAD_MAX || bits == 0) {
    return ERROR_ARGUMENT;
  }
  if (!channel_alive(to)) {
    return ERROR_DEAD;
  }
  struct notification *theirs = &notifications[to];
  guard_acquire(&theirs->guard);
  theirs->word |= bits;
  condition_signal(&theirs->arrived);
  guard_release(&theirs->guard);
  return 0;
}

unsigned notification_wait(void) {
  struct notification *mine = &notifications[thread_current()];
  guard_acquire(&mine->guard);
  if (mine->word == 0) {
    condition_wait(&mine->arrived, &mine->guard);
  }
  unsigned bits = mine->word; /* only its own thread takes bits: those that woke it are still there */
  mine->word = 0;
  guard_release(&mine->guard);
  return bits;
}
