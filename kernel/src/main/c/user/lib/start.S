/* Where a program begins, and the two ways into the kernel. */

    .text
    .globl program_start
    .type program_start, @function
/* EBX is the address of the arguments, a string; the stack is empty. */
program_start:
    xor %ebp, %ebp /* where a backtrace ends */
    push %ebx
    call program_run
    .size program_start, . - program_start

/* Both: unsigned (unsigned number, unsigned first, unsigned second, unsigned third, unsigned *result). Offsets on the
   stack, behind what is saved and the address to return to. */
#define NUMBER 20
#define FIRST 24
#define SECOND 28
#define THIRD 32
#define RESULT 36

    .macro call_begin
    push %ebx
    push %esi
    push %edi
    push %ebp
    mov NUMBER(%esp), %eax
    mov FIRST(%esp), %ebx
    mov SECOND(%esp), %esi
    mov THIRD(%esp), %edi
    .endm

    .macro call_end
    mov RESULT(%esp), %ecx
    mov %ebx, (%ecx)
    pop %ebp
    pop %edi
    pop %esi
    pop %ebx
    ret
    .endm

    .globl call_by_interrupt
    .type call_by_interrupt, @function
call_by_interrupt:
    call_begin
    int $0x30
    call_end
    .size call_by_interrupt, . - call_by_interrupt

    .globl call_by_sysenter
    .type call_by_sysenter, @function
call_by_sysenter:
    call_begin
    mov %esp, %ecx
    mov $1f, %edx
    sysenter
1:  call_end
    .size call_by_sysenter, . - call_by_sysenter
