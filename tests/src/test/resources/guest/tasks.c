/* Tasks switched by the processor: every way in and out, what is saved, and what is refused. */
#include "guest.h"

#define A 0x40      /* a task of 32 bits that ends at once */
#define NARROW 0x48 /* one of 16 bits */
#define VIRTUAL 0x50
#define GATE 0x58 /* to A */
#define ABSENT_TASK 0x60
#define SHORT_TASK 0x68
#define ABSENT_GATE 0x70
#define DATA_GATE 0x78
#define LDT 0x80
#define ABSENT_DATA 0x88
#define ABSENT_CODE 0x90
#define EXECUTE_ONLY 0x98
#define ABSENT_STACK 0xA0
#define SMALL_CODE 0xA8
#define CONFORMING 0xB0
#define LDT_GATE 0xB8
#define STACK16 0xC0
#define ABSENT_LDT 0xC8
#define HANDLERS 0x100 /* one for each vector from 8 to 15 */

struct narrow_task {
  u16 link, sp0, ss0, sp1, ss1, sp2, ss2, ip, flags, ax, cx, dx, bx, sp, bp, si, di, es, cs, ss, ds, ldt;
};

static struct task a __attribute__((aligned(128)));
static struct task virtual_task __attribute__((aligned(128)));
static struct task in_handler[8] __attribute__((aligned(128)));
static struct narrow_task narrow __attribute__((aligned(64)));
static u64 ldt[4];
static char a_stack[4096], handler_stack[8][1024];
static u32 directory[1024] __attribute__((aligned(4096))), other_directory[1024] __attribute__((aligned(4096)));

/* What a task that is entered by an exception finds. */
static struct {
  u32 vector, error;
} found;

extern char a_start[], a_returns[], a_spins[], task_handlers[];
__asm__(".text\n"
        "a_start: int3\n"
        "a_returns: iret\n nop\n int3\n"
        "a_spins: nop\n nop\n int3\n"
        ".balign 16\n"
        "task_handlers:\n"
        ".set i, 8\n"
        ".rept 8\n"
        "push $i\n call task_handler\n .balign 16\n"
        ".set i, i + 1\n"
        ".endr\n");

/* Entered as a task: the error code lies above the vector and the return address. */
__attribute__((used)) void task_handler(u32 vector, u32 error) {
  found.vector = vector;
  found.error = error;
  leave_case();
}

static void reset_tasks(void) {
  volatile u32 *clear = (u32 *)&a;
  for (u32 i = 0; i < sizeof a / 4; i++) {
    clear[i] = 0;
  }
  a.eip = (u32)a_start;
  a.eflags = 2;
  a.esp = (u32)a_stack + sizeof a_stack;
  a.eax = 0xAAAA;
  a.cs = 0x08;
  a.ss = a.ds = a.es = 0x10;
  a.ss0 = 0x10;
  a.esp0 = (u32)kernel_stack_top;
  a.trap_and_map = 0x680000;
  a.cr3 = (u32)directory;
  virtual_task = a;
  virtual_task.eflags = 0x23002;
  virtual_task.eip = 0;
  virtual_task.esp = 0x1000;
  virtual_task.cs = virtual_task.ss = virtual_task.ds = virtual_task.es = virtual_task.fs = virtual_task.gs = 0x2000;
  narrow = (struct narrow_task){.ip = 0x5000, .flags = 2, .ax = 0xBBBB, .sp = 0x6000, .es = 0x10, .cs = 8, .ss = STACK16, .ds = 0x10};
  *(volatile u8 *)0x5000 = 0xCC;
  *(volatile u8 *)0x20000 = 0xCC;
}

