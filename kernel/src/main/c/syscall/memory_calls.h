/* The system calls with which a program gets and gives back memory. */
#ifndef SYSCALL_MEMORY_CALLS_H
#define SYSCALL_MEMORY_CALLS_H

/* Maps `pages` pages of zeros from `address`, for the space and the container `id`. All or none: ERROR_ARGUMENT where
   the address is no page boundary or there are no pages, ERROR_ADDRESS outside of the user's addresses, ERROR_STATE
   where a page is mapped already, ERROR_QUOTA, ERROR_MEMORY. No guard is held. */
int memory_reserve(unsigned id, unsigned address, unsigned pages);

/* Gives them back. All or none: errors as above; ERROR_ADDRESS where a page is not mapped, ERROR_STATE where one is
   shared. No guard is held. */
int memory_release(unsigned id, unsigned address, unsigned pages);

#endif
