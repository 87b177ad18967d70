/* The start of all layers of threads, and of the first threads themselves. */
#ifndef MAIN_THREADS_H
#define MAIN_THREADS_H

/* Readies the layers from timer to notification, on processor 0, after memory_init(). */
void threads_init(void);

/* Runs `body` in a thread of each processor, outside the kernel, once all processors have threads, the idle ones too.
   Every processor calls it once, after threads_init(), with interrupts off; the caller becomes its idle thread. `body`
   does not return. */
_Noreturn void threads_run(void (*body)(void));

#endif
