/* Computes, and nothing else: what the speed of a machine is measured with.

   Shows: how fast a machine executes programs of one kind, where the processor is all that they need.
   Run:   `work integer 1000`, and with memory, calls, branches, pages or system in its place; the number says how
          much of it. Prints a number that depends on every step. */
#include "program.h"
#include "stdio.h"
#include "string.h"
#include "system.h"

#define WORDS (1u << 16)
#define SORTED 2048
#define PAGES 1024
#define PAGE_STEP 389u
#define PAGES_AT 0x50000000u

/* A generator that every kind draws from (Marsaglia, Xorshift RNGs, 2003). */
static uint32_t next(uint32_t x) {
  x ^= x << 13;
  x ^= x >> 17;
  return x ^ x << 5;
}

/* 20,000 steps of additions, multiplications, shifts and rotations in registers a round. */
static uint32_t integer(unsigned rounds) {
  uint32_t x = 1;
  uint32_t y = 2;
  uint32_t sum = 3;
  for (unsigned i = 0; i < rounds * 20000u; i++) {
    x = x * 1664525u + 1013904223u;
    y = next(y);
    sum += x ^ y;
    sum = sum << 7 | sum >> 25;
  }
  return x ^ y ^ sum;
}

/* A round reads and writes 256 KiB in order, and follows a chain through them. */
static uint32_t memory(unsigned rounds) {
  static uint32_t words[WORDS];
  uint32_t sum = 0;
  uint32_t at = 0;
  for (unsigned round = 0; round < rounds; round++) {
    for (unsigned i = 0; i < WORDS; i++) {
      words[i] += i * 40503u ^ round;
    }
    for (unsigned i = 0; i < WORDS; i++) {
      at = words[(at + i) % WORDS] % WORDS;
      sum += at;
    }
  }
  return sum;
}

static uint32_t fibonacci(unsigned n) {
  return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2);
}

/* The 18th or 19th Fibonacci number by recursion: some 10,000 calls a round. */
static uint32_t calls(unsigned rounds) {
  uint32_t sum = 0;
  for (unsigned round = 0; round < rounds; round++) {
    sum += fibonacci(18 + sum % 2);
  }
  return sum;
}

/* Sorts by insertion in steps (Shell, A high-speed sorting procedure, 1959). */
static void sort(uint32_t *values, unsigned count) {
  for (unsigned gap = count / 2; gap > 0; gap /= 2) {
    for (unsigned i = gap; i < count; i++) {
      uint32_t value = values[i];
      unsigned hole = i;
      while (hole >= gap && values[hole - gap] > value) {
        values[hole] = values[hole - gap];
        hole -= gap;
      }
      values[hole] = value;
    }
  }
}

/* A round sorts 2,048 random numbers, and counts the steps of 3n+1 from 1,000 others: branches that nobody foresees. */
static uint32_t branches(unsigned rounds) {
  static uint32_t values[SORTED];
  uint32_t x = 1;
  uint32_t sum = 0;
  for (unsigned round = 0; round < rounds; round++) {
    for (unsigned i = 0; i < SORTED; i++) {
      x = next(x);
      values[i] = x;
    }
    sort(values, SORTED);
    sum += values[SORTED / 2];
    for (uint32_t start = 1; start <= 1000; start++) {
      for (uint32_t n = start; n != 1; n = n % 2 == 0 ? n / 2 : 3 * n + 1) {
        sum++;
      }
    }
  }
  return sum;
}

/* A round makes pages for 4 MiB, writes to all of them twice, far from one another each time, and gives them back. */
static uint32_t pages(unsigned rounds) {
  uint32_t sum = 0;
  for (unsigned round = 0; round < rounds; round++) {
    if (system_reserve((void *)(uintptr_t)PAGES_AT, PAGES) != 0) {
      return 0;
    }
    for (unsigned i = 0; i < 2 * PAGES; i++) {
      uint32_t *word = (uint32_t *)(uintptr_t)(PAGES_AT + i * PAGE_STEP % PAGES * PAGE_SIZE);
      sum += *word + i;
      *word = sum;
    }
    system_release((void *)(uintptr_t)PAGES_AT, PAGES);
  }
  return sum;
}

/* 100 system calls a round. */
static uint32_t system(unsigned rounds) {
  uint32_t sum = 0;
  for (unsigned i = 0; i < rounds * 100u; i++) {
    sum += system_self() + system_quota();
  }
  return sum;
}

static const struct kind {
  const char *name;
  uint32_t (*run)(unsigned rounds);
} kinds[] = {
    {"integer", integer}, {"memory", memory}, {"calls", calls}, {"branches", branches}, {"pages", pages}, {"system", system},
};

int program_main(unsigned count, char *words[]) {
  for (unsigned i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
    if (word_is(count, words, 0, kinds[i].name)) {
      unsigned rounds = number_or(count, words, 1, 1);
      printf("work: %s %u gives %x\n", kinds[i].name, rounds, kinds[i].run(rounds));
      return 0;
    }
  }
  puts("work: say what and how much, as in `work integer 1000`");
  return 1;
}
