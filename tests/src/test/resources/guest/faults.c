/* Faults of ring 0, ring 3 and virtual-8086 mode: vector, error code, and where they leave the program. */
#include "guest.h"

CASES(ring0);
CASES(ring3);
CASES(virtual);

#define BOTH(name, text) \
  CASE(ring0, name, text); \
  CASE(ring3, name, text)

BOTH("nothing", "nop");
BOTH("divide", "xor %ecx, %ecx; div %ecx");
BOTH("divide overflow", "mov $1, %edx; mov $1, %ecx; div %ecx");
BOTH("bound", "mov $9, %eax; bound %eax, bounds");
BOTH("overflow", "mov $0x7F, %al; inc %al; into");
BOTH("undefined", "ud2");
BOTH("undefined lock", ".byte 0xF0, 0x01, 0xC0");
BOTH("undefined lea", ".byte 0x8D, 0xC0");
BOTH("undefined mov to cs", ".byte 0x8E, 0xC8");
BOTH("undefined cr1", ".byte 0x0F, 0x20, 0xC8");
BOTH("int 20", "int $0x20");
BOTH("int 21", "int $0x21");
BOTH("int outside idt", "int $0x77");
BOTH("hlt nop", "nop; nop; nop");
BOTH("null ds", "xor %eax, %eax; mov %eax, %ds; mov 0, %eax");
BOTH("ds outside", "mov $0x3F8, %eax; mov %eax, %ds");
BOTH("ds of ring 0", "mov $0x10, %eax; mov %eax, %ds; mov $1, %eax");
BOTH("ds rpl 3 of ring 0", "mov $0x13, %eax; mov %eax, %ds");
BOTH("ds absent", "mov $0x43, %eax; mov %eax, %ds");
BOTH("ds read only", "mov $0x4B, %eax; mov %eax, %ds; mov 0, %ecx; mov %ecx, 0");
BOTH("ds expand down", "mov $0x53, %eax; mov %eax, %ds; mov 0x1000, %ecx; mov 0xFFC, %ecx");
BOTH("ds limit", "mov $0x5B, %eax; mov %eax, %ds; mov 0xFC, %ecx; mov 0xFD, %ecx");
BOTH("ds execute only", "mov $0x63, %eax; mov %eax, %ds");
BOTH("ds conforming", "mov $0x6B, %eax; mov %eax, %ds; mov 0, %ecx; mov %ecx, 0");
BOTH("ds system", "mov $0x2B, %eax; mov %eax, %ds");
BOTH("ds in no ldt", "mov $0x0F, %eax; mov %eax, %ds");
BOTH("ss null", "xor %eax, %eax; mov %eax, %ss");
BOTH("ss null 3", "mov $3, %eax; mov %eax, %ss");
BOTH("ss of ring 0", "mov $0x10, %eax; mov %eax, %ss; nop");
BOTH("ss of ring 3", "mov $0x23, %eax; mov %eax, %ss; nop");
BOTH("ss absent", "mov $0x43, %eax; mov %eax, %ss");
BOTH("ss read only", "mov $0x4B, %eax; mov %eax, %ss");
BOTH("ss code", "mov $0x1B, %eax; mov %eax, %ss");
BOTH("pop absent", "push $0x43; pop %ds");
BOTH("lds absent", "lds far_absent, %ecx");
BOTH("jmp null", "ljmp $0, $0");
BOTH("jmp outside", "ljmp $0x3F8, $0");
BOTH("jmp data", "ljmp $0x10, $0");
BOTH("jmp absent", "ljmp $0x73, $0");
BOTH("jmp other ring", "ljmp $0x1B, $gate_target");
BOTH("jmp conforming", "ljmp $0x68, $1f; 1: nop");
BOTH("jmp conforming ring 3", "ljmp $0x93, $1f; 1: nop");
BOTH("jmp beyond limit", "ljmp $0xC3, $0x1000");
BOTH("jmp gate", "ljmp $0x7B, $0");
BOTH("call gate", "lcall $0x7B, $0");
BOTH("call gate absent", "lcall $0x83, $0");
BOTH("call gate to data", "lcall $0x8B, $0");
BOTH("call gate of ring 0", "lcall $0xA3, $0");
BOTH("call gate to null", "lcall $0xAB, $0");
BOTH("call gate to absent", "lcall $0xB3, $0");
BOTH("call interrupt gate", "lcall $0xBB, $0");
BOTH("retf null", "push $0; push $0; lret");
BOTH("retf inner", "push $0x08; push $gate_target; lret");
BOTH("retf data", "push $0x23; push $gate_target; lret");
BOTH("retf bad stack", "push $0x10; push $0; push $0x1B; push $gate_target; lret");
BOTH("iret bad stack", "push $0x43; push $0; push $2; push $0x1B; push $gate_target; iret");
BOTH("iret null", "push $2; push $0; push $0; iret");
BOTH("near jmp beyond", "ljmp $0xC8, $0");
BOTH("cli", "cli; nop");
BOTH("in", "in $0x61, %al; xor %eax, %eax");
BOTH("halting", "mov %cr0, %eax; xor %eax, %eax");
BOTH("lgdt", "lgdt gdt_pointer");
BOTH("clts", "clts");
BOTH("lmsw", "smsw %eax; lmsw %ax; xor %eax, %eax");
BOTH("invlpg", "invlpg 0");
BOTH("wbinvd", "wbinvd");
BOTH("rdmsr", "mov $0x12345678, %ecx; rdmsr");
BOTH("mov dr", "mov %dr0, %eax; xor %eax, %eax");
BOTH("ltr null", "xor %eax, %eax; ltr %ax");
BOTH("ltr data", "mov $0x10, %eax; ltr %ax");
BOTH("ltr busy", "mov $0x28, %eax; ltr %ax");
BOTH("ltr absent", "mov $0x98, %eax; ltr %ax");
BOTH("lldt data", "mov $0x10, %eax; lldt %ax");
BOTH("lldt null", "xor %eax, %eax; lldt %ax");
BOTH("cr0 pg without pe", "mov $0x80000000, %eax; mov %eax, %cr0");
BOTH("cr0 nw without cd", "mov $0x20000011, %eax; mov %eax, %cr0");
BOTH("cr4 reserved", "mov $0x80000000, %eax; mov %eax, %cr4");
BOTH("lar", "mov $0x43, %ecx; lar %ecx, %eax; and $0xFFF0FFFF, %eax");
BOTH("lar gate", "xor %eax, %eax; mov $0x7B, %ecx; lar %ecx, %eax");
BOTH("lar interrupt gate", "xor %eax, %eax; mov $0xBB, %ecx; lar %ecx, %eax");
BOTH("lsl", "mov $0x5B, %ecx; lsl %ecx, %eax");
BOTH("lsl of ring 0", "xor %eax, %eax; mov $0x10, %ecx; lsl %ecx, %eax");
BOTH("verr", "xor %eax, %eax; mov $0x63, %ecx; verr %cx; lahf");
BOTH("verw", "xor %eax, %eax; mov $0x23, %ecx; verw %cx; lahf");
BOTH("popf iopl", "push $0x3002; popf; pushf; pop %eax; push $2; popf");
BOTH("sysenter without selector", "sysenter");
BOTH("sysexit", "sysexit");
BOTH("pusha at the limit", "mov $0x5B, %eax; mov %ds, %ecx; mov %eax, %es; xor %eax, %eax");
BOTH("alignment", "pushf; orl $0x40000, (%esp); popf; push $0; mov 1(%esp), %ecx; pushf; andl $0xFFFBFFFF, (%esp); popf");
BOTH("cmpxchg8b register", ".byte 0x0F, 0xC7, 0xC8");
BOTH("too long", ".byte 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x90");

