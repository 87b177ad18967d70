/* Saves the registers that a call keeps, and goes on with those of another context. */

/* Offsets in struct context. */
#define CONTEXT_ESP 0
#define CONTEXT_EDI 4
#define CONTEXT_ESI 8
#define CONTEXT_EBX 12
#define CONTEXT_EBP 16
#define CONTEXT_EIP 20

/* void context_switch(struct context *from, const struct context *to) */
    .text
    .globl context_switch
    .type context_switch, @function
context_switch:
    mov 4(%esp), %eax
    mov 8(%esp), %edx
    pop CONTEXT_EIP(%eax) /* the return address; what is left of the stack is the caller's */
    mov %esp, CONTEXT_ESP(%eax)
    mov %edi, CONTEXT_EDI(%eax)
    mov %esi, CONTEXT_ESI(%eax)
    mov %ebx, CONTEXT_EBX(%eax)
    mov %ebp, CONTEXT_EBP(%eax)
    mov CONTEXT_ESP(%edx), %esp
    mov CONTEXT_EDI(%edx), %edi
    mov CONTEXT_ESI(%edx), %esi
    mov CONTEXT_EBX(%edx), %ebx
    mov CONTEXT_EBP(%edx), %ebp
    jmp *CONTEXT_EIP(%edx)
    .size context_switch, . - context_switch