static void describe(void) {
  ldt[1] = gdt[2];
  gdt[5] = descriptor((u32)&main_task, 0x67, 0x89);
  gdt[A / 8] = descriptor((u32)&a, 0x67, 0x89);
  gdt[NARROW / 8] = descriptor((u32)&narrow, 0x2B, 0x81);
  gdt[VIRTUAL / 8] = descriptor((u32)&virtual_task, 0x67, 0x89);
  gdt[GATE / 8] = gate(A, 0, 0xE5, 0);
  gdt[ABSENT_TASK / 8] = descriptor((u32)&a, 0x67, 0x09);
  gdt[SHORT_TASK / 8] = descriptor((u32)&a, 0x66, 0x89);
  gdt[ABSENT_GATE / 8] = gate(A, 0, 0x65, 0);
  gdt[DATA_GATE / 8] = gate(0x10, 0, 0xE5, 0);
  gdt[LDT / 8] = descriptor((u32)ldt, sizeof ldt - 1, 0x82);
  gdt[ABSENT_LDT / 8] = descriptor((u32)ldt, sizeof ldt - 1, 0x02);
  gdt[ABSENT_DATA / 8] = descriptor(0, 0xFFFFF, 0xC073);
  gdt[ABSENT_CODE / 8] = descriptor(0, 0xFFFFF, 0xC01B);
  gdt[EXECUTE_ONLY / 8] = descriptor(0, 0xFFFFF, 0xC099);
  gdt[ABSENT_STACK / 8] = descriptor(0, 0xFFFFF, 0xC013);
  gdt[SMALL_CODE / 8] = descriptor(0, 0xFFF, 0x409B);
  gdt[CONFORMING / 8] = descriptor(0, 0xFFFFF, 0xC09F);
  gdt[LDT_GATE / 8] = gate(0x0C, 0, 0xE5, 0);
  gdt[STACK16 / 8] = descriptor(0, 0xFFFF, 0x0093);
}

static void prepare(void) {
  reset_tasks();
  describe();
  idt[0x30] = gate(A, 0, 0xE5, 0);
  idt[0x31] = gate(A, 0, 0x85, 0);
  idt[0x32] = gate(0x10, 0, 0xE5, 0);
  idt[0x33] = gate(ABSENT_TASK, 0, 0xE5, 0);
  for (u32 i = 0; i < 8; i++) {
    in_handler[i] = a;
    in_handler[i].eip = (u32)task_handlers + i * 16;
    in_handler[i].esp = (u32)handler_stack[i] + sizeof handler_stack[i];
    gdt[HANDLERS / 8 + i] = descriptor((u32)&in_handler[i], 0x67, 0x89);
    idt[8 + i] = gate(8, handlers[8 + i], 0x8E, 0);
  }
  main_task.task.link = 0;
  main_task.task.eip = main_task.task.eflags = 0;
  __asm__ volatile("ltr %w0; lldt %w1; clts; mov %2, %%dr7; mov %1, %%dr6"
                   :
                   : "r"(0x28), "r"(0), "r"(0x400));
  last.vector = found.vector = 0x99;
}

static void bit(const char *name, int set) {
  if (set) {
    text(name);
  }
}

static int busy(u32 selector) { return (int)(gdt[selector / 8] >> 41 & 1); }

/* Prints where a case ended and what the switches left behind. */
static void report(struct the_case *c) {
  u32 task, local, control;
  __asm__ volatile("str %0; sldt %1; mov %%cr0, %2" : "=r"(task), "=r"(local), "=r"(control));
  if ((task & 0xFFFF) == NARROW) {
    last.eax &= 0xFFFF; /* the upper half is undefined */
  }
  if (last.vector != 0x99) {
    show(c->name, c->start, c->end - c->start + 1);
  } else {
    text(c->name);
    field(": task of vector ", found.vector);
    field(" code ", found.error);
  }
  field("; tr ", task & 0xFFFF);
  field(" ldt ", local & 0xFFFF);
  bit(" ts", control & 8);
  bit(" main busy", busy(0x28));
  bit(" a busy", busy(A));
  bit(" narrow busy", busy(NARROW));
  if (main_task.task.eip) {
    field("; main at ", main_task.task.eip - c->start);
    field(" flags ", main_task.task.eflags & FLAGS_SHOWN);
  }
  field("; links ", a.link & 0xFFFF);
  field(" ", narrow.link);
  field(" ", in_handler[found.vector & 7].link & 0xFFFF);
  if (last_dr6 & 0xE00F) {
    field(" dr6 ", last_dr6 & 0xE00F);
  }
  put('\n');
}

