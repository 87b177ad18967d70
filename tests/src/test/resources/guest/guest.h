/* What every guest program has: text on the serial port, descriptor tables, and cases that end in a handler. */
#ifndef GUEST_H
#define GUEST_H

typedef unsigned char u8;
typedef unsigned short u16;
typedef unsigned int u32;
typedef unsigned long long u64;

/* What a handler finds on its stack; from esp on only if the ring changed, from es on only out of virtual-8086 mode. */
struct frame {
  u32 edi, esi, ebp, unused, ebx, edx, ecx, eax;
  u32 vector, error, eip, cs, eflags;
  u32 esp, ss, es, ds, fs, gs;
};

/* A piece of code with a name. */
struct the_case {
  const char *name;
  u32 start, end;
};

struct task {
  u32 link, esp0, ss0, esp1, ss1, esp2, ss2, cr3, eip, eflags, eax, ecx, edx, ebx, esp, ebp, esi, edi;
  u32 es, cs, ss, ds, fs, gs, ldt, trap_and_map;
};

extern u64 gdt[64];
extern const u32 handlers[64];
extern char main_stack_top[], case_stack_top[], kernel_stack_top[], gdt_pointer[];
void enter_case(int ring, u32 code, u32 flags, u32 stack);
__attribute__((noreturn)) void leave_case(void);

static u64 idt[256];
static struct {
  struct task task;
  u8 map[64];
} main_task __attribute__((aligned(256)));
static struct frame last;
static u32 last_dr6;

/* Called by every handler before the case is left; true lets the case go on. */
static int (*resumes)(struct frame *);

#define CASE(group, name, text) CASE_OF("", group, name, text)
#define CASE16(group, name, text) CASE_OF(".code16\n", group, name, text)
#define CASE_OF(kind, group, name, text)                                                                       \
  __asm__(".pushsection .text\n" kind "90: " text "\nint3\n91:\n.code32\n.popsection\n"                        \
          ".pushsection .rodata\n92: .asciz \"" name "\"\n.popsection\n"                                        \
          ".pushsection cases_" #group ",\"aw\"\n.long 92b, 90b, 91b\n.popsection\n")
#define CASES(group) extern struct the_case __start_cases_##group[], __stop_cases_##group[]
#define EACH(group, each) \
  for (struct the_case *each = __start_cases_##group; each < __stop_cases_##group; each++)

static inline void out8(u16 port, u8 value) { __asm__ volatile("outb %0, %1" : : "a"(value), "Nd"(port)); }
static inline u8 in8(u16 port) {
  u8 value;
  __asm__ volatile("inb %1, %0" : "=a"(value) : "Nd"(port));
  return value;
}

static void put(char c) {
  while (!(in8(0x3FD) & 0x20)) {
  }
  out8(0x3F8, (u8)c);
}

static void text(const char *s) {
  for (; *s; s++) {
    put(*s);
  }
}

static void hex(u32 value) {
  int shift = 28;
  while (shift > 0 && !(value >> shift & 15)) {
    shift -= 4;
  }
  for (; shift >= 0; shift -= 4) {
    put("0123456789abcdef"[value >> shift & 15]);
  }
}

static void field(const char *name, u32 value) {
  text(name);
  hex(value);
}

static u64 descriptor(u32 base, u32 limit, u32 rights) {
  return (limit & 0xFFFF) | (u64)(base & 0xFFFFFF) << 16 | (u64)rights << 40 | (u64)(limit >> 16 & 15) << 48 |
         (u64)(base >> 24) << 56;
}

static u64 gate(u32 selector, u32 offset, u32 rights, u32 count) {
  return (offset & 0xFFFF) | (u64)selector << 16 | (u64)count << 32 | (u64)rights << 40 | (u64)(offset >> 16) << 48;
}

void caught(struct frame *frame) {
  __asm__ volatile("mov %%dr6, %0" : "=r"(last_dr6));
  if (resumes && resumes(frame)) {
    return;
  }
  last = *frame;
  leave_case();
}

static void load_tables(void) {
  out8(0x3FB, 3);
  out8(0x21, 0xFF);
  out8(0xA1, 0xFF);
  for (int i = 0; i < 64; i++) {
    idt[i] = gate(8, handlers[i], i == 3 || i == 4 || i == 0x20 ? 0xEE : 0x8E, 0);
  }
  struct {
    u16 limit;
    void *base;
  } __attribute__((packed)) pointer = {sizeof idt - 1, idt};
  main_task.task.esp0 = (u32)kernel_stack_top;
  main_task.task.ss0 = 0x10;
  main_task.task.trap_and_map = 0x680000;
  gdt[5] = descriptor((u32)&main_task, 0x67, 0x89);
  __asm__ volatile("lidt %0; ltr %w1; lldt %w2" : : "m"(pointer), "r"(0x28), "r"(0));
}

static void copy(u32 to, u32 from, u32 bytes) {
  for (u32 i = 0; i < bytes; i++) {
    ((volatile u8 *)to)[i] = ((volatile u8 *)from)[i];
  }
}

#define FLAGS_SHOWN 0x37700 /* VM, RF, NT, IOPL, DF, IF, TF: what decides about modes */

static void show(const char *name, u32 start, u32 bytes) {
  text(name);
  field(": vector ", last.vector);
  if (last.vector == 8 || (last.vector >= 10 && last.vector <= 14) || last.vector == 17) {
    field(" code ", last.error);
  }
  if (last.eip - start < bytes) {
    field(" at ", last.eip - start);
  } else {
    text(" outside");
  }
  field(" cs ", last.cs & 0xFFFF);
  field(" flags ", last.eflags & FLAGS_SHOWN);
  field(" eax ", last.eax);
}

/* Runs a case in a ring, or with 8 in virtual-8086 mode, and prints where it ended. */
static void run(struct the_case *c, int ring, u32 flags) {
  u32 start = c->start;
  if (ring == 8) {
    copy(0x20000, c->start, c->end - c->start);
    start = 0;
  }
  enter_case(ring, start, flags | 2, ring == 8 ? 0xFFF0 : (u32)case_stack_top);
  show(c->name, start, c->end - c->start + 1);
  put('\n');
}

#endif
