/* Where the processor arrives for each vector: saves the registers as a struct irq_frame and calls irq_dispatch. */
#include "irq/vectors.h"

    .text

/* One stub of 16 bytes for each vector. Exceptions 8, 10 to 14, 17 and 21 come with an error code. */
    .balign 16
    .globl irq_stubs
irq_stubs:
    .set vector, 0
    .rept VECTOR_MAX
    .balign 16
    .if (vector != 8) && ((vector < 10) || (vector > 14)) && (vector != 17) && (vector != 21)
    push $0
    .endif
    push $vector
    jmp irq_common
    .set vector, vector + 1
    .endr

    .type irq_common, @function
irq_common:
    pusha
    cld
    push %esp
    call irq_dispatch
    add $4, %esp
    popa
    add $8, %esp /* vector and error code */
    iret
    .size irq_common, . - irq_common