static void turn(struct the_case *c, int ring) {
  enter_case(ring, c->start, 2, (u32)case_stack_top);
  report(c);
}

#define ENTER(name, text) CASE(enter, name, text)
CASES(enter);
ENTER("jmp", "ljmp $0x40, $0");
ENTER("call", "lcall $0x40, $0");
ENTER("jmp gate", "ljmp $0x58, $0");
ENTER("call gate", "lcall $0x5B, $0");
ENTER("int", "int $0x30");
ENTER("int of ring 0", "int $0x31");
ENTER("int to data", "int $0x32");
ENTER("int to absent", "int $0x33");
ENTER("jmp narrow", "ljmp $0x48, $0");
ENTER("call narrow", "lcall $0x48, $0");
ENTER("jmp virtual", "ljmp $0x50, $0");
ENTER("jmp busy", "ljmp $0x28, $0");
ENTER("call busy", "lcall $0x28, $0");
ENTER("absent task", "ljmp $0x60, $0");
ENTER("short task", "ljmp $0x68, $0");
ENTER("absent gate", "lcall $0x73, $0");
ENTER("gate to data", "lcall $0x7B, $0");
ENTER("gate to local", "lcall $0xBB, $0");
ENTER("gate with rpl 3", "ljmp $0x5B, $0");
ENTER("nested flag", "pushf; orl $0x4000, (%esp); popf; lcall $0x40, $0");

CASES(back);
CASE(back, "call and return", "mov $0x77, %eax; lcall $0x40, $0; nop");
CASE(back, "int and return", "mov $0x77, %eax; int $0x30; nop");
CASE(back, "twice", "lcall $0x40, $0; movl $a_returns, a + 0x20; lcall $0x40, $0");

CASES(links);
CASE(links, "return", "pushf; orl $0x4000, (%esp); popf; iret");

CASES(once);
CASE(once, "switch", "lcall $0x40, $0");
CASES(doubles);
CASE(doubles, "double fault", "mov $0x3F8, %eax; mov %eax, %ds");

/* A selector or register of the new task and what it is. */
static const struct {
  const char *name;
  u32 *place, value;
} wrong[] = {
    {"cs null", &a.cs, 0},
    {"cs data", &a.cs, 0x10},
    {"cs outside", &a.cs, 0x3F8},
    {"cs absent", &a.cs, ABSENT_CODE},
    {"cs rpl", &a.cs, 0x18},
    {"cs local", &a.cs, 0x0C},
    {"cs task", &a.cs, A},
    {"cs conforming", &a.cs, CONFORMING},
    {"cs small", &a.cs, SMALL_CODE},
    {"ss null", &a.ss, 0},
    {"ss code", &a.ss, 0x08},
    {"ss outside", &a.ss, 0x3F8},
    {"ss absent", &a.ss, ABSENT_STACK},
    {"ss rpl", &a.ss, 0x13},
    {"ss of ring 3", &a.ss, 0x23},
    {"ds null", &a.ds, 0},
    {"ds outside", &a.ds, 0x3F8},
    {"ds absent", &a.ds, ABSENT_DATA},
    {"ds rpl", &a.ds, 0x13},
    {"es execute only", &a.es, EXECUTE_ONLY},
    {"fs task", &a.fs, A},
    {"gs conforming", &a.gs, CONFORMING},
    {"ldt data", &a.ldt, 0x10},
    {"ldt absent", &a.ldt, ABSENT_LDT},
    {"ldt local", &a.ldt, 0x0C},
    {"ldt outside", &a.ldt, 0x3F8},
    {"trap", &a.trap_and_map, 0x680001},
};

static void catch_with_tasks(void) {
  for (u32 i = 0; i < 8; i++) {
    idt[8 + i] = gate(HANDLERS + i * 8, 0, 0x85, 0);
  }
}

static void wrong_tasks(void) {
  for (u32 i = 0; i < sizeof wrong / sizeof *wrong; i++) {
    struct the_case c = *__start_cases_once;
    prepare();
    catch_with_tasks();
    *wrong[i].place = wrong[i].value;
    c.name = wrong[i].name;
    turn(&c, 0);
  }
}

