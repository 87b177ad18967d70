/* Paging of every kind: what each entry allows, which faults say why, and what the processor refuses to load. */
#include "guest.h"

#define PAGE ((volatile u32 *)0x40000000) /* the page that is tried, the first of the second GiB */
#define FRAME 0x2000000u
#define ABOVE 0x2400000u /* lies below the page that is tried */

static u64 pointers[4] __attribute__((aligned(32)));
static u64 low[512] __attribute__((aligned(4096))), high[512] __attribute__((aligned(4096)));
static u64 table[512] __attribute__((aligned(4096)));
static u32 directory[1024] __attribute__((aligned(4096))), small_table[1024] __attribute__((aligned(4096)));

CASES(uses);
CASE(uses, "read", "mov 0x40000000, %eax");
CASE(uses, "write", "movl $5, 0x40000000; mov $0x11, %eax");
CASE(uses, "fetch", "mov $0x40000000, %ebx; jmp *%ebx");
CASE(uses, "across", "mov 0x3FFFFFFE, %eax");
CASE(uses, "add", "addl $1, 0x40000000; mov $0x11, %eax");
CASES(controls);
CASE(controls, "mov cr3", "mov %cr3, %ebx; mov %ebx, %cr3; mov $1, %eax");
CASE(controls, "cr4 pge", "mov %cr4, %eax; xor $0x80, %eax; mov %eax, %cr4; mov $1, %eax");
CASE(controls, "cr0 cd", "mov %cr0, %eax; or $0x40000000, %eax; mov %eax, %cr0; and $0x9FFFFFFF, %eax; mov %eax, %cr0; mov $1, %eax");

static u32 cr0(void) {
  u32 value;
  __asm__ volatile("mov %%cr0, %0" : "=r"(value));
  return value;
}

static void paging(u32 cr3, u32 cr4, u32 wp) {
  u32 off = cr0() & 0x7FFEFFFF;
  __asm__ volatile("mov %0, %%cr0; mov %1, %%cr4; mov %2, %%cr3; mov %3, %%cr0"
                   :
                   : "r"(off), "r"(cr4), "r"(cr3), "r"(off | 0x80000000 | wp)
                   : "memory");
}

static void efer(u32 value) { __asm__ volatile("wrmsr" : : "c"(0xC0000080), "a"(value), "d"(0)); }

static void at_page(void) {
  u32 address;
  __asm__ volatile("mov %%cr2, %0" : "=r"(address));
  if (last.vector == 14) {
    field(" cr2 ", address);
  }
}

static void used(const char *title, u64 *marks, u32 levels, int flags) {
  EACH(uses, c) {
    for (int ring = 0; ring < 4; ring += 3) {
      *(volatile u32 *)FRAME = 0xCC;
      for (u32 i = 0; i < levels; i++) {
        marks[i] &= ~0x60ull;
      }
      __asm__ volatile("mov %%cr3, %%eax; mov %%eax, %%cr3; mov %0, %%cr2" : : "r"(0) : "eax", "memory");
      enter_case(ring, c->start, 2, (u32)case_stack_top);
      text(title);
      field(" ring ", (u32)ring);
      put(' ');
      show(c->name, c->start, c->end - c->start + 1);
      at_page();
      if (flags) {
        field(" marks ", (u32)(marks[0] >> 5 & 3));
      }
      put('\n');
    }
  }
}

/* Bits of the entries of directory and table beside frame and presence, by name. */
static const struct {
  const char *name;
  u64 directory, table;
} rights[] = {
    {"user", 7, 7},
    {"supervisor", 3, 3},
    {"supervisor table", 7, 3},
    {"supervisor directory", 3, 7},
    {"read only", 5, 5},
    {"read only table", 7, 5},
    {"read only directory", 5, 7},
    {"absent", 7, 6},
    {"absent directory", 6, 7},
};

static void pae_rights(const char *kind, u64 none) {
  for (u32 i = 0; i < sizeof rights / sizeof *rights; i++) {
    high[0] = (u32)table | rights[i].directory;
    table[0] = FRAME | rights[i].table | none;
    text(kind);
    used(rights[i].name, table, 1, 1);
  }
  high[0] = (u32)table | 7 | none;
  table[0] = FRAME | 7;
  text(kind);
  used("directory", table, 1, 1);
  high[0] = FRAME | 0x87 | none;
  text(kind);
  used("large", high, 1, 1);
}

static void pae_reserved(void) {
  static const struct {
    const char *name;
    u64 directory, table;
    int large;
  } bits[] = {
      {"reserved table bit", 0, 1ull << 50, 0},
      {"reserved directory bit", 1ull << 50, 0, 0},
      {"reserved absent table", 0, 1ull << 50 | 1, 2},
      {"reserved large bit 50", 1ull << 50, 0, 1},
      {"reserved large bit 13", 1ull << 13, 0, 1},
      {"reserved large bit 20", 1ull << 20, 0, 1},
  };
  for (u32 i = 0; i < sizeof bits / sizeof *bits; i++) {
    high[0] = (bits[i].large == 1 ? FRAME | 0x87 : (u32)table | 7) | bits[i].directory;
    table[0] = FRAME | 7 | bits[i].table;
    if (bits[i].large == 2) {
      table[0] &= ~1ull;
    }
    used(bits[i].name, table, 1, 0);
  }
}

