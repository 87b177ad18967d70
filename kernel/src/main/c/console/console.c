/* The first serial line (COM1), driven by polling. */
#include "console/console.h"

#include <stddef.h>

#include "console/format.h"
#include "cpu/atomic.h"
#include "cpu/cpu.h"
#include "cpu/port.h"

/* Registers of a 16550 UART at its first legacy address. */
#define SERIAL_DATA 0x3F8
#define SERIAL_INTERRUPTS 0x3F9
#define SERIAL_FIFO 0x3FA
#define SERIAL_LINE 0x3FB
#define SERIAL_MODEM 0x3FC
#define SERIAL_STATUS 0x3FD

#define LINE_8N1 0x03
#define LINE_DIVISOR 0x80
#define MODEM_READY 0x03
#define STATUS_CAN_SEND 0x20

#define TEXT_SIZE 256
#define BACKTRACE_MAX 16

/* Set by the processor that panics first. */
static unsigned panicking;

/* Who gets a copy of all that is printed; NULL for nobody. */
static void (*copy)(char character);

void console_init(void) {
  port_write(SERIAL_INTERRUPTS, 0);
  port_write(SERIAL_LINE, LINE_DIVISOR);
  port_write(SERIAL_DATA, 1); /* divisor 1: 115200 */
  port_write(SERIAL_INTERRUPTS, 0);
  port_write(SERIAL_LINE, LINE_8N1);
  port_write(SERIAL_FIFO, 0);
  port_write(SERIAL_MODEM, MODEM_READY);
}

void console_write(const char *bytes, unsigned count) {
  for (unsigned i = 0; i < count; i++) {
    while ((port_read(SERIAL_STATUS) & STATUS_CAN_SEND) == 0) {
      cpu_relax();
    }
    port_write(SERIAL_DATA, (uint8_t)bytes[i]);
    if (copy != NULL) {
      copy(bytes[i]);
    }
  }
}

static void print_arguments(const char *format, va_list arguments) {
  char text[TEXT_SIZE];
  console_write(text, format_text(text, sizeof text, format, arguments));
}

void console_copy_to(void (*put)(char character)) {
  copy = put;
}

void console_print(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  print_arguments(format, arguments);
  va_end(arguments);
}

/* Each frame begins with the caller's frame pointer, then the address to return to; boot starts the chain with 0. */
static void print_backtrace(const uintptr_t *frame) {
  for (unsigned depth = 0; frame != NULL && depth < BACKTRACE_MAX; depth++) {
    console_print("  called from %x\n", frame[1]);
    frame = (const uintptr_t *)frame[0];
  }
}

_Noreturn void panic(const char *format, ...) {
  interrupts_off();
  if (atomic_exchange(&panicking, 1) != 0) {
    cpu_halt();
  }
  va_list arguments;
  va_start(arguments, format);
  console_print("panic: ");
  print_arguments(format, arguments);
  va_end(arguments);
  console_print("\n");
  print_backtrace(cpu_frame());
  debug_exit(EXIT_FAILURE);
}
