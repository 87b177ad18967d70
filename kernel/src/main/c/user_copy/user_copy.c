/* Bytes between the kernel and a user's memory, page by page. */
#include "user_copy/user_copy.h"

#include <stddef.h>
#include <stdint.h>

#include "error/error.h"
#include "space/space.h"

/* A place in a user's memory. */
struct place {
  unsigned space;
  unsigned address;
  unsigned rights; /* what the user needs there: PAGE_USER, and PAGE_WRITE to change it */
};

bool user_copy_on_demand(unsigned address) {
  return (address >= USER_DEMAND_START && address < USER_DEMAND_END) ||
         (address >= USER_END - USER_STACK_SIZE && address < USER_END);
}

static unsigned page_left(unsigned address) {
  return PAGE_SIZE - address % PAGE_SIZE;
}

static unsigned least(unsigned a, unsigned b) {
  return a < b ? a : b;
}

static void bytes_copy(uint8_t *to, const uint8_t *from, unsigned bytes) {
  __asm__ volatile("rep movsb" : "+D"(to), "+S"(from), "+c"(bytes) : : "memory");
}

/* Sees to it that the page of `place` is there, if it may come on demand. */
static int place_prepare(struct place place) {
  if (place.address < USER_START || place.address >= USER_END) {
    return ERROR_ADDRESS;
  }
  if (space_lookup(place.space, place.address) == 0 && user_copy_on_demand(place.address)) {
    return space_reserve(place.space, place.address, PAGE_WRITE);
  }
  return 0;
}

/* Where the kernel finds the bytes of `place`, whose space is guarded by the caller; NULL where the user has not the
   rights. */
static uint8_t *place_bytes(struct place place) {
  unsigned entry = space_lookup(place.space, place.address);
  unsigned needed = PAGE_PRESENT | place.rights;
  if ((entry & needed) != needed) {
    return NULL;
  }
  return (uint8_t *)frame_address(page_frame(entry)) + place.address % PAGE_SIZE;
}

/* The part of a copy that lies in one page of the user. Exactly one of `in` and `out` is the kernel's end. */
static int page_copy(struct place place, uint8_t *in, const uint8_t *out, unsigned bytes) {
  int error = place_prepare(place);
  if (error != 0) {
    return error;
  }
  struct guard *guard = &spaces[place.space].guard;
  guard_acquire(guard);
  uint8_t *user = place_bytes(place);
  if (user != NULL && in != NULL) {
    bytes_copy(in, user, bytes);
  } else if (user != NULL) {
    bytes_copy(user, out, bytes);
  }
  guard_release(guard);
  return user == NULL ? ERROR_ADDRESS : 0;
}

int user_copy_in(unsigned space, unsigned address, void *to, unsigned bytes) {
  for (unsigned done = 0; done < bytes;) {
    struct place place = {space, address + done, PAGE_USER};
    unsigned part = least(bytes - done, page_left(place.address));
    int error = page_copy(place, (uint8_t *)to + done, NULL, part);
    if (error != 0) {
      return error;
    }
    done += part;
  }
  return 0;
}

int user_copy_out(unsigned space, unsigned address, const void *from, unsigned bytes) {
  for (unsigned done = 0; done < bytes;) {
    struct place place = {space, address + done, PAGE_USER | PAGE_WRITE};
    unsigned part = least(bytes - done, page_left(place.address));
    int error = page_copy(place, NULL, (const uint8_t *)from + done, part);
    if (error != 0) {
      return error;
    }
    done += part;
  }
  return 0;
}

/* Both guards are taken in order of number; one where both places are in one space. */
static int pair_copy(struct place to, struct place from, unsigned bytes) {
  unsigned first = least(to.space, from.space), second = to.space + from.space - first;
  guard_acquire(&spaces[first].guard);
  if (second != first) {
    guard_acquire(&spaces[second].guard);
  }
  uint8_t *target = place_bytes(to);
  const uint8_t *source = place_bytes(from);
  bool both = target != NULL && source != NULL;
  if (both) {
    bytes_copy(target, source, bytes);
  }
  if (second != first) {
    guard_release(&spaces[second].guard);
  }
  guard_release(&spaces[first].guard);
  return both ? 0 : ERROR_ADDRESS;
}

int user_copy_between(unsigned to_space, unsigned to, unsigned from_space, unsigned from, unsigned bytes) {
  for (unsigned done = 0; done < bytes;) {
    struct place target = {to_space, to + done, PAGE_USER | PAGE_WRITE};
    struct place source = {from_space, from + done, PAGE_USER};
    int error = place_prepare(target);
    error = error == 0 ? place_prepare(source) : error;
    if (error != 0) {
      return error;
    }
    unsigned part = least(bytes - done, least(page_left(target.address), page_left(source.address)));
    error = pair_copy(target, source, part);
    if (error != 0) {
      return error;
    }
    done += part;
  }
  return 0;
}

int user_copy_text(unsigned space, unsigned address, char *to, unsigned size) {
  for (unsigned length = 0; length < size; length++) {
    int error = user_copy_in(space, address + length, &to[length], 1);
    if (error != 0) {
      return error;
    }
    if (to[length] == '\0') {
      return (int)length;
    }
  }
  return ERROR_ARGUMENT;
}
