/* The terminal: interrupts move the bytes, threads sleep until there is something to read or room to write. */
#include "terminal/terminal.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

#include "condition/condition.h"
#include "console/console.h"
#include "console/format.h"
#include "guard/guard.h"
#include "guard_list/guard_list.h"
#include "irq/ioapic.h"
#include "irq/irq.h"
#include "screen/screen.h"
#include "terminal/keyboard.h"
#include "terminal/line.h"
#include "terminal/serial.h"

#define OUTPUT_SIZE 4096
#define CHUNK 256

/* The most requests of the UART that one interrupt answers: a broken one does not hold the processor for ever. */
#define REQUESTS_MAX 100000

/* Whether interrupts drive the terminal; written once. */
static bool driven;

/* Guards all that follows, with the devices. */
static struct guard guard;

/* What waits to be sent, a ring. While `sending` the UART will interrupt when it can take more. */
static char output[OUTPUT_SIZE];
static unsigned output_head, output_count;
static bool sending;

/* Who waits to write; a woken one has its turn before all others until it has written. */
static struct condition writers;
static bool writer_has_turn;

static struct line line;

/* Who waits to read; likewise. */
static struct condition readers;
static bool reader_has_turn;

static void output_put(char character) {
  output[(output_head + output_count) % OUTPUT_SIZE] = character;
  output_count++;
  screen_put(character);
  if (!sending) {
    sending = true;
    serial_tell_sent(true);
  }
}

/* Gives the UART what it takes now. */
static void output_send(void) {
  for (unsigned room = serial_room(); room > 0 && output_count > 0; room--) {
    serial_write(output[output_head]);
    output_head = (output_head + 1) % OUTPUT_SIZE;
    output_count--;
  }
  if (output_count == 0 && sending) {
    sending = false;
    serial_tell_sent(false);
  }
}

static void writers_serve(void) {
  if (!writer_has_turn && output_count + CHUNK <= OUTPUT_SIZE) {
    writer_has_turn = condition_signal(&writers) != THREAD_NONE;
  }
}

static void readers_serve(void) {
  if (!reader_has_turn && line.count > 0) {
    reader_has_turn = condition_signal(&readers) != THREAD_NONE;
  }
}

/* Takes a typed character. Its echo is left out where there is no room for it. */
static void input_take(char character) {
  const char *echo = line_type(&line, character);
  for (; *echo != '\0' && output_count < OUTPUT_SIZE; echo++) {
    output_put(*echo);
  }
  readers_serve();
}

static void serial_interrupt(struct irq_frame *frame) {
  (void)frame;
  guard_acquire(&guard);
  for (unsigned request = 0; request < REQUESTS_MAX && serial_wants(); request++) {
    while (serial_has_byte()) {
      input_take(serial_read());
    }
    output_send();
  }
  writers_serve();
  guard_release(&guard);
}

static void keyboard_interrupt(struct irq_frame *frame) {
  (void)frame;
  guard_acquire(&guard);
  for (char character = keyboard_read(); character != 0; character = keyboard_read()) {
    input_take(character);
  }
  guard_release(&guard);
}

void terminal_init(void) {
  guard_init(&guard);
  guard_list_add("terminal", &guard, sizeof guard, 1);
  condition_init(&writers);
  condition_init(&readers);
  driven = ioapic_init();
  if (!driven) {
    console_print("terminal_init: the machine has no I/O APIC; there is no input\n");
    return;
  }
  irq_handler_set(VECTOR_SERIAL, serial_interrupt);
  irq_handler_set(VECTOR_KEYBOARD, keyboard_interrupt);
  ioapic_route(IOAPIC_LINE_SERIAL, 0, VECTOR_SERIAL);
  ioapic_route(IOAPIC_LINE_KEYBOARD, 0, VECTOR_KEYBOARD);
  serial_init();
  keyboard_init();
}

/* Queues up to CHUNK bytes, once it is the caller's turn and there is room; none where the caller is cancelled. */
static void chunk_write(const char *bytes, unsigned count) {
  if (writer_has_turn || condition_first(&writers) != THREAD_NONE || output_count + count > OUTPUT_SIZE) {
    if (!condition_wait(&writers, &guard)) {
      return;
    }
    writer_has_turn = false;
  }
  for (unsigned i = 0; i < count; i++) {
    output_put(bytes[i]);
  }
  writers_serve();
}

void terminal_write(const char *bytes, unsigned count) {
  for (unsigned done = 0; done < count; done += CHUNK) {
    unsigned chunk = count - done < CHUNK ? count - done : CHUNK;
    guard_acquire(&guard);
    if (driven) {
      chunk_write(bytes + done, chunk);
    } else {
      console_write(bytes + done, chunk);
    }
    guard_release(&guard);
  }
}

void terminal_print(const char *format, ...) {
  char text[CHUNK];
  va_list arguments;
  va_start(arguments, format);
  unsigned length = format_text(text, sizeof text, format, arguments);
  va_end(arguments);
  terminal_write(text, length);
}

unsigned terminal_read(char *bytes, unsigned size) {
  if (!driven) {
    return 0;
  }
  guard_acquire(&guard);
  bool passed = true;
  if (reader_has_turn || condition_first(&readers) != THREAD_NONE || line.count == 0) {
    passed = condition_wait(&readers, &guard);
    reader_has_turn = reader_has_turn && !passed;
  }
  unsigned taken = passed ? line_take(&line, bytes, size) : 0;
  readers_serve();
  guard_release(&guard);
  return taken;
}

void terminal_flush(void) {
  guard_acquire(&guard);
  while (output_count > 0) {
    output_send();
  }
  guard_release(&guard);
}
