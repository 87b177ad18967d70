/* The keyboard behind its controller, with the keys of an American layout. */
#include "terminal/keyboard.h"

#include <stdbool.h>

#include "cpu/port.h"

#define DATA 0x60
#define STATUS 0x64
#define STATUS_HAS_DATA 0x01
#define STATUS_BUSY 0x02
#define STATUS_FROM_MOUSE 0x20
#define STATUS_ABSENT 0xFF

#define COMMAND_WRITE_SETTINGS 0x60
#define COMMAND_ENABLE 0xAE
#define SETTINGS 0x45 /* interrupt for keys, self test passed, translate to set 1 */

#define CODE_RELEASED 0x80
#define CODE_CONTROL 0x1D
#define CODE_SHIFT_LEFT 0x2A
#define CODE_SHIFT_RIGHT 0x36

/* Far more turns than the controller needs, and far more bytes than it keeps. */
#define TURNS_MAX 100000
#define BYTES_MAX 32

/* By key code, from 0: Escape is 1, the space bar 0x39. */
static const char plain[] = "\0\0331234567890-=\b\tqwertyuiop[]\n\0asdfghjkl;'`\0\\zxcvbnm,./\0*\0 ";
static const char shifted[] = "\0\033!@#$%^&*()_+\b\tQWERTYUIOP{}\n\0ASDFGHJKL:\"~\0|ZXCVBNM<>?\0*\0 ";

/* Which of them are down; guarded by the terminal. */
static bool shift, control;

static void send(uint16_t port, uint8_t value) {
  for (unsigned turn = 0; turn < TURNS_MAX && (port_read(STATUS) & STATUS_BUSY) != 0; turn++) {
  }
  port_write(port, value);
}

void keyboard_init(void) {
  if (port_read(STATUS) == STATUS_ABSENT) {
    return;
  }
  send(STATUS, COMMAND_WRITE_SETTINGS);
  send(DATA, SETTINGS);
  send(STATUS, COMMAND_ENABLE);
  for (unsigned i = 0; i < BYTES_MAX && (port_read(STATUS) & STATUS_HAS_DATA) != 0; i++) {
    port_read(DATA);
  }
}

char keyboard_decode(uint8_t code) {
  bool down = (code & CODE_RELEASED) == 0;
  unsigned key = code & ~CODE_RELEASED & 0xFF;
  if (key == CODE_SHIFT_LEFT || key == CODE_SHIFT_RIGHT) {
    shift = down;
  } else if (key == CODE_CONTROL) {
    control = down;
  }
  if (!down || key >= sizeof plain - 1) {
    return 0;
  }
  char character = shift ? shifted[key] : plain[key];
  return control ? (char)(character & 0x1F) : character;
}

char keyboard_read(void) {
  for (unsigned i = 0; i < BYTES_MAX; i++) {
    uint8_t status = port_read(STATUS);
    if (status == STATUS_ABSENT || (status & STATUS_HAS_DATA) == 0) {
      return 0;
    }
    uint8_t code = port_read(DATA);
    char character = (status & STATUS_FROM_MOUSE) ? 0 : keyboard_decode(code);
    if (character != 0) {
      return character;
    }
  }
  return 0;
}
