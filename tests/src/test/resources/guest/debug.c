/* Debug exceptions: breakpoints on instructions, data and ports, single steps, and what they report. */
#include "guest.h"

static u32 watched[4] __attribute__((aligned(16)));
static u32 base, steps;

#define W1 0x00010000u /* in DR7, for breakpoint 0: writes, 1 byte */
#define W2 0x00050000u
#define W4 0x000D0000u
#define RW4 0x000F0000u
#define RW1 0x00030000u
#define IO1 0x00020000u
#define IO2 0x00060000u
#define ON 1u

static void set(u32 dr0, u32 dr1, u32 dr7) {
  __asm__ volatile("mov %0, %%dr7; mov %1, %%dr0; mov %2, %%dr1; mov %0, %%dr6; mov %3, %%dr7"
                   :
                   : "r"(0), "r"(dr0), "r"(dr1), "r"(dr7));
}

/* Prints each debug exception and lets the case go on: with RF after one before an instruction. */
static int log(struct frame *frame) {
  if (frame->vector != 1) {
    return 0;
  }
  field(" [", frame->eip - base);
  field(" dr6 ", last_dr6 & 0xE00F);
  field(" flags ", frame->eflags & FLAGS_SHOWN);
  text("]");
  frame->eflags |= 0x10000;
  __asm__ volatile("mov %0, %%dr6" : : "r"(0));
  if (++steps > 20) {
    frame->eflags &= ~0x100u;
  }
  return 1;
}

static void traced(struct the_case *c, int ring, u32 flags) {
  base = ring == 8 ? 0 : c->start;
  steps = 0;
  resumes = log;
  if (ring == 8) {
    copy(0x20000, c->start, c->end - c->start);
  }
  text(c->name);
  text(":");
  enter_case(ring, base, flags | 2, ring == 8 ? 0xFFF0 : (u32)case_stack_top);
  resumes = 0;
  set(0, 0, 0x400);
  show("", base, c->end - c->start + 1);
  field(" dr6 ", last_dr6 & 0xE00F);
  put('\n');
}

CASES(steps);
CASES(virtual);
#define STEP(name, text) CASE(steps, name, text)

STEP("nops", "nop; nop; nop");
STEP("jump", "jmp 1f; nop; 1: nop");
STEP("string", "push %es; mov $3, %ecx; mov $watched, %edi; rep stosb; pop %es");
STEP("int 20", "nop; int $0x20");
STEP("int3", "nop; int3");
STEP("into", "mov $0x7F, %al; inc %al; into; nop");
STEP("mov ss", "nop; mov %ss, %eax; mov %eax, %ss; nop; nop");
STEP("mov ss twice", "mov %ss, %eax; mov %eax, %ss; mov %eax, %ss; nop; nop");
STEP("pop ss", "push %ss; pop %ss; nop; nop");
STEP("lss", "mov %esp, watched; mov %ss, watched + 4; lss watched, %esp; nop; nop");
STEP("popf off", "nop; push $2; popf; nop; nop");
STEP("popf on", "push $0x102; popf; nop; push $2; popf; nop");
STEP("iret on", "push $0x102; push %cs; push $1f; iret; nop; 1: nop; nop; push $2; popf; nop");
STEP("pushf", "pushf; pop %eax; and $0x100, %eax; nop");
STEP("fault", "nop; ud2");
STEP("icebp", "nop; .byte 0xF1; nop");
STEP("call", "call 1f; nop; jmp 2f; 1: ret; 2: nop");
STEP("sti", "cli; nop");

CASE16(virtual, "nops", "nop; nop");
CASE16(virtual, "mov ss", "mov %ss, %ax; mov %ax, %ss; nop; nop");
CASE16(virtual, "int3", "nop; int3");
CASE16(virtual, "icebp", ".byte 0xF1; nop");
CASE16(virtual, "popf", "push $2; popf; nop; nop");
CASE16(virtual, "iret", "push $2; push %cs; push $1f - 90b; iret; nop; 1: nop; nop");
CASE16(virtual, "fault", "nop; hlt");

CASES(code);
#define CODE(name, text) CASE(code, name, text)
CODE("code", "nop; nop; nop");
CODE("code after prefix", "nop; .byte 0x3E, 0x90; nop");
CODE("code behind mov ss", ".byte 0x90; .byte 0x90; nop");

CASES(plain);
CASE(plain, "after mov ss", "mov %ss, %eax; mov %eax, %ss; nop; nop; nop");
CASE(plain, "repeated", "mov $3, %ecx; mov $watched, %edi; rep stosb; nop");
CASE(plain, "undefined", "nop; ud2");

