/* Bytes to and from the I/O ports. */
#ifndef CPU_PORT_H
#define CPU_PORT_H

#include <stdint.h>

/* Writes `value` to `port`; done before the next instruction (Intel SDM 1, "Ordering I/O"). */
static inline void port_write(uint16_t port, uint8_t value) {
  __asm__ volatile("outb %0, %1" : : "a"(value), "Nd"(port) : "memory");
}

/* Returns the byte that `port` gives. */
static inline uint8_t port_read(uint16_t port) {
  uint8_t value;
  __asm__ volatile("inb %1, %0" : "=a"(value) : "Nd"(port) : "memory");
  return value;
}

#endif
