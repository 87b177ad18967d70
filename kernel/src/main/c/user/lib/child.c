/* Children that a program starts to work with. */
#include "child.h"

#include "error_text.h"
#include "stdio.h"
#include "system.h"

unsigned child_start(const char *name, const char *format, ...) {
  char text[STDIO_TEXT_SIZE];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(text, sizeof text, format, arguments);
  va_end(arguments);
  int id = system_spawn(name, text, CHILD_QUOTA, CHILD_IDS, (system_cpu() + 1) % system_processors());
  if (id < 0) {
    printf("%s cannot be started: %s\n", name, error_text(id));
    system_exit(1);
  }
  return (unsigned)id;
}

int child_wait(void) {
  int code;
  int id = system_wait(&code);
  return id < 0 ? id : code;
}
