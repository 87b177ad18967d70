/* Instructions that fault half way: what they leave behind, so that they can be begun again. */
#include "guest.h"

/* Pages from 1 GiB on: present, absent, read only, for ring 0, present. */
#define PAGES 0x40000000u
#define FRAMES 0x2000000u

static u32 directory[1024] __attribute__((aligned(4096))), table[1024] __attribute__((aligned(4096)));

CASES(stack);
CASES(strings);
CASES(gates);

/* The stack ends 4 bytes above an absent page: two pushes are one too many. */
#define STACK(name, text) CASE(stack, name, "mov $0x40002004, %esp; mov $0x40004010, %ebp; " text)
STACK("push", "push %eax; push %eax");
STACK("push memory", "push %eax; pushl 0x40004000");
STACK("pusha", "pusha");
STACK("pushf", "push %eax; pushf");
STACK("enter", "enter $8, $0");
STACK("enter nested", "enter $8, $3");
STACK("enter large", "mov $0x40002040, %esp; enter $0x60, $0");
STACK("call", "push %eax; call 1f; 1: nop");
STACK("call far", "lcall $0x1B, $1f; 1: nop");
STACK("call gate without room", "lcall $0x43, $0");
STACK("call gate", "mov $0x40004100, %esp; lcall $0x4B, $0");
STACK("pop into absent", "mov $0x40004100, %esp; popl 0x40001000");
STACK("pop by stack pointer", "mov $0x40004100, %esp; movl $7, 0x40004100; popl -4(%esp); mov 0x40004100, %eax");
STACK("popa", "mov $0x40004FF0, %esp; popa");
STACK("leave", "mov $0x40001000, %ebp; leave");
STACK("ret", "mov $0x40005000, %esp; ret");
STACK("retf", "mov $0x40004FFC, %esp; lret");
STACK("iret", "mov $0x40004FF8, %esp; iret");
STACK("int", "int $0x20");
STACK("push segment", "push %eax; push %ds");
STACK("pop segment", "mov $0x40005000, %esp; pop %ds");
STACK("pop ss", "mov $0x40005000, %esp; pop %ss");

#define STRING(name, text) \
  CASE(strings, name, "mov $0x40000FF8, %esi; mov $0x40000FF6, %edi; mov $8, %ecx; cld; " text)
STRING("lods", "rep lodsl");
STRING("stos", "rep stosl");
STRING("movs", "rep movsl");
STRING("movs to absent", "mov $0x40004000, %esi; rep movsl");
STRING("movs from absent", "mov $0x40004000, %edi; rep movsl");
STRING("cmps", "mov $0x40004000, %edi; repe cmpsb");
STRING("scas", "mov $0xCC, %al; repne scasb");
STRING("down", "mov $0x40002004, %edi; std; rep stosl; cld");
STRING("read only", "mov $0x40002000, %edi; rep stosb");
STRING("of ring 0", "mov $0x40003000, %esi; lodsb");
STRING("ins", "mov $0x40001000, %edi; mov $0x61, %dx; rep insb");
STRING("outs", "mov $0x40001000, %esi; mov $0x80, %dx; rep outsb");
STRING("none", "mov $0x40001000, %edi; xor %ecx, %ecx; rep stosb");
STRING("narrow count", "mov $0x40004000, %edi; mov $0x10002, %ecx; addr16 rep stosb; nop");
STRING("xchg", "xchg %ecx, 0x40002000");
STRING("cmpxchg", "mov $5, %eax; cmpxchg %ecx, 0x40002000");
STRING("cmpxchg8b", "lock cmpxchg8b 0x40002000");
STRING("xadd", "xadd %ecx, 0x40002000");
STRING("add", "addl %ecx, 0x40001FFE");
STRING("bts far", "mov $0x8000, %eax; bts %eax, 0x40000000");
STRING("shld", "shld $4, %ecx, 0x40002000");
STRING("fstenv", "fnstenv 0x40000FF0");
STRING("fsave", "fnsave 0x40000FC0");
STRING("sgdt", "sgdt 0x40000FFC");
STRING("lds", "lds 0x40000FFC, %eax");
STRING("lds absent", "movw $0x53, 0x40000FF4; lds 0x40000FF0, %eax");
STRING("bound", "bound %eax, 0x40000FFC");
STRING("xlat", "mov $0x40001000, %ebx; xlat");
STRING("jmp far", "ljmp *0x40000FFE");

extern char gate_target[];
__asm__(".text\ngate_target: int3\n");

