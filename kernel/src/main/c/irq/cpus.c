/* Brings the other processors up and lets all of them meet. */
#include "irq/cpus.h"

#include "boot/boot.h"
#include "console/console.h"
#include "cpu/atomic.h"
#include "cpu/cpu.h"
#include "irq/apic.h"
#include "irq/irq.h"
#include "irq/mp_table.h"

/* Waiting loops, in turns of cpu_relax(). SDM 3A, "MP Initialization", asks for 10 ms after INIT on a
   board; a machine whose INIT takes effect at once needs none of it. */
#define TURNS_AFTER_INIT 100
#define TURNS_FOR_ANSWER 20000000

/* Written by processor 0 alone, until it sets all_started: what the others go on with, how many run, their numbers. */
static void (*start_entry)(void);
static unsigned running = 1;
static uint8_t apic_ids[CPU_MAX];

/* The number of the last processor that has arrived; set by itself. */
static unsigned arrived;

/* Set by processor 0 when the last one is up. */
static unsigned all_started;

/* The barrier: how many wait in this round, and the number of the round. */
static unsigned barrier_waiting;
static unsigned barrier_round;

/* The C life of every processor but the first begins here. */
static void processor_entry(unsigned cpu) {
  cpu_init(cpu);
  irq_init_processor();
  arrived = cpu;
  while (all_started == 0) {
    cpu_relax();
  }
  start_entry();
  cpu_halt();
}

static bool answer_wait(unsigned cpu) {
  for (unsigned turn = 0; turn < TURNS_FOR_ANSWER && arrived != cpu; turn++) {
    cpu_relax();
  }
  return arrived == cpu;
}

/* Starts the processor `id` as number `running`; counts it if it comes up. */
static void processor_start(unsigned id) {
  boot_processor_prepare(running, processor_entry);
  apic_send_init(id);
  for (unsigned turn = 0; turn < TURNS_AFTER_INIT; turn++) {
    cpu_relax();
  }
  apic_send_start(id, BOOT_TRAMPOLINE);
  if (answer_wait(running)) {
    apic_ids[running] = (uint8_t)id;
    running++;
  } else {
    console_print("cpus_start: the processor with APIC number %u does not answer\n", id);
  }
}

/* Firmware written for one processor in each package lists only the first of each; the others follow it. A table with
   two processors of one package is taken to list them all. */
static void packages_expand(struct mp_table *table) {
  unsigned size = cpu_package_size();
  unsigned listed = table->count;
  for (unsigned i = 1; i < listed; i++) {
    if ((unsigned)table->apic_id[i] - table->apic_id[i - 1] < size) {
      return;
    }
  }
  for (unsigned i = 0; i < listed; i++) {
    for (unsigned other = 1; other < size; other++) {
      mp_processor_add(table, (uint8_t)(table->apic_id[i] + other));
    }
  }
}

void cpus_start(void (*entry)(void)) {
  start_entry = entry;
  apic_ids[0] = (uint8_t)apic_id();
  struct mp_table table = {0};
  int error = mp_table_read(&table);
  if (error != 0) {
    console_print("cpus_start: the MP tables are %s; one processor runs\n",
                  error == MP_TABLE_ABSENT ? "absent" : "broken");
  }
  packages_expand(&table);
  if (table.ignored > 0) {
    console_print("cpus_start: the machine has %u processors more than the %u that are numbered; they stay off\n",
                  table.ignored, CPU_MAX);
  }
  for (unsigned i = 0; i < table.count; i++) {
    if (table.apic_id[i] != apic_ids[0]) {
      processor_start(table.apic_id[i]);
    }
  }
  compiler_barrier();
  all_started = 1;
}

unsigned cpus_count(void) {
  return running;
}

unsigned cpus_apic_id(unsigned cpu) {
  return apic_ids[cpu];
}

void cpus_barrier(void) {
  unsigned round = barrier_round;
  if (atomic_fetch_add(&barrier_waiting, 1) + 1 < running) {
    while (barrier_round == round) {
      cpu_relax();
    }
  } else {
    barrier_waiting = 0;
    compiler_barrier();
    barrier_round = round + 1;
  }
}
