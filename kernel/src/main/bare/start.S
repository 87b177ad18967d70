/* Starts a program that needs no kernel, with the floating-point unit on, and switches the machine off after it. */

    .section .multiboot, "a"
    .balign 4
    .long 0x1BADB002, 3, -(0x1BADB002 + 3)

    .text
    .globl entry
entry:
    mov $stack_top, %esp
    mov %cr0, %eax
    and $~0x6000000C, %eax /* caches on, and floating-point instructions raise nothing (EM, TS) */
    or $0x22, %eax         /* MP, NE */
    mov %eax, %cr0
    fninit
    push 16(%ebx)          /* the command line (Multiboot 0.6.96, section 3.3) */
    call bare_main
    mov $0x10, %al
    out %al, $0xF4
    mov $0x3FD, %dx
1:  in %dx, %al            /* until the last character has left */
    test $0x40, %al
    jz 1b
    mov $0x8900, %dx       /* Bochs ends at this word */
    mov $word, %esi
2:  lodsb
    test %al, %al
    jz 3f
    out %al, %dx
    jmp 2b
3:  cli
    hlt
    jmp 3b

    .section .rodata
word:
    .asciz "Shutdown"

    .bss
    .balign 16
    .skip 16384
stack_top:
