/* A boot sector and what it loads: uses the firmware's services, enters protected mode, and sends the screen away. */
    .code16
    .globl _start
_start:
    cli
    xorw %ax, %ax
    movw %ax, %ds
    movw %ax, %es
    movw %ax, %ss
    movw $0x7C00, %sp
    sti
    cld
    movb %dl, disk
    movw $0x0003, %ax /* text mode, which clears the screen */
    int $0x10
    movw $hello, %si
    call print
    movw $0x0204, %ax /* the rest of this program: cylinder 0, head 0, from sector 2 */
    movw $0x0002, %cx
    xorb %dh, %dh
    movb disk, %dl
    movw $rest, %bx
    int $0x13
    movw $bad_read, %si
    jc stop
    jmp rest

/* Prints the text at %si. */
print:
    lodsb
    testb %al, %al
    jz 1f
    movb $0x0E, %ah
    xorw %bx, %bx
    int $0x10
    jmp print
1:  ret

stop:
    call print
1:  hlt
    jmp 1b

hello:
    .asciz "boot sector\r\n"
bad_read:
    .asciz "the disk cannot be read\r\n"
disk:
    .byte 0
    .org 510
    .byte 0x55, 0xAA

rest:
    movw $by_place, %si
    call print
    movw $packet, %si /* the text in sector 100, by its number */
    movb disk, %dl
    movb $0x42, %ah
    int $0x13
    movw $bad_read, %si
    jc stop
    movw $0x9000, %si
    call print
    call write_and_read
    call memory_map
    call ticks
    call key
    movw $0x1301, %ax /* a string in colour, at a place of its own */
    movw $0x001F, %bx
    movw $string_end - string, %cx
    movw $0x0A05, %dx
    movw $string, %bp
    int $0x10
    movw $0x0601, %ax /* and up by a line */
    movb $0x07, %bh
    movw $0x0900, %cx
    movw $0x0B4F, %dx
    int $0x10
    cli
    lgdt gdt_pointer
    movl %cr0, %eax
    orb $1, %al
    movl %eax, %cr0
    ljmpl $0x08, $protected

/* Sector 101 takes what is at 0x9000; it is read again, by cylinder, head and sector. */
write_and_read:
    movl $101, packet + 8
    movw $packet, %si
    movb disk, %dl
    movw $0x4300, %ax
    int $0x13
    jc 1f
    movw $0x0201, %ax
    movw $0x0027, %cx /* 101 is sector 39 of head 1 */
    movb $1, %dh
    movb disk, %dl
    movw $0xA000, %bx
    int $0x13
    jc 1f
    movw $0x9000, %si
    movw $0xA000, %di
    movw $256, %cx
    repe cmpsw
    movw $written, %si
    je print
1:  movw $bad_read, %si
    jmp print

/* Says of what kind memory is at 0 and at 1 MiB. */
memory_map:
    xorl %ebx, %ebx
1:  movl $0xE820, %eax
    movl $20, %ecx
    movl $0x534D4150, %edx
    movw $entry, %di
    int $0x15
    jc 3f
    movw $at_zero, %si
    cmpl $0, entry
    je 2f
    movw $at_mebibyte, %si
    cmpl $0x100000, entry
    jne 4f
2:  pushl %ebx
    call print
    movb entry + 16, %al
    addb $'0', %al
    movb $0x0E, %ah
    int $0x10
    movw $line, %si
    call print
    popl %ebx
4:  testl %ebx, %ebx
    jnz 1b
3:  ret

/* Waits for two ticks of the timer. */
ticks:
    xorb %ah, %ah
    int $0x1A
    movw %dx, %di
    addw $2, %di
1:  hlt
    xorb %ah, %ah
    int $0x1A
    cmpw %di, %dx
    jb 1b
    movw $ticked, %si
    jmp print

/* Asks for a key on the serial line too, for whoever presses it. */
key:
    movw $0x3F8, %dx
    movb $'?', %al
    outb %al, %dx
    movw $pressed, %si
    call print
    xorb %ah, %ah
    int $0x16
    movb $0x0E, %ah
    xorw %bx, %bx
    int $0x10
    movw $line, %si
    jmp print

    .code32
protected:
    movw $0x10, %ax
    movw %ax, %ds
    movw %ax, %es
    movl $0xB8000, %esi
    movl $25, %ecx
    movw $0x3F8, %dx
1:  movl $80, %ebx
2:  movw $0x3FD, %dx
3:  inb %dx, %al
    testb $0x20, %al
    jz 3b
    movw $0x3F8, %dx
    lodsw
    outb %al, %dx
    decl %ebx
    jnz 2b
    movb $10, %al
    outb %al, %dx
    loop 1b
    movw $0x3FD, %dx
4:  inb %dx, %al
    testb $0x40, %al
    jz 4b
    movb $0x10, %al
    outb %al, $0xF4
5:  hlt
    jmp 5b

    .balign 8
gdt:
    .quad 0, 0x00CF9A000000FFFF, 0x00CF92000000FFFF
gdt_pointer:
    .word . - gdt - 1
    .long gdt
packet:
    .byte 16, 0
    .word 1, 0x9000, 0
    .long 100, 0
entry:
    .space 20
by_place:
    .asciz "rest read by cylinder, head and sector\r\n"
written:
    .asciz "written and read again\r\n"
at_zero:
    .asciz "memory at 0 is of kind "
at_mebibyte:
    .asciz "memory at 1 MiB is of kind "
ticked:
    .asciz "the timer ticks\r\n"
pressed:
    .asciz "key: "
line:
    .asciz "\r\n"
string:
    .ascii "a string"
string_end:
    .org 512 * 5
