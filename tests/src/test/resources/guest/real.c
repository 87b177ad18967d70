/* Faults of real mode: vector and where they leave the program; there is no error code. */
#include "guest.h"

#define STUBS 0x7000u
#define COMMON 0x7800u
#define SAVED ((volatile u16 *)0x7A00)
#define SAVED_EAX (*(volatile u32 *)0x7A08)
#define ENTRY 0x7900u

extern char real_common[], real_common_end[], real_entry[], real_entry_end[];
void enter_real(void);

__asm__(".text\n.code16\n"
        "real_common:\n"
        "popw %cs:0x7A00\n popw %cs:0x7A02\n popw %cs:0x7A04\n popw %cs:0x7A06\n"
        "movl %eax, %cs:0x7A08\n"
        "xor %ax, %ax\n mov %ax, %ds\n lgdtl 0x7A10\n"
        "mov %cr0, %eax\n or $1, %al\n mov %eax, %cr0\n"
        "ljmpl $0x08, $leave_case\n"
        "real_common_end:\n"
        "real_entry:\n"
        "mov $0xF0, %ax\n mov %ax, %ds\n mov %ax, %es\n mov %ax, %fs\n mov %ax, %gs\n mov %ax, %ss\n"
        "mov %cr0, %eax\n and $0xFE, %al\n mov %eax, %cr0\n"
        "ljmp $0, $0x7900 + 1f - real_entry\n"
        "1: mov $0x2000, %ax\n mov %ax, %ds\n mov %ax, %es\n mov %ax, %fs\n mov %ax, %gs\n mov %ax, %ss\n"
        "mov $0xFFF0, %esp\n push $2\n popf\n"
        "mov $0x11223344, %eax\n xor %ecx, %ecx\n xor %edx, %edx\n xor %ebx, %ebx\n xor %esi, %esi\n xor %edi, %edi\n"
        "ljmp $0x2000, $0\n"
        "real_entry_end:\n"
        ".code32\n"
        ".globl enter_real\n"
        "enter_real:\n"
        "pusha\n mov %esp, saved_stack\n lidt real_idt\n ljmp $0xE8, $0x7900\n"
        ".data\n real_idt: .word 0x7F\n .long 0\n.text\n");

CASES(real);
#define REAL(name, text) CASE16(real, name, text)
REAL("nothing", "nop");
REAL("divide", "xor %cx, %cx; div %cx");
REAL("bound", "mov $9, %ax; movw $1, 0x100; movw $2, 0x102; bound %ax, 0x100");
REAL("overflow", "mov $0x7F, %al; inc %al; into");
REAL("ud2", "ud2");
REAL("int 10", "int $0x1F");
REAL("int beyond the table", "int $0x20");
REAL("data limit", "mov 0xFFFF, %ax");
REAL("data limit 32", "mov $0x10000, %ebx; movb (%ebx), %al");
REAL("data write limit", "movl %eax, 0xFFFD");
REAL("stack limit", "mov %ss:0xFFFF, %ax");
REAL("push across", "mov $0xFFF1, %sp; push %ax; pop %cx; mov %cx, %ax");
REAL("code limit", "mov $0x10000, %eax; jmp *%eax");
REAL("far limit", "pushl $0x2000; pushl $0x10000; lretl");
REAL("iret", "push $0x3002; push %cs; push $1f - 90b; iret; nop; 1: pushf; pop %ax");
REAL("iretd", "pushl $0x43002; pushl $0x2000; pushl $1f - 90b; iretl; nop; 1: pushfl; pop %eax; and $0xFFFFFFF, %eax");
REAL("popf", "push $0x7002; popf; pushf; pop %ax; push $2; popf");
REAL("popfd", "pushl $0x30002; popfl; pushfl; pop %eax");
REAL("sldt", "sldt %ax");
REAL("str", "str %ax");
REAL("lldt", "lldt %ax");
REAL("ltr", "ltr %ax");
REAL("lar", "lar %cx, %ax");
REAL("lsl", "lsl %cx, %ax");
REAL("verr", "verr %ax");
REAL("verw", "verw %ax");
REAL("arpl", "arpl %ax, %cx");
REAL("smsw", "smsw %ax");
REAL("lmsw", "mov $0x10, %ax; lmsw %ax; nop");
REAL("clts", "clts");
REAL("cli sti", "cli; pushf; pop %ax");
REAL("mov cr0", "mov %cr0, %eax; and $0x1, %eax");
REAL("mov cr1", ".byte 0x0F, 0x20, 0xC8");
REAL("cr0 pg without pe", "mov $0x80000000, %eax; mov %eax, %cr0");
REAL("cr4 reserved", "mov $0x80000000, %eax; mov %eax, %cr4");
REAL("mov dr", "mov %dr0, %eax; xor %eax, %eax");
REAL("rdmsr", "mov $0x12345678, %ecx; rdmsr");
REAL("sysenter", "sysenter");
REAL("sysexit", "sysexit");
REAL("mov to cs", ".byte 0x8E, 0xC8");
REAL("mov to no segment", ".byte 0x8E, 0xF0");
REAL("lock", ".byte 0xF0, 0x01, 0xC0");
REAL("too long", ".byte 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x90");
REAL("segment registers", "mov $0x1234, %ax; mov %ax, %fs; mov %fs, %cx; mov %cx, %ax");
REAL("lds", "movl $0x56781234, 0x200; lds 0x200, %ax; mov %ds, %ax");
REAL("call far", "lcall $0x2000, $1f - 90b; nop; 1: pop %ax; pop %cx");
REAL("loop", "mov $3, %cx; xor %ax, %ax; 1: inc %ax; loop 1b");
REAL("in", "in $0x61, %al; xor %ax, %ax");
REAL("step", "push $0x102; popf; nop; nop");
REAL("icebp", ".byte 0xF1");
REAL("string limit", "mov $0xFFFE, %di; mov $3, %cx; cld; rep stosw; mov %di, %ax");
REAL("pusha", "mov $0xFFF0, %sp; pusha; mov %sp, %ax");
REAL("enter", "mov $0xFFF0, %sp; enter $8, $2; mov %sp, %ax");

int main(void) {
  load_tables();
  gdt[29] = descriptor(0, 0xFFFF, 0x009B);
  gdt[30] = descriptor(0, 0xFFFF, 0x0093);
  for (u32 i = 0; i < 32; i++) {
    volatile u8 *stub = (u8 *)(STUBS + i * 8);
    *(volatile u32 *)(i * 4) = STUBS + i * 8;
    u32 to = COMMON - (STUBS + i * 8 + 5);
    stub[0] = 0x6A;
    stub[1] = (u8)i;
    stub[2] = 0xE9;
    stub[3] = (u8)to;
    stub[4] = (u8)(to >> 8);
  }
  copy(COMMON, (u32)real_common, (u32)(real_common_end - real_common));
  copy(ENTRY, (u32)real_entry, (u32)(real_entry_end - real_entry));
  copy(0x7A10, (u32)gdt_pointer, 6);
  text("real\n");
  EACH(real, c) {
    copy(0x20000, c->start, c->end - c->start);
    enter_real();
    text(c->name);
    field(": vector ", SAVED[0]);
    field(" at ", SAVED[1]);
    field(" cs ", SAVED[2]);
    field(" flags ", SAVED[3] & FLAGS_SHOWN);
    field(" eax ", SAVED_EAX);
    put('\n');
  }
  text("end\n");
  return 0;
}
