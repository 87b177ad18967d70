/* The run that gives the machine to user programs: starts init, waits for all, draws the balance. */
#ifndef USER_RUN_USER_RUN_H
#define USER_RUN_USER_RUN_H

/* Starts the program `init` with `arguments` on processor 0; when it and all its descendants have exited, prints the
   balance and ends the machine: as a success if init exited with 0 and nothing is lost. Every processor calls it once,
   outside of the kernel (guard), with interrupts off, after the memory and thread layers are ready; processor 0
   prepares, all run threads. */
_Noreturn void user_run(const char *arguments);

#endif
