/* Which vector stands for what, shared by C and assembly. */
#ifndef IRQ_VECTORS_H
#define IRQ_VECTORS_H

/* 0 to 31 are the processor's exceptions (Intel SDM 3A, "Exception and Interrupt Vectors"), 32 to 47 the lines of the
   masked PICs. */
#define VECTOR_DEBUG 1
#define VECTOR_BREAKPOINT 3
#define VECTOR_OVERFLOW 4
#define VECTOR_PAGE_FAULT 14
#define VECTOR_EXCEPTIONS 32
#define VECTOR_PIC 32

/* The one vector that user programs may raise with INT, beside the breakpoint and overflow exceptions. */
#define VECTOR_SYSCALL 0x30

/* Interrupts of the APICs: the timer of a processor, messages between processors, devices. */
#define VECTOR_TIMER 0x40
#define VECTOR_IPI 0x41
#define VECTOR_SHOOTDOWN 0x42
#define VECTOR_WAKE 0x43
#define VECTOR_SERIAL 0x44
#define VECTOR_KEYBOARD 0x45
#define VECTOR_SPURIOUS 0x4F
#define VECTOR_MAX 0x50

#endif
