/* Which vector stands for what, shared by C and assembly. */
#ifndef IRQ_VECTORS_H
#define IRQ_VECTORS_H

/* 0 to 31 are the processor's exceptions (Intel SDM 3A, "Exception and Interrupt Vectors"), 32 to 47 the lines of the
   masked PICs. */
#define VECTOR_BREAKPOINT 3
#define VECTOR_PAGE_FAULT 14
#define VECTOR_EXCEPTIONS 32
#define VECTOR_PIC 32
#define VECTOR_TIMER 0x40
#define VECTOR_IPI 0x41
#define VECTOR_SPURIOUS 0x4F
#define VECTOR_MAX 0x50

#endif
