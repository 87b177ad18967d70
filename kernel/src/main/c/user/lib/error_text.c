/* Errors in words. */
#include "error_text.h"

#include "error/error.h"

const char *error_text(int error) {
  switch (error) {
    case ERROR_ARGUMENT: return "an argument is out of range";
    case ERROR_ADDRESS: return "that memory may not be used so";
    case ERROR_QUOTA: return "the quota is used up";
    case ERROR_MEMORY: return "the machine has no free memory";
    case ERROR_DEAD: return "there is no such process";
    case ERROR_STATE: return "not possible now";
    case ERROR_NAME: return "there is no such program";
    case ERROR_FORMAT: return "not a program that can be loaded";
    case ERROR_LIMIT: return "it may not start more processes";
    case ERROR_CALL: return "there is no such system call";
    case ERROR_CHILD: return "there is no such child";
    default: return error < 0 ? "an unknown error" : "no error";
  }
}
