/* Computes with floating-point numbers, which programs of the kernel do not get: what the speed of x87 is measured with.

   Run: the last word of the command line says how much. Prints a number that depends on every step. */
#include <stdint.h>

#define SERIAL_DATA 0x3F8
#define SERIAL_DIVISOR_HIGH 0x3F9
#define SERIAL_LINE 0x3FB
#define SERIAL_STATUS 0x3FD
#define LINE_DIVISOR 0x80
#define LINE_EIGHT_BITS 3
#define SERIAL_EMPTY 0x20
#define SIDE 12
#define STEPS 1000u

void bare_main(const char *line);

static void port_write(unsigned port, uint8_t value) {
  __asm__ volatile("outb %0, %w1" : : "a"(value), "d"(port));
}

/* 115200 bits a second, 8 of them a character. */
static void serial_init(void) {
  port_write(SERIAL_LINE, LINE_DIVISOR);
  port_write(SERIAL_DATA, 1);
  port_write(SERIAL_DIVISOR_HIGH, 0);
  port_write(SERIAL_LINE, LINE_EIGHT_BITS);
}

static void print_character(char character) {
  uint8_t status;
  do {
    __asm__ volatile("inb %w1, %0" : "=a"(status) : "d"(SERIAL_STATUS));
  } while ((status & SERIAL_EMPTY) == 0);
  port_write(SERIAL_DATA, (uint8_t)character);
}

static void print(const char *text) {
  for (; *text != '\0'; text++) {
    print_character(*text);
  }
}

static void print_number(uint32_t number) {
  for (int shift = 28; shift >= 0; shift -= 4) {
    print_character("0123456789abcdef"[number >> shift & 15]);
  }
}

static unsigned last_number(const char *line) {
  unsigned number = 0;
  for (; *line != '\0'; line++) {
    number = *line >= '0' && *line <= '9' ? number * 10 + (unsigned)(*line - '0') : 0;
  }
  return number;
}

/* A product of two matrices. */
static void multiply(double to[SIDE][SIDE], double left[SIDE][SIDE], double right[SIDE][SIDE]) {
  for (unsigned row = 0; row < SIDE; row++) {
    for (unsigned column = 0; column < SIDE; column++) {
      double sum = 0;
      for (unsigned i = 0; i < SIDE; i++) {
        sum += left[row][i] * right[i][column];
      }
      to[row][column] = sum;
    }
  }
}

/* Steps of an orbit that stays bounded (Hénon, A two-dimensional mapping with a strange attractor, 1976), and what a
   reciprocal square root by Newton's method makes of them. */
static double orbit(double start) {
  double x = start;
  double y = 0;
  double sum = 0;
  for (unsigned i = 0; i < STEPS; i++) {
    double next = 1 - 1.4 * x * x + y;
    y = 0.3 * x;
    x = next;
    double square = x * x + 1;
    double root = 0.7;
    for (unsigned turn = 0; turn < 3; turn++) {
      root = root * (1.5 - 0.5 * square * root * root);
    }
    sum += root / (2 + y);
  }
  return sum;
}

/* A round is two products and an orbit: some 60,000 instructions, most of them floating-point. */
void bare_main(const char *line) {
  static double matrix[3][SIDE][SIDE];
  serial_init();
  unsigned rounds = last_number(line);
  for (unsigned i = 0; i < SIDE; i++) {
    for (unsigned j = 0; j < SIDE; j++) {
      matrix[0][i][j] = i == j ? 0.9 : 0.1 / (1 + i + j);
      matrix[1][i][j] = i < j ? 0.01 * i : 0.02 * j;
    }
  }
  double sum = 0;
  for (unsigned round = 0; round < rounds; round++) {
    multiply(matrix[2], matrix[0], matrix[1]);
    multiply(matrix[1], matrix[2], matrix[0]);
    matrix[1][0][0] += 0.5;
    sum += orbit(0.1 + 0.0001 * (round % 64)) + matrix[1][SIDE - 1][SIDE - 1];
  }
  print("float gives ");
  print_number((uint32_t)(int32_t)(sum / (1 + rounds) * 1000));
  print("\n");
}
