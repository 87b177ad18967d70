/* Whether a run gave back all that it took. */
#include "measure/balance.h"

#include "console/console.h"
#include "container/container.h"
#include "frame/frame.h"
#include "thread/thread.h"

struct balance balance_take(void) {
  return (struct balance){
      .frames = frame_table_usable() - frame_free_count(),
      .containers = container_count(),
      .threads = thread_count(),
  };
}

bool balance_print(const struct balance *start) {
  struct balance now = balance_take();
  bool even = now.frames == start->frames && now.containers == start->containers && now.threads == start->threads;
  console_print("balance frames=%u/%u containers=%u threads=%u: %s\n", now.frames, start->frames, now.containers,
                now.threads, even ? "ok" : "FAILED");
  return even;
}