CASE16(virtual, "nothing", "nop");
CASE16(virtual, "cli", "cli");
CASE16(virtual, "sti", "sti; cli");
CASE16(virtual, "pushf", "pushf; pop %ax");
CASE16(virtual, "pushfd", "pushfl; pop %eax");
CASE16(virtual, "popf", "push $0x3202; popf");
CASE16(virtual, "int 20", "int $0x20");
CASE16(virtual, "int 21", "int $0x21");
CASE16(virtual, "iret", "push $2; push %cs; push $1f-90b; iret; 1: nop");
CASE16(virtual, "iretd", "pushl $0x3202; pushl $0x2000; pushl $1f-90b; iretl; 1: nop");
CASE16(virtual, "into", "mov $0x7F, %al; inc %al; into");
CASE16(virtual, "hlt", "hlt");
CASE16(virtual, "in", "in $0x61, %al; xor %al, %al");
CASE16(virtual, "in open", "in $0x80, %al; xor %al, %al");
CASE16(virtual, "in half open", "in $0x87, %ax");
CASE16(virtual, "outsb", "mov $0x61, %dx; xor %si, %si; outsb");
CASE16(virtual, "segments", "mov $0x1234, %ax; mov %ax, %ds; mov %ds, %cx; mov %cx, %ax");
CASE16(virtual, "address", "mov $0x2000, %ax; mov %ax, %ds; movl 0, %eax; mov $0x55, %al");
CASE16(virtual, "limit", "mov 0xFFFF, %ax");
CASE16(virtual, "stack limit", "mov $1, %esp; push %eax");
CASE16(virtual, "far", "ljmp $0x2000, $1f-90b; nop; 1: nop");
CASE16(virtual, "call far", "lcall $0x2000, $1f-90b; nop; 1: pop %ax; pop %cx");
CASE16(virtual, "lldt", "lldt %ax");
CASE16(virtual, "ltr", "ltr %ax");
CASE16(virtual, "sldt", "sldt %ax");
CASE16(virtual, "str", "str %ax");
CASE16(virtual, "lar", "lar %cx, %ax");
CASE16(virtual, "lsl", "lsl %cx, %ax");
CASE16(virtual, "verr", "verr %ax");
CASE16(virtual, "arpl", "arpl %ax, %cx");
CASE16(virtual, "lgdt", "lgdt 0");
CASE16(virtual, "smsw", "smsw %ax; xor %ax, %ax");
CASE16(virtual, "lmsw", "lmsw %ax");
CASE16(virtual, "clts", "clts");
CASE16(virtual, "mov cr", "mov %cr0, %eax");
CASE16(virtual, "mov dr", "mov %dr0, %eax");
CASE16(virtual, "rdmsr", "rdmsr");
CASE16(virtual, "divide", "xor %cx, %cx; div %cx");
CASE16(virtual, "bound", "mov $9, %ax; movw $1, 0x100; movw $2, 0x102; bound %ax, 0x100");
CASE16(virtual, "ud2", "ud2");
CASE16(virtual, "sysexit", "sysexit");
CASE16(virtual, "code wraps", "mov $0x10000, %eax; jmp *%eax");

