/* Operations on memory that other processors see as one step, and what keeps the compiler from reordering. */
#ifndef CPU_ATOMIC_H
#define CPU_ATOMIC_H

/* Every operation below that carries `lock` (XCHG does so by itself) is a full barrier: earlier loads and stores of
   this processor are done before it, later ones after it (Intel SDM 3A, "Memory Ordering"). All are barriers for the
   compiler too. Operands must be naturally aligned. */

/* Nothing moves across this line in the compiler; no instruction is emitted. */
static inline void compiler_barrier(void) {
  __asm__ volatile("" ::: "memory");
}

/* One turn of a waiting loop: tells the processor so (PAUSE) and makes the compiler load memory anew. */
static inline void cpu_relax(void) {
  __asm__ volatile("pause" ::: "memory");
}

/* Adds `amount` to *where, modulo 2^32. Returns the value before. */
static inline unsigned atomic_fetch_add(unsigned *where, unsigned amount) {
  __asm__ volatile("lock xaddl %0, %1" : "+r"(amount), "+m"(*where) : : "memory", "cc");
  return amount;
}

/* Stores `value` in *where. Returns the value before. */
static inline unsigned atomic_exchange(unsigned *where, unsigned value) {
  __asm__ volatile("xchgl %0, %1" : "+r"(value), "+m"(*where) : : "memory");
  return value;
}

/* Stores `desired` in *where if it holds `expected`. Returns the value before: the store happened if that is
   `expected`. */
static inline unsigned atomic_compare_exchange(unsigned *where, unsigned expected, unsigned desired) {
  __asm__ volatile("lock cmpxchgl %2, %1" : "+a"(expected), "+m"(*where) : "r"(desired) : "memory", "cc");
  return expected;
}

/* atomic_exchange for the pointer that lies at `where`. */
static inline void *atomic_exchange_pointer(void *where, void *value) {
  __asm__ volatile("xchgl %0, (%1)" : "+r"(value) : "r"(where) : "memory");
  return value;
}

/* atomic_compare_exchange for the pointer that lies at `where`. */
static inline void *atomic_compare_exchange_pointer(void *where, void *expected, void *desired) {
  __asm__ volatile("lock cmpxchgl %2, (%1)" : "+a"(expected) : "r"(where), "r"(desired) : "memory", "cc");
  return expected;
}

#endif