static void pae(void) {
  for (u32 i = 0; i < 512; i++) {
    low[i] = (u64)i << 21 | 0x87;
    high[i] = table[i] = 0;
  }
  low[511] = ABOVE | 0x87;
  pointers[0] = (u32)low | 1;
  pointers[1] = (u32)high | 1;
  pointers[2] = pointers[3] = 0;
  paging((u32)pointers, 0x20, 0x10000);
  pae_rights("pae ", 0);
  pae_reserved();
  text("no execution without nxe\n");
  high[0] = (u32)table | 7;
  table[0] = FRAME | 7 | 1ull << 63;
  used("nx", table, 1, 0);
  high[0] |= 1ull << 63;
  table[0] = FRAME | 7;
  used("nx directory", table, 1, 0);
  text("with nxe\n");
  efer(0x800);
  pae_rights("nxe ", 0);
  pae_rights("nx ", 1ull << 63);
  efer(0);
  text("without wp\n");
  paging((u32)pointers, 0x20, 0);
  pae_rights("no wp ", 0);
}

static void loads(void) {
  static const u64 bits[] = {0, 2, 4, 8, 0x10, 0x20, 0x40, 0x80, 0x100, 0x200, 1ull << 50, 1ull << 63};
  high[0] = (u32)table | 7;
  table[0] = FRAME | 7;
  for (u32 i = 0; i < sizeof bits / sizeof *bits; i++) {
    for (u64 present = 0; present < 2; present++) {
      EACH(controls, c) {
        paging((u32)pointers, 0x20, 0x10000);
        pointers[3] = bits[i] | present;
        enter_case(0, c->start, 2, (u32)case_stack_top);
        pointers[3] = 0;
        field("pointer ", (u32)(bits[i] >> 32));
        field(" ", (u32)(bits[i] | present));
        put(' ');
        show(c->name, c->start, c->end - c->start + 1);
        put('\n');
      }
    }
  }
  text("the processor keeps its pointers\n");
  paging((u32)pointers, 0x20, 0x10000);
  pointers[1] = 0;
  __asm__ volatile("invlpg 0x40000000" : : : "memory");
  used("kept", table, 0, 0);
  pointers[1] = (u32)high | 1;
}

static void two_levels(void) {
  static const struct {
    const char *name;
    u32 entry, cr4;
  } large[] = {
      {"4 MiB", FRAME | 0x87, 0x10},
      {"4 MiB read only", FRAME | 0x85, 0x10},
      {"4 MiB reserved bit 21", FRAME | 0x200087, 0x10},
      {"large without pse", 0, 0},
  };
  for (u32 i = 0; i < 1024; i++) {
    directory[i] = i << 22 | 0x87;
    small_table[i] = i << 12 | 7;
  }
  directory[255] = ABOVE | 0x87;
  paging((u32)directory, 0x10, 0x10000);
  for (u32 i = 0; i < sizeof rights / sizeof *rights; i++) {
    directory[256] = (u32)small_table | (u32)rights[i].directory;
    small_table[0] = FRAME | (u32)rights[i].table;
    text("plain ");
    used(rights[i].name, (u64 *)small_table, 1, 1);
  }
  small_table[0] = FRAME | 7;
  for (u32 i = 0; i < 3; i++) {
    directory[256] = large[i].entry;
    used(large[i].name, (u64 *)small_table, 0, 0);
  }
}

static void globals(void) {
  text("global pages\n");
  for (u32 pge = 0; pge < 2; pge++) {
    paging((u32)pointers, 0x20 | pge << 7, 0x10000);
    high[0] = (u32)table | 7;
    table[0] = FRAME | 0x107;
    *(volatile u32 *)FRAME = 1;
    *(volatile u32 *)(FRAME + 0x1000) = 2;
    __asm__ volatile("invlpg 0x40000000" : : : "memory");
    u32 before = *PAGE;
    table[0] = (FRAME + 0x1000) | 0x107;
    __asm__ volatile("mov %%cr3, %%eax; mov %%eax, %%cr3" : : : "eax", "memory");
    u32 after = *PAGE;
    __asm__ volatile("invlpg 0x40000000" : : : "memory");
    field("pge ", pge);
    field(": ", before);
    field(" ", after);
    field(" ", *PAGE);
    put('\n');
  }
}

int main(void) {
  load_tables();
  text("pae\n");
  pae();
  loads();
  globals();
  text("two levels\n");
  two_levels();
  text("end\n");
  return 0;
}