u32 bounds[2] = {1, 5};
struct {
  u32 offset;
  u16 selector;
} __attribute__((packed)) far_absent = {0, 0x43};

extern char gate_target[], small_code[], small_code_end[];
__asm__(".text\ngate_target: int3\n"
        "small_code: jmp small_code + 0x2000\nsmall_code_end:\n");

static void describe(void) {
  gdt[8] = descriptor(0, 0xFFFFF, 0xC073);
  gdt[9] = descriptor(0, 0xFFFFF, 0xC0F1);
  gdt[10] = descriptor(0, 0, 0xC0F7);
  gdt[11] = descriptor(0, 0xFF, 0x40F3);
  gdt[12] = descriptor(0, 0xFFFFF, 0xC0F9);
  gdt[13] = descriptor(0, 0xFFFFF, 0xC09F);
  gdt[14] = descriptor(0, 0xFFFFF, 0xC07B);
  gdt[15] = gate(0x08, (u32)gate_target, 0xEC, 0);
  gdt[16] = gate(0x08, (u32)gate_target, 0x6C, 0);
  gdt[17] = gate(0x10, (u32)gate_target, 0xEC, 0);
  gdt[18] = descriptor(0, 0xFFFFF, 0xC0FF);
  gdt[19] = descriptor((u32)&main_task, 0x67, 0x09);
  gdt[20] = gate(0x08, (u32)gate_target, 0x8C, 0);
  gdt[21] = gate(0x00, (u32)gate_target, 0xEC, 0);
  gdt[22] = gate(0x73, (u32)gate_target, 0xEC, 0);
  gdt[23] = gate(0x08, (u32)gate_target, 0xEE, 0);
  gdt[24] = descriptor(0, 0xFFF, 0x40FB);
  gdt[25] = descriptor((u32)small_code, 0xFF, 0x409B);
}

int main(void) {
  describe();
  load_tables();
  text("ring 0\n");
  EACH(ring0, c) { run(c, 0, 0); }
  text("ring 3\n");
  EACH(ring3, c) { run(c, 3, 0); }
  text("ring 3, iopl 3\n");
  EACH(ring3, c) { run(c, 3, 0x3000); }
  gdt[5] = descriptor((u32)&main_task, 0x67 + 33, 0x89);
  __asm__ volatile("ltr %w0" : : "r"(0x28));
  for (int i = 0; i < 33; i++) {
    main_task.map[i] = i == 0x80 / 8 ? 0x00 : 0xFF;
  }
  text("virtual\n");
  EACH(virtual, c) { run(c, 8, 0); }
  text("virtual, iopl 3\n");
  EACH(virtual, c) { run(c, 8, 0x3000); }
  text("end\n");
  return 0;
}
