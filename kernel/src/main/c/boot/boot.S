/* The first instructions of every processor: from the loader, or from real mode, to C with paging on. */
#include "boot/layout.h"

#define MULTIBOOT_MAGIC 0x1BADB002
#define MULTIBOOT_FLAGS 0x00000003 /* modules on page boundaries; tell the memory size */

#define CR0_PROTECTION 0x00000001
#define CR0_NO_FLOAT 0x00000004 /* EM: the kernel keeps no floating-point registers, so programs get none */
#define CR0_WRITE_PROTECT 0x00010000
#define CR0_PAGING 0x80000000
#define CR0_CACHE_OFF 0x60000000 /* CD and NW, set by reset and INIT */
#define CR4_LARGE_PAGES 0x00000010

#define FLAG_ID 0x00200000 /* can be changed where there is CPUID */
#define FEATURES_NEEDED 0x0000A238 /* CMOV, PGE, APIC, MSR, TSC, PSE (Intel SDM 2A, CPUID, leaf 1, EDX) */
#define SERIAL_PORT 0x3F8
#define EXIT_PORT 0xF4
#define EXIT_FAILURE 0x11

#define PAGE_KERNEL 0x083 /* present, writable, 4 MiB */
#define PAGE_DEVICE 0x09B /* the same, and never cached */
#define DEVICE_FIRST 1019 /* the 4 MiB page of 0xFEC00000, where the APICs begin */

    .section .multiboot, "a"
    .balign 4
    .long MULTIBOOT_MAGIC
    .long MULTIBOOT_FLAGS
    .long -(MULTIBOOT_MAGIC + MULTIBOOT_FLAGS)

/* The loader jumps here in protected mode without paging: EAX its magic number, EBX its information.
   Its GDT may be gone already, so ours comes first (Multiboot 1, section 3.2). */
    .text
    .globl boot_entry
    .type boot_entry, @function
boot_entry:
    lgdt boot_gdt_pointer
    ljmp $SEGMENT_CODE, $1f
1:  mov $(boot_stacks + STACK_SIZE), %esp
    push %ebx
    push %eax
    call boot_processor_check
    call boot_machine_ready
    xor %ebp, %ebp /* where a backtrace ends */
    call boot_start
2:  hlt
    jmp 2b
    .size boot_entry, . - boot_entry

/* An application processor arrives here from the trampoline, with no stack and only CS loaded. */
    .type boot_processor_entry, @function
boot_processor_entry:
    mov $SEGMENT_DATA, %eax
    mov %eax, %ds
    mov %eax, %ss
    mov boot_processor_stack, %esp
    call boot_machine_ready
    xor %ebp, %ebp
    push boot_processor_cpu
    call *boot_processor_function
1:  hlt
    jmp 1b
    .size boot_processor_entry, . - boot_processor_entry

/* Says so and ends where the processor lacks what the kernel was compiled for. Changes EAX, EBX, ECX and EDX. */
    .type boot_processor_check, @function
boot_processor_check:
    pushf
    mov (%esp), %ecx
    xorl $FLAG_ID, (%esp)
    popf
    pushf
    pop %eax
    xor %ecx, %eax
    test $FLAG_ID, %eax
    jz 1f
    mov $1, %eax
    cpuid
    and $FEATURES_NEEDED, %edx
    cmp $FEATURES_NEEDED, %edx
    jne 1f
    ret
1:  mov $boot_processor_lacks, %esi
    mov $SERIAL_PORT, %edx
2:  lodsb
    out %al, %dx
    cmpb $0, (%esi)
    jne 2b
    mov $EXIT_FAILURE, %al
    out %al, $EXIT_PORT
3:  hlt
    jmp 3b
    .size boot_processor_check, . - boot_processor_check

/* Loads the data segments, then turns paging and caches on. Changes EAX. */
    .type boot_machine_ready, @function
boot_machine_ready:
    mov $SEGMENT_DATA, %eax
    mov %eax, %ds
    mov %eax, %es
    mov %eax, %fs
    mov %eax, %gs
    mov %eax, %ss
    mov %cr4, %eax
    or $CR4_LARGE_PAGES, %eax
    mov %eax, %cr4
    mov $boot_page_directory, %eax
    mov %eax, %cr3
    mov %cr0, %eax
    and $~CR0_CACHE_OFF, %eax
    or $(CR0_PAGING | CR0_WRITE_PROTECT | CR0_NO_FLOAT), %eax
    mov %eax, %cr0
    ret
    .size boot_machine_ready, . - boot_machine_ready

/* Real-mode code that is copied to BOOT_TRAMPOLINE; a SIPI starts it with CS = BOOT_TRAMPOLINE / 16, IP = 0. */
    .section .rodata
boot_processor_lacks:
    .asciz "the kernel needs a processor with CMOV, PGE, APIC, MSR, TSC and PSE\n"
    .globl boot_trampoline, boot_trampoline_end
    .code16
boot_trampoline:
    cli
    mov %cs, %ax
    mov %ax, %ds
    lgdtl boot_trampoline_gdt_pointer - boot_trampoline
    mov %cr0, %eax
    or $CR0_PROTECTION, %eax
    mov %eax, %cr0
    ljmpl $SEGMENT_CODE, $boot_processor_entry
    .balign 4
boot_trampoline_gdt_pointer:
    .word boot_gdt_end - boot_gdt - 1
    .long boot_gdt
boot_trampoline_end:
    .code32

    .data
    .balign 8
    .globl boot_gdt
boot_gdt:
    .quad 0
    .quad 0x00CF9B000000FFFF /* SEGMENT_CODE: all 4 GiB, execute and read */
    .quad 0x00CF93000000FFFF /* SEGMENT_DATA: all 4 GiB, read and write */
    .quad 0x00CFFB000000FFFF /* SEGMENT_USER_CODE: the same for user mode */
    .quad 0x00CFF3000000FFFF /* SEGMENT_USER_DATA */
    .fill CPU_MAX, 8, 0      /* SEGMENT_CPU: one for each processor, see boot_segment_set */
    .fill CPU_MAX, 8, 0      /* SEGMENT_TSS: likewise, see boot_task_set */
boot_gdt_end:
boot_gdt_pointer:
    .word boot_gdt_end - boot_gdt - 1
    .long boot_gdt

/* Every address maps to itself in pages of 4 MiB (Intel SDM 3A, "32-Bit Paging"). */
    .balign 4096
boot_page_directory:
    .set page, 0
    .rept 1024
    .if page < DEVICE_FIRST
    .long (page << 22) | PAGE_KERNEL
    .else
    .long (page << 22) | PAGE_DEVICE
    .endif
    .set page, page + 1
    .endr

    .bss
    .balign 4096
    .globl boot_stacks
boot_stacks:
    .skip CPU_MAX * STACK_SIZE
    .globl boot_processor_stack, boot_processor_cpu, boot_processor_function
boot_processor_stack:
    .skip 4
boot_processor_cpu:
    .skip 4
boot_processor_function:
    .skip 4
