/* The fixed numbers of the machine's memory and segments, shared by C and assembly. */
#ifndef BOOT_LAYOUT_H
#define BOOT_LAYOUT_H

/* The most processors that the kernel runs on. */
#define CPU_MAX 16

/* Bytes of kernel stack for each processor. */
#define STACK_SIZE 8192

/* Where an application processor begins in real mode: a page boundary below 1 MiB. */
#define BOOT_TRAMPOLINE 0x8000

/* Segment selectors. SYSENTER and SYSEXIT want the first four side by side in this order (Intel SDM 2B, "SYSEXIT");
   the low two bits of a user's selector are its privilege level, 3. */
#define SEGMENT_CODE 0x08
#define SEGMENT_DATA 0x10
#define SEGMENT_USER_CODE 0x1B
#define SEGMENT_USER_DATA 0x23

/* Processor n owns the data segment SEGMENT_CPU + 8 n and the task state SEGMENT_TSS + 8 n. */
#define SEGMENT_CPU 0x28
#define SEGMENT_TSS (SEGMENT_CPU + 8 * CPU_MAX)

#endif