static void other_starts(void) {
  struct the_case c = *__start_cases_once;
  prepare();
  a.cs = 0x1B;
  a.ss = a.ds = a.es = 0x23;
  a.eflags = 0x3002;
  c.name = "in ring 3";
  turn(&c, 0);
  prepare();
  a.cs = 0x1B;
  a.ss = a.ds = a.es = 0x23;
  a.ss0 = 0x23;
  c.name = "in ring 3 with a bad inner stack";
  idt[10] = gate(HANDLERS + 16, 0, 0x85, 0);
  turn(&c, 0);
  prepare();
  a.ldt = LDT;
  a.ds = 0x0C;
  c.name = "with an ldt";
  turn(&c, 0);
  prepare();
  a.eflags = 0x102;
  a.eip = (u32)a_spins;
  c.name = "with a step";
  turn(&c, 0);
  prepare();
  __asm__ volatile("mov %0, %%dr0; mov %1, %%dr7" : : "r"(a_start), "r"(0x401));
  c.name = "local breakpoint";
  turn(&c, 0);
  prepare();
  __asm__ volatile("mov %0, %%dr0; mov %1, %%dr7" : : "r"(a_start), "r"(0x402));
  c.name = "global breakpoint";
  turn(&c, 0);
  prepare();
  __asm__ volatile("mov %0, %%dr0; mov %1, %%dr7" : : "r"(a_start), "r"(0x402));
  a.eflags = 0x10002;
  c.name = "global breakpoint with rf";
  turn(&c, 0);
}

static void paged(void) {
  struct the_case c = *__start_cases_once;
  for (u32 i = 0; i < 1024; i++) {
    directory[i] = other_directory[i] = i << 22 | 0x83;
  }
  other_directory[15] = 0x83;
  __asm__ volatile("mov %0, %%cr4; mov %1, %%cr3; mov %%cr0, %%eax; or $0x80000000, %%eax; mov %%eax, %%cr0"
                   :
                   : "r"(0x10), "r"(directory)
                   : "eax");
  prepare();
  a.cr3 = (u32)other_directory;
  c.name = "with other tables";
  turn(&c, 0);
  u32 tables;
  __asm__ volatile("mov %%cr3, %0" : "=r"(tables));
  field("tables of the task ", tables == (u32)other_directory);
  field(", of main saved ", main_task.task.cr3 == 0x1234);
  put('\n');
  __asm__ volatile("mov %0, %%cr3" : : "r"(directory));
  directory[15] = 0;
  prepare();
  a.cr3 = (u32)directory;
  idt[14] = gate(HANDLERS + 6 * 8, 0, 0x85, 0);
  gdt[A / 8] = descriptor(0x3C00000, 0x67, 0x89);
  c.name = "task that is not mapped";
  turn(&c, 0);
}

int main(void) {
  load_tables();
  main_task.task.cr3 = 0x1234;
  text("tasks\n");
  EACH(enter, c) {
    prepare();
    turn(c, 0);
    prepare();
    turn(c, 3);
  }
  text("and back\n");
  EACH(back, c) {
    for (int ring = 0; ring < 4; ring += 3) {
      prepare();
      a.eip = (u32)a_returns;
      turn(c, ring);
    }
  }
  text("links\n");
  static const u32 to[] = {0, 0x10, A, A | 4, 0x3F8, ABSENT_TASK, 0x28};
  for (u32 i = 0; i < sizeof to / sizeof *to; i++) {
    for (int ring = 0; ring < 4; ring += 3) {
      prepare();
      main_task.task.link = to[i];
      turn(__start_cases_links, ring);
    }
  }
  prepare();
  main_task.task.link = A;
  gdt[A / 8] |= 1ull << 41;
  turn(__start_cases_links, 0);
  text("wrong tasks\n");
  wrong_tasks();
  text("other starts\n");
  other_starts();
  text("double faults\n");
  for (int ring = 0; ring < 4; ring += 3) {
    prepare();
    idt[13] = 0;
    idt[11] = 0;
    idt[8] = gate(HANDLERS, 0, 0x85, 0);
    turn(__start_cases_doubles, ring);
  }
  text("paging\n");
  paged();
  text("end\n");
  return 0;
}
