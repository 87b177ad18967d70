/* The text screen in the video memory (the VGA's text mode 3, as the firmware leaves it). */
#include "screen/screen.h"

#include <stdint.h>

#include "console/console.h"
#include "cpu/port.h"

#define VIDEO_MEMORY 0xB8000u
#define CELLS (SCREEN_COLUMNS * SCREEN_ROWS)
#define GREY_ON_BLACK 0x0700u

/* The display controller: a register is chosen at the first port, written at the second. */
#define CONTROLLER_SELECT 0x3D4
#define CONTROLLER_VALUE 0x3D5
#define CURSOR_HIGH 0x0E
#define CURSOR_LOW 0x0F

/* The cell for the next character, 0 to CELLS - 1; its user's turn guards it. */
static unsigned cursor;

/* A character in the low half of each cell, its colours in the high half. */
static volatile uint16_t *cells(void) {
  return (volatile uint16_t *)VIDEO_MEMORY;
}

static void cursor_show(void) {
  port_write(CONTROLLER_SELECT, CURSOR_HIGH);
  port_write(CONTROLLER_VALUE, (uint8_t)(cursor >> 8));
  port_write(CONTROLLER_SELECT, CURSOR_LOW);
  port_write(CONTROLLER_VALUE, (uint8_t)cursor);
}

static void row_clear(unsigned row) {
  for (unsigned column = 0; column < SCREEN_COLUMNS; column++) {
    cells()[row * SCREEN_COLUMNS + column] = GREY_ON_BLACK | ' ';
  }
}

static void scroll(void) {
  for (unsigned cell = 0; cell < CELLS - SCREEN_COLUMNS; cell++) {
    cells()[cell] = cells()[cell + SCREEN_COLUMNS];
  }
  row_clear(SCREEN_ROWS - 1);
  cursor -= SCREEN_COLUMNS;
}

void screen_init(void) {
  for (unsigned row = 0; row < SCREEN_ROWS; row++) {
    row_clear(row);
  }
  cursor = 0;
  cursor_show();
  console_copy_to(screen_put);
}

void screen_put(char character) {
  switch (character) {
    case '\n': cursor += SCREEN_COLUMNS - cursor % SCREEN_COLUMNS; break;
    case '\r': cursor -= cursor % SCREEN_COLUMNS; break;
    case '\b': cursor -= cursor % SCREEN_COLUMNS > 0 ? 1 : 0; break;
    default:
      cells()[cursor] = (uint16_t)(GREY_ON_BLACK | (uint8_t)character);
      cursor++;
      break;
  }
  if (cursor >= CELLS) {
    scroll();
  }
  cursor_show();
}

char screen_at(unsigned row, unsigned column) {
  return (char)cells()[row * SCREEN_COLUMNS + column];
}
