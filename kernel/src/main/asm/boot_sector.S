/* The first sector of the disk: loads the sectors behind it and goes on there. */
#include "disk.h"

    .section .boot, "ax"
    .code16
    .globl disk_entry
disk_entry:
    cli
    xorw %ax, %ax
    movw %ax, %ds
    movw %ax, %es
    movw %ax, %ss
    movw $DISK_START, %sp
    sti
    cld
    ljmp $0, $1f
1:  movb %dl, disk_number
    call disk_read
    jmp loader_entry

/* Reads what disk_packet asks for (INT 13h, function 42h: "Enhanced Disk Drive Specification", extended read). */
    .globl disk_read
disk_read:
    pushal
    movb disk_number, %dl
    movw $disk_packet, %si
    movb $0x42, %ah
    int $0x13
    movw $read_text, %si
    jc disk_failed
    popal
    ret

/* Prints the text at %si (INT 10h, function 0Eh) and stops. */
    .globl disk_failed
disk_failed:
    lodsb
    testb %al, %al
    jz 1f
    movb $0x0E, %ah
    xorw %bx, %bx
    int $0x10
    jmp disk_failed
1:  cli
    hlt
    jmp 1b

read_text:
    .asciz "Kernelscope: the disk cannot be read.\r\n"

disk_number:
    .byte 0

    .balign 4
    .globl disk_packet
disk_packet:
    .byte 16, 0
    .globl disk_packet_sectors
disk_packet_sectors:
    .word DISK_LOADER_SECTORS
    .globl disk_packet_address
disk_packet_address:
    .word DISK_LOADER, 0 /* offset, segment */
    .globl disk_packet_first
disk_packet_first:
    .long 1, 0

    .org DISK_SECTOR - 2
    .byte 0x55, 0xAA
