/* Errors in words. */
#ifndef ERROR_TEXT_H
#define ERROR_TEXT_H

/* What the number of an error says. */
const char *error_text(int error);

#endif
