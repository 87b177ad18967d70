/* Children that a program starts to work with. */
#ifndef CHILD_H
#define CHILD_H

/* Frames for a child that needs little beside its own program. */
#define CHILD_QUOTA 64

/* Ids for a child that starts nothing itself. */
#define CHILD_IDS 1

/* Starts `name`, which starts nothing itself, on the processor after the caller's own, with its arguments as printf
   makes them. Returns its id; an error is printed, and ends the caller with 1. */
unsigned child_start(const char *name, const char *format, ...);

/* Waits for the next child. Returns its exit code, or an error below -1 where there is none. */
int child_wait(void);

#endif
