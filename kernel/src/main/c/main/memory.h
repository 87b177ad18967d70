/* The start of all layers of memory. */
#ifndef MAIN_MEMORY_H
#define MAIN_MEMORY_H

#include <stdbool.h>

/* Readies the layers from frame_table to share, on processor 0, after irq_init(); `global` is kernel_map_init()'s.
   Ends the machine with a line on the console where it has too little memory. */
void memory_init(bool global);

#endif
