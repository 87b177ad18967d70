/* Executes single vector instructions on the host's processor: states in on the standard input, states out on its output. */
#define _GNU_SOURCE
#include <setjmp.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <ucontext.h>

#define DATA 0x20000
#define DATA_BYTES 64
#define CODE 0x30000
#define PAGE 4096
#define FPU_BYTES 512
#define RETURN 0xC3

struct state {
    uint8_t fpu[FPU_BYTES];
    uint32_t general[8];
    uint32_t flags;
    uint32_t signal;
    uint8_t memory[DATA_BYTES];
    uint8_t code[16];
};

static struct state current __attribute__((aligned(16)));
static sigjmp_buf back;
static uint8_t alternate[1 << 16];

void run(void);

/* All registers but the stack pointer come from the state and go to it. */
__asm__(".text\n"
        ".globl run\nrun:\n"
        "  push %rbx\n push %rbp\n push %r12\n"
        "  fxrstor current(%rip)\n"
        "  mov current+544(%rip), %eax\n push %rax\n popfq\n"
        "  mov current+512(%rip), %eax\n mov current+516(%rip), %ecx\n"
        "  mov current+520(%rip), %edx\n mov current+524(%rip), %ebx\n"
        "  mov current+532(%rip), %ebp\n mov current+536(%rip), %esi\n mov current+540(%rip), %edi\n"
        "  mov $0x30000, %r12d\n"
        "  call *%r12\n"
        "  mov %eax, current+512(%rip)\n mov %ecx, current+516(%rip)\n"
        "  mov %edx, current+520(%rip)\n mov %ebx, current+524(%rip)\n"
        "  mov %ebp, current+532(%rip)\n mov %esi, current+536(%rip)\n mov %edi, current+540(%rip)\n"
        "  pushfq\n pop %rax\n mov %eax, current+544(%rip)\n"
        "  fxsave current(%rip)\n"
        "  fninit\n"
        "  pop %r12\n pop %rbp\n pop %rbx\n"
        "  ret\n");

static void caught(int number, siginfo_t *info, void *context) {
    ucontext_t *interrupted = context;
    (void)info;
    memcpy(current.fpu, interrupted->uc_mcontext.fpregs, FPU_BYTES);
    current.signal = (uint32_t)number;
    siglongjmp(back, 1);
}

static void prepare_signals(void) {
    stack_t stack = {.ss_sp = alternate, .ss_size = sizeof alternate};
    struct sigaction action = {.sa_sigaction = caught, .sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER};
    sigaltstack(&stack, NULL);
    sigaction(SIGILL, &action, NULL);
    sigaction(SIGFPE, &action, NULL);
    sigaction(SIGSEGV, &action, NULL);
    sigaction(SIGBUS, &action, NULL);
}

static int map(uintptr_t at, int protection) {
    void *wanted = (void *)at;
    return mmap(wanted, PAGE, protection, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0) == wanted;
}

int main(void) {
    if (!map(DATA, PROT_READ | PROT_WRITE) || !map(CODE, PROT_READ | PROT_WRITE | PROT_EXEC)) {
        fputs("no page at the addresses wanted\n", stderr);
        return 2;
    }
    prepare_signals();
    while (fread(&current, sizeof current, 1, stdin) == 1) {
        uint8_t *code = (uint8_t *)(uintptr_t)CODE;
        memcpy(code, current.code, sizeof current.code);
        memcpy((void *)(uintptr_t)DATA, current.memory, DATA_BYTES);
        if (sigsetjmp(back, 1) == 0) {
            run();
        } else {
            uint32_t control = 0x1F80;
            __asm__ volatile("fninit\n ldmxcsr %0" : : "m"(control));
        }
        memcpy(current.memory, (void *)(uintptr_t)DATA, DATA_BYTES);
        fwrite(&current, sizeof current, 1, stdout);
    }
    return 0;
}
