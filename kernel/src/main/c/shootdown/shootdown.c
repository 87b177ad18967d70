/* Makes other processors forget translations before the frames behind them are used anew. */
#include "shootdown/shootdown.h"

#include "console/console.h"
#include "container/container.h"
#include "cpu/atomic.h"
#include "cpu/cpu.h"
#include "guard/guard.h"
#include "irq/apic.h"
#include "irq/cpus.h"
#include "irq/irq.h"
#include "page_entry/page_entry.h"

struct shootdown_request shootdown_requests[CPU_MAX];

static void shootdown_handle(struct irq_frame *frame) {
  (void)frame;
  shootdown_serve();
}

void shootdown_init(void) {
  irq_handler_set(VECTOR_SHOOTDOWN, shootdown_handle);
}

void shootdown_collect(unsigned targets, unsigned address, unsigned frame, unsigned owner) {
  struct shootdown_request *own = &shootdown_requests[cpu_id()];
  if (own->count == SHOOTDOWN_PAGES_MAX) {
    panic("shootdown_collect: %u pages wait for a flush already", own->count);
  }
  own->targets |= targets;
  own->page[own->count] = (struct shootdown_page){address, frame, owner};
  own->count++;
}

bool shootdown_full(void) {
  return shootdown_requests[cpu_id()].count == SHOOTDOWN_PAGES_MAX;
}

static void pages_forget(const struct shootdown_request *request) {
  for (unsigned i = 0; i < request->count; i++) {
    page_invalidate(request->page[i].address);
  }
}

/* Asks the processors `others` to forget, and waits until they did; outside of the kernel, so that one of them that
   waits to enter it can go on and answer. */
static void others_wait(struct shootdown_request *own, unsigned others) {
  kernel_leave();
  compiler_barrier(); /* the pages are written before the bits that make others read them */
  own->waiting = others;
  for (unsigned cpu = 0; cpu < cpus_count(); cpu++) {
    if (others & (1u << cpu)) {
      apic_send(cpus_apic_id(cpu), VECTOR_SHOOTDOWN);
    }
  }
  while (own->waiting != 0) {
    shootdown_serve(); /* one of them may wait for us just so */
    cpu_relax();
  }
  kernel_enter();
}

void shootdown_flush(void) {
  unsigned self = 1u << cpu_id();
  struct shootdown_request *own = &shootdown_requests[cpu_id()];
  if (own->targets & self) {
    pages_forget(own);
  }
  if (own->targets & ~self) {
    others_wait(own, own->targets & ~self);
  }
  for (unsigned i = 0; i < own->count; i++) {
    if (own->page[i].frame != FRAME_NONE) {
      container_free(own->page[i].owner, own->page[i].frame);
    }
  }
  own->count = 0;
  own->targets = 0;
}

void shootdown_serve(void) {
  unsigned self = 1u << cpu_id();
  for (unsigned cpu = 0; cpu < cpus_count(); cpu++) {
    struct shootdown_request *request = &shootdown_requests[cpu];
    if (request->waiting & self) {
      compiler_barrier();
      pages_forget(request);
      atomic_fetch_add(&request->waiting, 0u - self); /* the bit is set: this clears it, and no other */
    }
  }
}
