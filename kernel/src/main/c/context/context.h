/* What a thread leaves behind when another runs on its processor: a stack and the few registers that a call keeps. */
#ifndef CONTEXT_CONTEXT_H
#define CONTEXT_CONTEXT_H

/* The registers that a C function must hand back unchanged (System V ABI for the i386, "Function Calling Sequence"),
   with where to go on. The others are lost in any call, so nobody misses them. */
struct context {
  unsigned esp, edi, esi, ebx, ebp, eip;
};

/* Makes *context one that begins the function `entry` with two arguments, on the stack that ends below `top` (a
   multiple of 16; 16 bytes are used at once). The function must not return. Nothing runs yet. */
void context_new(struct context *context, void *top, void (*entry)(unsigned first, unsigned second), unsigned first,
                 unsigned second);

/* Saves the caller in *from and goes on with *to. Returns when somebody switches to *from, with the registers of
   struct context and the stack as they were. Interrupts off; the address space and whatever names the running thread
   are the caller's matter. */
void context_switch(struct context *from, const struct context *to);

#endif
