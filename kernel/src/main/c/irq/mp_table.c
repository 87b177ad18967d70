/* Finds and reads the MP tables. */
#include "irq/mp_table.h"

#include <stddef.h>

#define SIGNATURE_POINTER 0x5F504D5Fu /* "_MP_" */
#define SIGNATURE_TABLE 0x504D4350u   /* "PCMP" */

/* The BIOS data area holds the segment of the extended BIOS data area. */
#define EBDA_SEGMENT 0x40E
#define EBDA_SEARCH 1024
#define BASE_LAST_KIB 0x9FC00
#define ROM_START 0xF0000
#define ROM_SIZE 0x10000

/* The floating pointer structure (section 4.1), 16 bytes on a 16-byte boundary. */
struct mp_pointer {
  uint32_t signature;
  uint32_t table;
  uint8_t length_in_16;
  uint8_t revision;
  uint8_t checksum;
  uint8_t features[5];
};

/* The head of the configuration table (section 4.2). */
struct mp_header {
  uint32_t signature;
  uint16_t length;
  uint8_t revision;
  uint8_t checksum;
  char maker[20];
  uint32_t maker_table;
  uint16_t maker_length;
  uint16_t entries;
  uint32_t apic_address;
  uint32_t extended;
};

/* A processor's entry (section 4.3.1) has 20 bytes, every other kind 8. */
#define ENTRY_PROCESSOR 0
#define ENTRY_BUS 1
#define ENTRY_IOAPIC 2
#define ENTRY_INTERRUPT 3
#define ENTRY_PROCESSOR_SIZE 20
#define ENTRY_OTHER_SIZE 8

/* Of a processor and of an I/O APIC (section 4.3.3). */
#define ENTRY_APIC_ID 1
#define ENTRY_FLAGS 3
#define FLAG_ENABLED 1

/* A bus (section 4.3.2): its number, then its type in letters. */
#define BUS_NUMBER 1
#define BUS_TYPE 2
#define BUS_NONE 0x100

/* An interrupt's way from a line of a bus to a pin (section 4.3.4). */
#define INTERRUPT_TYPE 1
#define INTERRUPT_FLAGS 2
#define INTERRUPT_BUS 4
#define INTERRUPT_LINE 5
#define INTERRUPT_PIN 7
#define TYPE_VECTORED 0

bool mp_sum_is_zero(const uint8_t *bytes, unsigned size) {
  uint8_t sum = 0;
  for (unsigned i = 0; i < size; i++) {
    sum = (uint8_t)(sum + bytes[i]);
  }
  return sum == 0;
}

static const struct mp_pointer *pointer_search(uintptr_t start, unsigned size) {
  for (uintptr_t address = start; address < start + size; address += sizeof(struct mp_pointer)) {
    const struct mp_pointer *pointer = (const struct mp_pointer *)address;
    if (pointer->signature == SIGNATURE_POINTER && mp_sum_is_zero((const uint8_t *)pointer, sizeof *pointer)) {
      return pointer;
    }
  }
  return NULL;
}

static const struct mp_pointer *pointer_find(void) {
  uintptr_t ebda = (uintptr_t) * (const volatile uint16_t *)EBDA_SEGMENT << 4;
  const struct mp_pointer *pointer = ebda == 0 ? NULL : pointer_search(ebda, EBDA_SEARCH);
  if (pointer == NULL) {
    pointer = pointer_search(BASE_LAST_KIB, EBDA_SEARCH);
  }
  return pointer == NULL ? pointer_search(ROM_START, ROM_SIZE) : pointer;
}

void mp_processor_add(struct mp_table *table, uint8_t apic_id) {
  if (table->count < CPU_MAX) {
    table->apic_id[table->count] = apic_id;
    table->count++;
  } else {
    table->ignored++;
  }
}

/* Adds what one entry of any kind tells. *isa_bus is the number of the ISA bus, once it was seen. */
static void entry_read(const uint8_t *entry, struct mp_table *result, unsigned *isa_bus) {
  bool enabled = (entry[ENTRY_FLAGS] & FLAG_ENABLED) != 0;
  switch (entry[0]) {
    case ENTRY_PROCESSOR:
      if (enabled) {
        mp_processor_add(result, entry[ENTRY_APIC_ID]);
      }
      break;
    case ENTRY_BUS:
      if (entry[BUS_TYPE] == 'I' && entry[BUS_TYPE + 1] == 'S' && entry[BUS_TYPE + 2] == 'A') {
        *isa_bus = entry[BUS_NUMBER];
      }
      break;
    case ENTRY_IOAPIC:
      if (enabled && result->ioapic == 0) {
        result->ioapic = *(const uint32_t *)(entry + 4);
      }
      break;
    case ENTRY_INTERRUPT:
      if (entry[INTERRUPT_TYPE] == TYPE_VECTORED && entry[INTERRUPT_BUS] == *isa_bus &&
          entry[INTERRUPT_LINE] < MP_ISA_LINES) {
        result->isa[entry[INTERRUPT_LINE]] = (struct mp_line){entry[INTERRUPT_PIN], entry[INTERRUPT_FLAGS]};
      }
      break;
    default: break;
  }
}

int mp_table_parse(const uint8_t *table, struct mp_table *result) {
  const struct mp_header *header = (const struct mp_header *)table;
  if (header->signature != SIGNATURE_TABLE || header->length < sizeof *header ||
      !mp_sum_is_zero(table, header->length)) {
    return MP_TABLE_BROKEN;
  }
  *result = (struct mp_table){0};
  for (unsigned line = 0; line < MP_ISA_LINES; line++) {
    result->isa[line].pin = (uint8_t)line;
  }
  unsigned isa_bus = BUS_NONE;
  unsigned offset = sizeof *header;
  for (unsigned i = 0; i < header->entries; i++) {
    unsigned left = header->length - offset;
    bool processor = left > 0 && table[offset] == ENTRY_PROCESSOR;
    unsigned size = processor ? ENTRY_PROCESSOR_SIZE : ENTRY_OTHER_SIZE;
    if (left < size) {
      return MP_TABLE_BROKEN;
    }
    entry_read(table + offset, result, &isa_bus);
    offset += size;
  }
  return result->count > 0 ? 0 : MP_TABLE_BROKEN;
}

int mp_table_read(struct mp_table *result) {
  const struct mp_pointer *pointer = pointer_find();
  if (pointer == NULL || pointer->table == 0) {
    return MP_TABLE_ABSENT;
  }
  return mp_table_parse((const uint8_t *)(uintptr_t)pointer->table, result);
}
