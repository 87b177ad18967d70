/* What guards the kernel's data: a lock for each part, or one for the whole kernel. */
#ifndef GUARD_GUARD_H
#define GUARD_GUARD_H

#include "lock/lock.h"

/* struct guard, from the folder of the implementation. */
#include "guard_state.h"

/* The order in which one processor takes guards, first to last; it never takes one that stands before one it holds:
   process > buffer, channel, notification, terminal > share > space > container > frame; the guards of queues come
   last. Kernel code runs with interrupts off, so a handler never meets a guard of its own processor. */

/* The implementation's short name. */
extern const char guard_name[];

/* Makes `guard` free, with nobody waiting. No processor uses it meanwhile. */
void guard_init(struct guard *guard);

/* Returns once this processor alone may use what `guard` guards, and sees all that earlier holders wrote. The caller
   is inside the kernel (between kernel_enter() and kernel_leave()), does not hold `guard`, holds no guard that stands
   after it in the order above, and has interrupts off. */
void guard_acquire(struct guard *guard);

/* Lets the next processor use what `guard` guards. The caller holds it, with interrupts off. */
void guard_release(struct guard *guard);

/* How the lock stands that `guard` is, or that stands for it; takes nothing. */
struct lock_look guard_look(const struct guard *guard);

/* Enters the kernel: called first on the way in, by traps, by idle threads that wake, and by processors that start.
   The caller is outside, with interrupts off. It may wait for other processors to leave. */
void kernel_enter(void);

/* Leaves the kernel: called last on the way out, before HLT, and before a wait for other processors. The caller is
   inside, holds no guard, and has interrupts off. A switch of threads keeps its processor inside. */
void kernel_leave(void);

#endif