CASES(data);
#define DATA(name, text) CASE(data, name, text)
DATA("write", "movl $1, watched; nop");
DATA("read", "mov watched, %eax; mov $1, %eax; nop");
DATA("write byte 3", "movb $1, watched + 3; nop");
DATA("write across below", "movw $1, watched - 1; nop");
DATA("write across above", "movl $1, watched + 3; nop");
DATA("write behind", "movl $1, watched + 4; nop");
DATA("add", "addl $1, watched; nop");
DATA("exchange", "xor %eax, %eax; xchg %eax, watched; nop");
DATA("test", "testl $1, watched; nop");
DATA("push", "mov %esp, %ebx; mov $watched + 4, %esp; push %eax; mov %ebx, %esp; nop");
DATA("pop", "mov %esp, %ebx; mov $watched, %esp; pop %eax; mov %ebx, %esp; mov $1, %eax; nop");
DATA("string", "mov $3, %ecx; mov $watched + 2, %edi; rep stosw; nop");
DATA("string from", "mov $2, %ecx; mov $watched, %esi; mov $watched + 8, %edi; rep movsb; nop");
DATA("two writes", "movl $1, watched; movl $1, watched; nop");
DATA("mov ss from it", "mov %ss, %eax; mov %eax, watched + 8; mov %eax, watched; mov watched, %ss; nop; nop");
DATA("cmpxchg8b", "lock cmpxchg8b watched; nop");
DATA("faults", "mov $0x10, %eax; mov %eax, watched; xor %ecx, %ecx; div %ecx");
DATA("jump to next", "movl $1, watched; jmp 1f; nop; 1: nop");

CASES(ports);
CASE(ports, "in", "in $0x61, %al; xor %eax, %eax; nop");
CASE(ports, "in word", "mov $0x60, %dx; in %dx, %ax; xor %eax, %eax; nop");
CASE(ports, "out", "in $0x61, %al; out %al, $0x61; xor %eax, %eax; nop");
CASE(ports, "other", "in $0x62, %al; xor %eax, %eax; nop");

CASES(alias);
CASE(alias, "dr4 dr5", "mov $0xF, %eax; mov %eax, %dr4; mov %dr6, %eax");
CASE(alias, "dr5", "mov %dr5, %eax");
CASE(alias, "dr6 bits", "mov $-1, %eax; mov %eax, %dr6; mov %dr6, %eax; and $0xFFFEEFFF, %eax");
CASE(alias, "dr7 bits", "mov $0x0000D000, %eax; mov %eax, %dr7; mov %dr7, %eax");
CASES(detect);
CASE(detect, "general detect", "mov $0x2400, %eax; mov %eax, %dr7; nop; mov %eax, %dr0; nop; mov %dr7, %eax");

static void each_ring(struct the_case *c) {
  traced(c, 0, 0x100);
  traced(c, 3, 0x100);
}

static void data_cases(const char *title, u32 dr7) {
  text(title);
  put('\n');
  EACH(data, c) {
    set((u32)watched, 0, 0x400 | dr7 | ON);
    traced(c, 3, 0);
  }
}

static void cr4(u32 value) { __asm__ volatile("mov %0, %%cr4" : : "r"(value)); }

static void instructions(void) {
  EACH(code, c) {
    for (u32 at = 0; at < 3; at++) {
      set(c->start + at, c->start + 1, 0x405);
      traced(c, 0, 0);
      set(c->start + at, 0, 0x400 | ON << 1);
      traced(c, 3, 0);
    }
  }
  EACH(plain, c) {
    set(c->start + 4, c->start + 10, 0x405);
    traced(c, 0, 0);
    set(c->start + 1, c->start + 5, 0x405);
    traced(c, 0, 0x100);
  }
}

int main(void) {
  load_tables();
  text("single steps\n");
  EACH(steps, c) { each_ring(c); }
  text("virtual\n");
  EACH(virtual, c) { traced(c, 8, 0x3100); }
  text("instructions\n");
  instructions();
  data_cases("writes of 1", W1);
  data_cases("writes of 2", W2);
  data_cases("writes of 4", W4);
  data_cases("accesses of 4", RW4);
  data_cases("accesses of 1", RW1);
  text("data and steps\n");
  EACH(data, c) {
    set((u32)watched, c->start + 7, 0x400 | RW4 | 0x5);
    traced(c, 3, 0x100);
  }
  text("off\n");
  set((u32)watched, 0, 0x400 | RW4);
  traced(__start_cases_data, 0, 0);
  text("ports\n");
  for (u32 de = 0; de < 2; de++) {
    cr4(de << 3);
    EACH(ports, c) {
      set(0x61, 0, 0x400 | IO1 | ON);
      traced(c, 0, 0);
      set(0x60, 0, 0x400 | IO2 | ON);
      traced(c, 3, 0x3000);
    }
    EACH(alias, c) { run(c, 0, 0); }
    EACH(alias, c) { run(c, 3, 0); }
  }
  cr4(0);
  set(0, 0, 0x400);
  EACH(detect, c) { traced(c, 0, 0); }
  text("end\n");
  return 0;
}
