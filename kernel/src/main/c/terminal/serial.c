/* The serial line's UART (a 16550) when interrupts drive it. */
#include "terminal/serial.h"

#include <stdint.h>

#include "cpu/port.h"

#define DATA 0x3F8
#define INTERRUPTS 0x3F9
#define IDENTIFY 0x3FA /* to read: what it asks for */
#define QUEUES 0x3FA   /* to write */
#define MODEM 0x3FC
#define STATUS 0x3FD

#define INTERRUPT_ARRIVED 0x01
#define INTERRUPT_SENT 0x02
#define IDENTIFY_NOTHING 0x01
#define IDENTIFY_QUEUES 0xC0
#define QUEUES_ON_AND_EMPTY 0x07
#define MODEM_INTERRUPTS 0x0B /* ready, and OUT2, which lets interrupts out on a PC */
#define STATUS_ARRIVED 0x01
#define STATUS_SENT 0x20

#define QUEUE_SIZE 16

/* Bytes that it takes at once; written once. */
static unsigned burst = 1;

void serial_init(void) {
  port_write(QUEUES, QUEUES_ON_AND_EMPTY);
  burst = (port_read(IDENTIFY) & IDENTIFY_QUEUES) == IDENTIFY_QUEUES ? QUEUE_SIZE : 1;
  port_write(MODEM, MODEM_INTERRUPTS);
  port_write(INTERRUPTS, INTERRUPT_ARRIVED);
}

bool serial_wants(void) {
  return (port_read(IDENTIFY) & IDENTIFY_NOTHING) == 0;
}

bool serial_has_byte(void) {
  return (port_read(STATUS) & STATUS_ARRIVED) != 0;
}

char serial_read(void) {
  return (char)port_read(DATA);
}

unsigned serial_room(void) {
  return (port_read(STATUS) & STATUS_SENT) != 0 ? burst : 0;
}

void serial_write(char character) {
  port_write(DATA, (uint8_t)character);
}

void serial_tell_sent(bool tell) {
  port_write(INTERRUPTS, INTERRUPT_ARRIVED | (tell ? INTERRUPT_SENT : 0));
}
