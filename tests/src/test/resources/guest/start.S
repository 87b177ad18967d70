/* The first instructions of a guest program, its handlers, and the ways into the code of a case. */

    .section .multiboot, "a"
    .balign 4
    .long 0x1BADB002, 3, -(0x1BADB002 + 3)

    .text
    .globl entry
entry:
    lgdt gdt_pointer
    ljmp $0x08, $1f
1:  mov $0x10, %eax
    mov %eax, %ds
    mov %eax, %es
    mov %eax, %ss
    xor %eax, %eax
    mov %eax, %fs
    mov %eax, %gs
    mov $main_stack_top, %esp
    push $0
    popf
    mov %cr0, %eax
    and $0x9FFFFFFF, %eax
    mov %eax, %cr0
    call main
    mov $0x3FD, %dx
2:  in %dx, %al /* until the last character has left */
    test $0x40, %al
    jz 2b
    mov $0x10, %al
    out %al, $0xF4
    push $0 /* where no device ends the machine, a triple fault does */
    push $0
    lidt (%esp)
    int3

/* A handler for each vector; all of them leave a frame of the same kind. */
    .altmacro
    .macro handler vector
handler_\vector:
    .if (\vector == 8) || ((\vector >= 10) && (\vector <= 14)) || (\vector == 17)
    .else
    push $0
    .endif
    push $\vector
    jmp caught_any
    .endm

    .macro address vector
    .long handler_\vector
    .endm

    .set i, 0
    .rept 64
    handler %i
    .set i, i + 1
    .endr

    .section .rodata
    .globl handlers
handlers:
    .set i, 0
    .rept 64
    address %i
    .set i, i + 1
    .endr

    .text
caught_any:
    pusha
    mov %ds, %ebx
    mov $0x10, %eax
    mov %eax, %ds
    mov %eax, %es
    mov %ebx, caught_ds
    cld
    mov %esp, %eax
    mov %ss, %ecx /* a stack of 16 bits leaves the upper half undefined */
    lsl %ecx, %ecx
    and %ecx, %eax
    mov $0x10, %ecx
    mov %ecx, %ss
    mov %eax, %esp
    push %eax
    call caught
    add $4, %esp
    mov caught_ds, %ebx
    mov %ebx, %ds
    mov %ebx, %es
    popa
    add $8, %esp
    iret

/* void leave_case(void): goes on behind the call of enter_case. */
    .globl leave_case
leave_case:
    mov $0x10, %eax
    mov %eax, %ds
    mov %eax, %es
    mov %eax, %ss
    xor %eax, %eax
    mov %eax, %fs
    mov %eax, %gs
    mov saved_stack, %esp
    push $0
    popf
    popa
    ret

/* void enter_case(int ring, unsigned code, unsigned flags, unsigned stack): EAX is 0x11223344 in the case. */
    .globl enter_case
enter_case:
    pusha
    mov %esp, saved_stack
    mov 36(%esp), %eax
    mov 40(%esp), %ecx
    mov 44(%esp), %edx
    mov 48(%esp), %ebx
    cmp $3, %eax
    je enter_ring3
    cmp $8, %eax
    je enter_virtual
    mov %ebx, %esp
    push %edx
    push $0x08
    push %ecx
    jmp go
enter_ring3:
    push $0x23
    push %ebx
    push %edx
    push $0x1B
    push %ecx
    mov $0x23, %eax
    mov %eax, %ds
    mov %eax, %es
    jmp go
enter_virtual:
    push $0x2000
    push $0x2000
    push $0x2000
    push $0x2000
    push $0x2000
    push %ebx
    or $0x20000, %edx
    push %edx
    push $0x2000
    push %ecx
go:
    mov $0x11223344, %eax
    xor %ebx, %ebx
    xor %ecx, %ecx
    xor %edx, %edx
    xor %esi, %esi
    xor %edi, %edi
    xor %ebp, %ebp
    iret

    .data
    .balign 8
    .globl gdt
gdt:
    .quad 0
    .quad 0x00CF9B000000FFFF
    .quad 0x00CF93000000FFFF
    .quad 0x00CFFB000000FFFF
    .quad 0x00CFF3000000FFFF
    .fill 59, 8, 0
    .globl gdt_end
gdt_end:
    .globl gdt_pointer
gdt_pointer:
    .word gdt_end - gdt - 1
    .long gdt

    .bss
    .balign 16
    .skip 16384
    .globl main_stack_top
main_stack_top:
    .skip 16384
    .globl case_stack_top
case_stack_top:
    .skip 16384
    .globl kernel_stack_top
kernel_stack_top:
    .skip 16
    .globl saved_stack
saved_stack:
    .skip 4
caught_ds:
    .skip 4