static void tried(struct the_case *c) {
  u32 address;
  __asm__ volatile("mov %%cr3, %%eax; mov %%eax, %%cr3; mov %0, %%cr2" : : "r"(0) : "eax", "memory");
  for (u32 i = 0; i < 5; i++) {
    for (u32 at = 0; at < 1024; at++) {
      ((volatile u32 *)(FRAMES + i * 4096))[at] = 0;
    }
  }
  last.esp = 0;
  enter_case(3, c->start, 2, 0x300000);
  __asm__ volatile("mov %%cr2, %0" : "=r"(address));
  show(c->name, c->start, c->end - c->start + 1);
  field(" cr2 ", address);
  field(" ecx ", last.ecx);
  field(" esi ", last.esi);
  field(" edi ", last.edi);
  field(" ebp ", last.ebp);
  if (last.cs & 3) {
    field(" esp ", last.esp);
  }
  u32 sum = 0;
  for (u32 at = 0; at < 5 * 1024; at++) {
    sum = sum * 31 + ((volatile u32 *)FRAMES)[at];
  }
  field(" memory ", sum);
  put('\n');
}

/* Handlers of what a bad inner stack raises are tasks, which have a good one. */
static struct task rescues[8] __attribute__((aligned(128)));
static char rescue_stacks[8][512];
extern char rescue_entries[];
__attribute__((used)) u32 rescue_number;
__asm__(".text\n.balign 16\nrescue_entries:\n.set i, 8\n.rept 8\nmovl $i, rescue_number\ncall rescued\n.balign 16\n"
        ".set i, i + 1\n.endr\n");

/* Entered as a task: what the interrupted one was is in its state. */
__attribute__((used)) void rescued(u32 error) {
  const struct task *of = &main_task.task;
  last = (struct frame){.vector = rescue_number,
                        .error = error,
                        .eip = of->eip,
                        .cs = of->cs,
                        .eflags = of->eflags,
                        .eax = of->eax,
                        .ecx = of->ecx,
                        .esi = of->esi,
                        .edi = of->edi,
                        .ebp = of->ebp,
                        .esp = of->esp};
  leave_case();
}

static void rescue(void) {
  for (u32 i = 0; i < 8; i++) {
    rescues[i] = (struct task){.cr3 = (u32)directory,
                               .eip = (u32)rescue_entries + i * 16,
                               .eflags = 2,
                               .esp = (u32)rescue_stacks[i] + sizeof rescue_stacks[i],
                               .es = 0x10,
                               .cs = 8,
                               .ss = 0x10,
                               .ds = 0x10};
    gdt[32 + i] = descriptor((u32)&rescues[i], 0x67, 0x89);
    idt[8 + i] = gate(0x100 + i * 8, 0, 0x85, 0);
  }
  gdt[5] = descriptor((u32)&main_task, 0x67, 0x89);
  __asm__ volatile("ltr %w0; clts" : : "r"(0x28));
}

static void inner_stacks(struct the_case *c) {
  static const struct {
    const char *name;
    u32 esp0, ss0;
  } stacks[] = {
      {"absent", PAGES + 0x2000, 0x10},
      {"half absent", PAGES + 0x2008, 0x10},
      {"read only", PAGES + 0x2100, 0x10},
      {"beyond its limit", 0x200, 0x58},
      {"too small", 8, 0x58},
      {"null", PAGES + 0x100, 0},
      {"of ring 3", PAGES + 0x100, 0x23},
      {"code", PAGES + 0x100, 0x08},
      {"absent segment", PAGES + 0x100, 0x50},
      {"outside", PAGES + 0x100, 0x3F8},
  };
  for (u32 i = 0; i < sizeof stacks / sizeof *stacks; i++) {
    rescue();
    main_task.task.esp0 = stacks[i].esp0;
    main_task.task.ss0 = stacks[i].ss0;
    text("stack ");
    text(stacks[i].name);
    text(", ");
    tried(c);
  }
}

CASE(gates, "int", "int $0x20");
CASE(gates, "call", "lcall $0x4B, $0");
CASE(gates, "fault", "xor %eax, %eax; div %eax");

int main(void) {
  load_tables();
  for (u32 i = 0; i < 1024; i++) {
    directory[i] = i << 22 | 0x87;
    table[i] = 0;
  }
  directory[PAGES >> 22] = (u32)table | 7;
  table[0] = FRAMES | 7;
  table[2] = (FRAMES + 0x2000) | 5;
  table[3] = (FRAMES + 0x3000) | 3;
  table[4] = (FRAMES + 0x4000) | 7;
  gdt[8] = gate(0x08, (u32)gate_target, 0xEC, 0);
  gdt[9] = gate(0x08, (u32)gate_target, 0xEC, 3);
  gdt[10] = descriptor(0, 0xFFFFF, 0xC013);
  gdt[11] = descriptor(PAGES, 0xFF, 0x4093);
  __asm__ volatile("mov %0, %%cr4; mov %1, %%cr3; mov %2, %%cr0"
                   :
                   : "r"(0x10), "r"(directory), "r"(0x80010011)
                   : "memory");
  text("restart\n");
  EACH(stack, c) { tried(c); }
  EACH(strings, c) { tried(c); }
  text("inner stacks\n");
  EACH(gates, c) { inner_stacks(c); }
  text("end\n");
  return 0;
}
