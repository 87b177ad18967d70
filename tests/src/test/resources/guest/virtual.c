/* A monitor and a program in virtual-8086 mode that believes it has the machine: interrupts, flags and ports are made up. */
#include "guest.h"

#define PROGRAM 0x20000u
#define VIRTUAL_IF 0x200u
#define GOES_ON 1
#define ENDS 0

extern char program[], program_end[];

/* Installs a handler for vector 60h and for the timer, asks for texts, and looks at its flags. */
__asm__(".text\n.code16\nprogram:\n"
        "xor %ax, %ax\n mov %ax, %es\n"
        "movw $handler - program, %es:0x60 * 4\n movw %cs, %es:0x60 * 4 + 2\n"
        "movw $ticked - program, %es:8 * 4\n movw %cs, %es:8 * 4 + 2\n"
        "mov %cs, %ax\n mov %ax, %ds\n"
        "mov $message - program, %si\n call say\n"
        "pushf\n pop %ax\n call flag\n"
        "cli\n pushf\n pop %ax\n call flag\n"
        "sti\n pushf\n pop %ax\n call flag\n"
        "int $0x60\n"
        "pushf\n cli\n popf\n pushf\n pop %ax\n call flag\n"
        "in $0x61, %al\n mov $0x99, %al\n out %al, $0x70\n mov $0x71, %dx\n in %dx, %al\n"
        "add $0x20, %al\n mov %al, %dl\n mov $2, %ah\n int $0x21\n"
        "hlt\n"
        "mov ticks - program, %al\n add $0x30, %al\n mov %al, %dl\n mov $2, %ah\n int $0x21\n"
        "pushfl\n pushl $0x2000\n pushl $behind - program\n iretl\n nop\n"
        "behind: mov $bye - program, %si\n call say\n"
        "int $0x20\n"
        "say: lodsb\n or %al, %al\n jz 1f\n mov %al, %dl\n mov $2, %ah\n int $0x21\n jmp say\n 1: ret\n"
        "flag: mov %ax, %cx\n mov $0x30, %dl\n test $0x200, %cx\n jz 1f\n inc %dl\n 1: mov $2, %ah\n int $0x21\n ret\n"
        "handler: push %ax\n mov $inside - program, %si\n call say\n pushf\n pop %ax\n call flag\n pop %ax\n iret\n"
        "ticked: incb %cs:ticks - program\n iret\n"
        "ticks: .byte 0\n"
        "message: .asciz \"hello \"\ninside: .asciz \" inside\"\nbye: .asciz \" bye\"\n"
        "program_end:\n.code32\n");

static u32 virtual_if = VIRTUAL_IF;
static u32 faults;

static u8 *at(u32 segment, u32 offset) { return (u8 *)((segment & 0xFFFF) * 16 + (offset & 0xFFFF)); }

static void push16(struct frame *f, u32 value) {
  f->esp = (f->esp & ~0xFFFFu) | ((f->esp - 2) & 0xFFFF);
  *(u16 *)at(f->ss, f->esp) = (u16)value;
}

static u32 pop16(struct frame *f) {
  u32 value = *(u16 *)at(f->ss, f->esp);
  f->esp = (f->esp & ~0xFFFFu) | ((f->esp + 2) & 0xFFFF);
  return value;
}

static u32 seen_flags(struct frame *f) { return (f->eflags & ~0x3200u) | virtual_if; }

static void take_flags(struct frame *f, u32 flags) {
  virtual_if = flags & VIRTUAL_IF;
  f->eflags = (f->eflags & ~0x4DD5u) | (flags & 0x4DD5u);
}

static void reflect(struct frame *f, u32 vector) {
  push16(f, seen_flags(f));
  push16(f, f->cs);
  push16(f, f->eip);
  virtual_if = 0;
  f->eip = *(u16 *)(vector * 4);
  f->cs = *(u16 *)(vector * 4 + 2);
}

static int service(struct frame *f, u32 vector) {
  if (vector == 0x20) {
    return ENDS;
  }
  if (vector == 0x21) {
    put((char)f->edx);
  } else {
    reflect(f, vector);
  }
  return GOES_ON;
}

static void back(struct frame *f, int wide) {
  f->eip = pop16(f);
  if (wide) {
    pop16(f);
  }
  f->cs = pop16(f);
  if (wide) {
    pop16(f);
  }
  take_flags(f, pop16(f));
}

static int port(struct frame *f, const u8 *code) {
  if (*code == 0xEC) {
    field("[in dx ", f->edx & 0xFFFF);
    f->eax = (f->eax & ~0xFFu) | 0x21;
  } else {
    f->eip++;
    field(*code == 0xE4 ? "[in " : "[out ", code[1]);
    if (*code == 0xE6) {
      field("=", f->eax & 0xFF);
    }
  }
  put(']');
  return GOES_ON;
}

/* Does what the instruction that is not allowed would have done. */
static int emulate(struct frame *f) {
  if (f->vector != 13 || f->error != 0 || !(f->eflags & 0x20000)) {
    return ENDS;
  }
  faults++;
  u8 *code = at(f->cs, f->eip);
  int wide = *code == 0x66;
  code += wide;
  f->eip += wide + 1;
  switch (*code) {
  case 0xFA:
    virtual_if = 0;
    break;
  case 0xFB:
    virtual_if = VIRTUAL_IF;
    break;
  case 0x9C:
    if (wide) {
      push16(f, 0);
    }
    push16(f, seen_flags(f));
    break;
  case 0x9D:
    take_flags(f, pop16(f));
    break;
  case 0xCD:
    f->eip++;
    return service(f, code[1]);
  case 0xCF:
    back(f, wide);
    break;
  case 0xE4:
  case 0xE6:
  case 0xEC:
    return port(f, code);
  case 0xF4:
    if (virtual_if) {
      reflect(f, 8);
    }
    break;
  default:
    return ENDS;
  }
  return GOES_ON;
}

int main(void) {
  load_tables();
  text("monitor\n");
  copy(PROGRAM, (u32)program, (u32)(program_end - program));
  resumes = emulate;
  enter_case(8, 0, 0x202, 0xFFF0);
  resumes = 0;
  put('\n');
  field("ended by vector ", last.vector);
  field(" at ", last.eip);
  field(" instruction ", *at(last.cs, last.eip));
  field(" faults ", faults);
  field(" esp ", last.esp);
  field(" ds ", last.ds);
  field(" es ", last.es);
  field(" ss ", last.ss);
  put('\n');
  text("end\n");
  return 0;
}
