/* System calls with arguments that nobody should pass. */
#include "hostile.h"

#include <stdint.h>

#include "call.h"
#include "system.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* Nothing is mapped here, and nothing comes by itself. */
#define NOWHERE 0x70000000u

/* Numbers at the edges of what is allowed. */
static const unsigned edges[] = {
    0,          1,          2,          3,          4,          63,         64,         65,         255,
    256,        1023,       1024,       1025,       4095,       4096,       4097,       0x3FFFFFFF, 0x40000000,
    0x40000001, 0x70000000, 0x7FFFFFFF, 0x80000000, 0xEFFFFFFF, 0xF0000000, 0xFEE00000, 0xFFFFF000, 0xFFFFFFFF,
};

/* Addresses of which no byte is the program's. */
static const unsigned wrong_addresses[] = {
    0,       1,       0x1000,         0xB8000,    0x100000,   0x3FFFFFFF,
    NOWHERE, NOWHERE + 4095, 0xF0000000, 0xFEE00000, 0xFFFFFFFC, 0xFFFFFFFF,
};

/* Who cannot be the partner of anything: no id at all, or the kernel's own. */
static const unsigned wrong_partners[] = {0, 1, 65, 66, 255, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF};

/* What may be asked with any first argument: it returns at once. The others follow with arguments of their own. */
static const unsigned harmless[] = {
    CALL_YIELD,   CALL_SELF,        CALL_QUOTA, CALL_SHARE_STATUS, CALL_SHARE_END,  CALL_INFO,
    CALL_RELEASE, CALL_SHARE_OFFER, CALL_NULL,  CALL_PROCESSORS,   CALL_KILL,       CALL_COUNT,
};
static const unsigned with_address[] = {CALL_WRITE, CALL_READ, CALL_SPAWN};
static const unsigned with_partner[] = {CALL_SEND, CALL_RECEIVE, CALL_CALL, CALL_REPLY, CALL_NOTIFY};
static const unsigned with_buffer[] = {CALL_PUT, CALL_GET};

#define PICK(random, array) ((array)[random_below(random, COUNT(array))])

static unsigned any_number(struct random *random) {
  return random_below(random, 2) == 0 ? PICK(random, edges) : random_next(random);
}

/* A message whose fields are anything. */
static unsigned any_message(struct random *random) {
  static struct message message;
  message = (struct message){
      (void *)(uintptr_t)any_number(random),
      any_number(random),
      (void *)(uintptr_t)(random_below(random, 2) == 0 ? 0 : any_number(random)),
  };
  return random_below(random, 4) == 0 ? PICK(random, wrong_addresses) : (unsigned)(uintptr_t)&message;
}

/* Pages that the program uses may not go. */
static int release_call(struct random *random) {
  unsigned unused, address = NOWHERE - PAGE_SIZE * random_below(random, 64);
  return call(CALL_RELEASE, random_below(random, 4) == 0 ? any_number(random) | 1 : address, any_number(random), 0,
              &unused);
}

int hostile_call(struct random *random) {
  unsigned unused;
  switch (random_below(random, 8)) {
    case 0: return call(PICK(random, with_address), PICK(random, wrong_addresses), any_number(random) | 1,
                        any_number(random), &unused);
    case 1: return call(PICK(random, with_partner), PICK(random, wrong_partners), any_message(random),
                        any_message(random), &unused);
    case 2: return call(PICK(random, with_buffer), random_next(random) | 8, any_number(random), 0, &unused);
    case 3: return call(random_next(random) | CALL_COUNT | 0x100, any_number(random), any_number(random),
                        any_number(random), &unused);
    case 4: return call(CALL_RESERVE, any_number(random), any_number(random) | 0x100000, 0, &unused);
    case 5: return release_call(random);
    default: break;
  }
  unsigned number = PICK(random, harmless);
  if (number == CALL_RELEASE) {
    return release_call(random);
  }
  unsigned third = number == CALL_INFO ? PICK(random, wrong_addresses) : any_number(random);
  return call(number, any_number(random), any_number(random), third, &unused);
}

bool hostile_result_known(int result) {
  return result >= ERROR_CHILD;
}
