/* The numbers of all errors, the same for the kernel and for user programs. */
#ifndef ERROR_ERROR_H
#define ERROR_ERROR_H

/* A function that can be refused returns an int: 0 or more where it did what it says, else one of these. */
#define ERROR_ARGUMENT -1 /* a number out of its range */
#define ERROR_ADDRESS -2  /* memory that the caller may not use so */
#define ERROR_QUOTA -3    /* the container's quota is used up */
#define ERROR_MEMORY -4   /* the machine has no free frame */
#define ERROR_DEAD -5     /* no such thread or process, or it ended meanwhile */
#define ERROR_STATE -6    /* not in this state of things */
#define ERROR_NAME -7     /* no program of that name */
#define ERROR_FORMAT -8   /* not an ELF file that the kernel loads */
#define ERROR_LIMIT -9    /* the container's share of the ids is used up */
#define ERROR_CALL -10    /* no such system call */
#define ERROR_CHILD -11   /* the process has no children, or not this descendant */

#endif
