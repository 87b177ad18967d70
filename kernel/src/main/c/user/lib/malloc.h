/* Memory in pieces of any size. */
#ifndef MALLOC_H
#define MALLOC_H

#include <stddef.h>

/* `size` bytes, a multiple of 8 as address; NULL where the quota has no more. */
void *malloc(size_t size);

/* Gives back what malloc() gave; NULL is allowed. */
void free(void *memory);

#endif
