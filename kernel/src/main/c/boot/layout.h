/* The fixed numbers of the machine's memory and segments, shared by C and assembly. */
#ifndef BOOT_LAYOUT_H
#define BOOT_LAYOUT_H

/* The most processors that the kernel runs on. */
#define CPU_MAX 16

/* Bytes of kernel stack for each processor. */
#define STACK_SIZE 8192

/* Where an application processor begins in real mode: a page boundary below 1 MiB. */
#define BOOT_TRAMPOLINE 0x8000

/* Segment selectors; processor n owns the data segment SEGMENT_CPU + 8 n. */
#define SEGMENT_CODE 0x08
#define SEGMENT_DATA 0x10
#define SEGMENT_CPU 0x18

#endif
