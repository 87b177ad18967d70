/* Where the processor arrives for each vector or for SYSENTER: saves the registers as a struct irq_frame and calls
   irq_dispatch. */
#include "boot/layout.h"
#include "irq/vectors.h"

/* Offsets in a struct irq_frame, and behind its general registers. */
#define FRAME_CS 44
#define REST_EIP 8
#define REST_ESP 20

#define FLAGS_ALWAYS 0x002 /* bit 1 is always set; all others are clear */
#define FLAGS_INTERRUPTS 0x200

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

/* Loads the data segments, whatever a user left in them: programs have SEGMENT_USER_DATA anyway, which serves the
   kernel as well, so nothing need be put back, and nothing that one program left reaches another. FS leads to the processor's own area; the task register, which no
   program can change, says which processor this is. Changes EAX. */
    .macro load_segments
    mov $SEGMENT_USER_DATA, %eax
    mov %eax, %ds
    mov %eax, %es
    mov %eax, %gs
    str %eax
    sub $(SEGMENT_TSS - SEGMENT_CPU), %eax
    mov %eax, %fs
    .endm

    .type irq_common, @function
irq_common:
    pusha
    load_segments
    testb $3, FRAME_CS(%esp)
    jz 1f
    xor %ebp, %ebp /* where a backtrace ends: a program's frames are not followed */
1:  cld
    push %esp
    call irq_dispatch
    add $4, %esp
    jmp irq_leave
    .size irq_common, . - irq_common

    .globl irq_return
    .type irq_return, @function
irq_return:
    mov 4(%esp), %esp
    load_segments /* IRET would take the kernel's own from a program */
irq_leave:
    popa
    add $8, %esp /* vector and error code */
    iret
    .size irq_return, . - irq_return

/* SYSENTER arrives here with interrupts off, on the thread's kernel stack, with the user's ESP in ECX and the address
   to return to in EDX. The program's other flags are still in force; they are cleared as a gate would do it. */
    .globl irq_fast_entry
    .type irq_fast_entry, @function
irq_fast_entry:
    push $SEGMENT_USER_DATA
    push %ecx
    pushf
    orl $FLAGS_INTERRUPTS, (%esp)
    push $SEGMENT_USER_CODE
    push %edx
    push $0
    push $VECTOR_SYSCALL
    pusha
    push $FLAGS_ALWAYS
    popf
    load_segments
    xor %ebp, %ebp
    push %esp
    call irq_dispatch
    add $4, %esp
    xor %eax, %eax
    mov %eax, %fs /* IRET would take the processor's area from the program; SYSEXIT leaves it */
    popa
    mov REST_EIP(%esp), %edx
    mov REST_ESP(%esp), %ecx
    sti /* takes effect after the next instruction */
    sysexit
    .size irq_fast_entry, . - irq_fast_entry
