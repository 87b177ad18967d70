/* Tests of the reader of MP tables on tables made here. */
#include "irq/mp_table.h"

#define HEADER_SIZE 44
#define TABLE_SIZE (HEADER_SIZE + 20 + 8 + 20 + 20)
#define CHECKSUM 7
#define ENTRIES 34

/* A table with a processor 4, a bus, a disabled processor 5 and a processor 9. */
struct sample {
  _Alignas(4) uint8_t bytes[TABLE_SIZE];
};

static void checksum_set(struct sample *sample) {
  uint8_t sum = 0;
  sample->bytes[CHECKSUM] = 0;
  for (unsigned i = 0; i < TABLE_SIZE; i++) {
    sum = (uint8_t)(sum + sample->bytes[i]);
  }
  sample->bytes[CHECKSUM] = (uint8_t)-sum;
}

static void sample_make(struct sample *sample) {
  static const uint8_t start[] = {'P', 'C', 'M', 'P', TABLE_SIZE, 0, 4};
  for (unsigned i = 0; i < TABLE_SIZE; i++) {
    sample->bytes[i] = i < sizeof start ? start[i] : 0;
  }
  sample->bytes[ENTRIES] = 4;
  uint8_t *entry = sample->bytes + HEADER_SIZE;
  entry[1] = 4;
  entry[3] = 3;
  entry[20] = 1;
  entry[28 + 1] = 5;
  entry[48 + 1] = 9;
  entry[48 + 3] = 1;
  checksum_set(sample);
}

bool mp_table_test(void) {
  struct sample sample;
  struct mp_table table;
  sample_make(&sample);
  return mp_table_parse(sample.bytes, &table) == 0 && table.count == 2 && table.apic_id[0] == 4 &&
         table.apic_id[1] == 9 && table.ioapic == 0 && table.isa[4].pin == 4;
}

/* Processors beyond the last number are counted, and no others are forgotten. */
bool mp_table_crowd_test(void) {
  struct mp_table table = {0};
  for (unsigned i = 0; i < CPU_MAX + 3; i++) {
    mp_processor_add(&table, (uint8_t)(2 * i));
  }
  return table.count == CPU_MAX && table.ignored == 3 && table.apic_id[CPU_MAX - 1] == 2 * (CPU_MAX - 1);
}

bool mp_table_broken_test(void) {
  struct sample sample;
  struct mp_table table;
  sample_make(&sample);
  sample.bytes[CHECKSUM]++;
  bool checksum = mp_table_parse(sample.bytes, &table) == MP_TABLE_BROKEN;
  sample.bytes[0] = 'p';
  checksum_set(&sample);
  bool signature = mp_table_parse(sample.bytes, &table) == MP_TABLE_BROKEN;
  sample_make(&sample);
  sample.bytes[ENTRIES] = 5;
  checksum_set(&sample);
  bool too_short = mp_table_parse(sample.bytes, &table) == MP_TABLE_BROKEN;
  return checksum && signature && too_short;
}
