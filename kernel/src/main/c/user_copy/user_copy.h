/* Bytes between the kernel and a user's memory, with that user's rights and never by a fault in the kernel. */
#ifndef USER_COPY_USER_COPY_H
#define USER_COPY_USER_COPY_H

#include <stdbool.h>

/* Every copy looks each page up in the tables of `space`, as the processor would for that user, and goes through the
   kernel's own mapping of the frame. A page that is not there yet is reserved where user_copy_on_demand() says so,
   from the container of the space. Addresses are any numbers at all. Returns 0; ERROR_ADDRESS where the user could not
   touch the memory so; ERROR_QUOTA or ERROR_MEMORY where a page cannot be reserved. After an error the pages before
   may have been copied. No guards of spaces, containers or frames are held. */

/* Programs' memory that comes into being when it is first touched: [USER_DEMAND_START, USER_DEMAND_END) for their data,
   the topmost USER_STACK_SIZE bytes below USER_END for their stack. */
#define USER_DEMAND_START 0x80000000u
#define USER_DEMAND_END 0xE0000000u
#define USER_STACK_SIZE 0x100000u

/* Whether a page at `address` is to be reserved when a program first touches it. */
bool user_copy_on_demand(unsigned address);

/* `bytes` from `address` in `space` to `to`. */
int user_copy_in(unsigned space, unsigned address, void *to, unsigned bytes);

/* `bytes` from `from` to `address` in `space`. */
int user_copy_out(unsigned space, unsigned address, const void *from, unsigned bytes);

/* `bytes` from `from` in `from_space` to `to` in `to_space`. */
int user_copy_between(unsigned to_space, unsigned to, unsigned from_space, unsigned from, unsigned bytes);

/* A string that ends with zero within `size` bytes (at least 1) from `address` in `space`, to `to`. Returns its length
   without the zero, or an error as above; ERROR_ARGUMENT where it is longer. */
int user_copy_text(unsigned space, unsigned address, char *to, unsigned size);

#endif
