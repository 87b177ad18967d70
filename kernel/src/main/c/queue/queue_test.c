/* Tests of queues against a plain array, with thread blocks that belong to the test. */
#include "queue/queue.h"

#include "cpu/cpu.h"
#include "guard/guard.h"
#include "irq/cpus.h"
#include "queue/queue_test.h"

#define STEPS 400

static unsigned ids[QUEUE_TEST_THREADS];

bool queue_test_claim(unsigned *claimed) {
  bool complete = true;
  kernel_enter();
  for (unsigned i = 0; i < QUEUE_TEST_THREADS; i++) {
    int id = container_split(CONTAINER_ROOT, 0, 1);
    claimed[i] = id > 0 ? (unsigned)id : THREAD_NONE;
    complete = complete && id > 0;
    if (id > 0) {
      thread_new((unsigned)id, cpu_id(), "queued");
    }
  }
  kernel_leave();
  return complete;
}

void queue_test_return(const unsigned *claimed) {
  kernel_enter();
  for (unsigned i = 0; i < QUEUE_TEST_THREADS; i++) {
    if (claimed[i] != THREAD_NONE) {
      container_exit(claimed[i]);
    }
  }
  kernel_leave();
}

/* What the queue should hold. */
struct model {
  unsigned length;
  unsigned id[QUEUE_TEST_THREADS];
};

static unsigned model_find(const struct model *model, unsigned id) {
  unsigned i = 0;
  while (i < model->length && model->id[i] != id) {
    i++;
  }
  return i;
}

static void model_remove(struct model *model, unsigned place) {
  model->length--;
  for (unsigned i = place; i < model->length; i++) {
    model->id[i] = model->id[i + 1];
  }
}

/* Whether the queue holds what the model says, in both directions. */
static bool model_agrees(const struct model *model, const struct queue *queue) {
  unsigned forwards = queue->head, backwards = queue->tail;
  for (unsigned i = 0; i < model->length; i++) {
    if (forwards != model->id[i] || backwards != model->id[model->length - 1 - i]) {
      return false;
    }
    forwards = threads[forwards].next;
    backwards = threads[backwards].previous;
  }
  return forwards == THREAD_NONE && backwards == THREAD_NONE && queue_sound(queue);
}

/* Pushes, pops and removes as the numbers of a small generator say. */
static bool steps_agree(void) {
  struct queue queue;
  struct model model = {0};
  unsigned random = 1;
  queue_init(&queue);
  bool agrees = queue_pop(&queue) == THREAD_NONE && model_agrees(&model, &queue);
  for (unsigned step = 0; step < STEPS && agrees; step++) {
    random = random * 1664525 + 1013904223;
    unsigned id = ids[(random >> 16) % QUEUE_TEST_THREADS];
    unsigned place = model_find(&model, id);
    if (place == model.length) {
      queue_push(&queue, id);
      model.id[model.length] = id;
      model.length++;
    } else if (random >> 31) {
      queue_remove(&queue, id);
      model_remove(&model, place);
    } else {
      agrees = queue_pop(&queue) == model.id[0];
      model_remove(&model, 0);
    }
    agrees = agrees && model_agrees(&model, &queue) && queue_has(&queue, id) == (model_find(&model, id) < model.length);
  }
  while (queue_pop(&queue) != THREAD_NONE) {
  }
  return agrees;
}

bool queue_order_test(void) {
  bool agrees = true;
  if (cpu_id() == 0) {
    agrees = queue_test_claim(ids) && steps_agree();
    queue_test_return(ids);
  }
  cpus_barrier();
  return agrees;
}

/* Every broken link is seen. */
bool queue_sound_test(void) {
  bool seen = true;
  if (cpu_id() == 0 && queue_test_claim(ids)) {
    struct queue queue;
    queue_init(&queue);
    for (unsigned i = 0; i < QUEUE_TEST_THREADS; i++) {
      queue_push(&queue, ids[i]);
    }
    threads[ids[2]].previous = ids[0];
    seen = !queue_sound(&queue);
    threads[ids[2]].previous = ids[1];
    threads[ids[3]].next = ids[1];
    seen = seen && !queue_sound(&queue);
    threads[ids[3]].next = ids[4];
    queue.tail = ids[0];
    seen = seen && !queue_sound(&queue);
    queue.tail = ids[QUEUE_TEST_THREADS - 1];
    seen = seen && queue_sound(&queue);
    while (queue_pop(&queue) != THREAD_NONE) {
    }
    queue_test_return(ids);
  }
  cpus_barrier();
  return seen;
}
