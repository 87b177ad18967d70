/* Data of different processors lie in cache lines of their own, so that no write disturbs a neighbour. */
#ifndef PADDED_ALIGNMENT_STATE_H
#define PADDED_ALIGNMENT_STATE_H

/* 64 bytes are a line on every processor since the Pentium 4 (CPUID leaf 1, EBX bits 15-8). */
#define SHARED_ALIGNED _Alignas(64)

#endif
