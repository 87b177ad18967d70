/* Loads the kernel and its modules from the disk and enters the kernel as a Multiboot loader does. */
#include "disk.h"

#define SELECTOR_CODE 0x08
#define SELECTOR_DATA 0x10
#define CR0_PROTECTED 1
#define MULTIBOOT_MAGIC 0x2BADB002
#define INFO_MEM_LOWER 4
#define INFO_MEM_UPPER 8
#define INFO_MAP_LENGTH 44
#define INFO_MAP 48
#define MAP_ENTRY 24
#define SMAP 0x534D4150

    .section .loader, "ax"
    .code16
    .globl loader_entry
loader_entry:
    call address_line_open
    call map_read
    movw $0, disk_packet_address
    movw $BUFFER >> 4, disk_packet_address + 2
    movl TABLE_COUNT, %ebp
    movw $TABLE_PARTS, %bx
1:  call part_load
    addw $PART_SIZE, %bx
    decl %ebp
    jnz 1b
    call info_fill

    cli
    lgdt gdt_pointer
    movl %cr0, %eax
    orb $CR0_PROTECTED, %al
    movl %eax, %cr0
    ljmpl $SELECTOR_CODE, $kernel_enter_protected

/* Opens address line 20: by INT 15h, function 2401h, then by port 92h; stops where memory still repeats. */
address_line_open:
    movw $0x2401, %ax
    int $0x15
    inb $0x92, %al
    orb $2, %al
    andb $0xFE, %al /* bit 0 resets the machine */
    outb %al, $0x92
    call segments_flatten
    movl $0x600, %edi
    movl %edi, (%edi)
    movl $0x100600, %esi
    movl %esi, (%esi)
    cmpl %edi, (%edi)
    movw $line_text, %si
    jne disk_failed
    sti
    ret

/* Reads the memory map (INT 15h, function E820h) into MAP, each entry behind a word with its size. */
map_read:
    movw $MAP >> 4, %ax
    movw %ax, %es
    movw $4, %di
    xorl %ebx, %ebx
1:  movl $0xE820, %eax
    movl $(MAP_ENTRY - 4), %ecx
    movl $SMAP, %edx
    int $0x15
    jc 2f
    cmpl $SMAP, %eax
    jne 2f
    movl $(MAP_ENTRY - 4), %es:-4(%di)
    addw $MAP_ENTRY, %di
    cmpw $(MAP_SIZE - MAP_ENTRY), %di
    ja 2f
    testl %ebx, %ebx
    jnz 1b
2:  subw $4, %di
    movw %di, map_length
    xorw %ax, %ax
    movw %ax, %es
    ret

/* Loads the part whose table entry lies at %bx, then its zeros. Keeps %bx and %ebp; uses up the entry. */
part_load:
    movl PART_SECTORS(%bx), %ecx
    testl %ecx, %ecx
    jz 2f
    cmpl $BUFFER_SECTORS, %ecx
    jbe 1f
    movl $BUFFER_SECTORS, %ecx
1:  movw %cx, disk_packet_sectors
    movl PART_SECTOR(%bx), %eax
    movl %eax, disk_packet_first
    addl %ecx, PART_SECTOR(%bx)
    subl %ecx, PART_SECTORS(%bx)
    call disk_read
    call segments_flatten
    movl $BUFFER, %esi
    movl PART_DESTINATION(%bx), %edi
    shll $7, %ecx /* words in so many sectors */
    rep movsl (%esi), %es:(%edi)
    sti
    movl %edi, PART_DESTINATION(%bx)
    jmp part_load
2:  call segments_flatten
    movl PART_DESTINATION(%bx), %edi
    movl PART_ZEROS(%bx), %ecx
    shrl $2, %ecx
    xorl %eax, %eax
    rep stosl %eax, %es:(%edi)
    sti
    ret

/* Completes the Multiboot information with what the BIOS alone knows. */
info_fill:
    int $0x12
    movzwl %ax, %eax
    call segments_flatten
    movl TABLE_INFO, %edi
    movl %eax, INFO_MEM_LOWER(%edi)
    movzwl map_length, %ecx
    movl %ecx, INFO_MAP_LENGTH(%edi)
    movl $MAP, %esi
    movl %esi, INFO_MAP(%edi)
    addl %esi, %ecx
1:  cmpl %ecx, %esi
    jae 3f
    cmpl $0x100000, 4(%esi) /* the memory from 1 MiB up, in KiB */
    jne 2f
    movl 12(%esi), %eax
    shrl $10, %eax
    movl %eax, INFO_MEM_UPPER(%edi)
2:  addl $MAP_ENTRY, %esi
    jmp 1b
3:  sti
    ret

/* Lets real mode reach 4 GiB through DS and ES: their limits stay what protected mode last loaded (Intel SDM 3A,
   "Switching Back to Real-Address Mode"). Their bases are 0. Leaves interrupts off, as the BIOS may set limits anew. */
segments_flatten:
    pushl %eax
    pushw %dx
    cli
    lgdt gdt_pointer
    movl %cr0, %eax
    orb $CR0_PROTECTED, %al
    movl %eax, %cr0
    jmp 1f
1:  movw $SELECTOR_DATA, %dx
    movw %dx, %ds
    movw %dx, %es
    andb $~CR0_PROTECTED, %al
    movl %eax, %cr0
    jmp 1f
1:  xorw %dx, %dx
    movw %dx, %ds
    movw %dx, %es
    popw %dx
    popl %eax
    ret

    .code32
kernel_enter_protected:
    movw $SELECTOR_DATA, %ax
    movw %ax, %ds
    movw %ax, %es
    movw %ax, %fs
    movw %ax, %gs
    movw %ax, %ss
    movl $MULTIBOOT_MAGIC, %eax
    movl TABLE_INFO, %ebx
    jmp *TABLE_ENTRY

line_text:
    .asciz "Kernelscope: address line 20 stays closed.\r\n"

map_length:
    .word 0

/* Flat segments of 4 GiB: code and data for ring 0. */
    .balign 8
gdt:
    .quad 0
    .quad 0x00CF9A000000FFFF
    .quad 0x00CF92000000FFFF
gdt_pointer:
    .word . - gdt - 1
    .long gdt

    .org DISK_LOADER_SECTORS * DISK_SECTOR - DISK_SECTOR
