/* What the kernel believes, as one immutable value. */
package org.kernelscope.engine.view;

import java.util.List;
import java.util.Optional;

/**
 * Typed kernel state, read by peeking.
 *
 * @param locks every lock variable of the image, in address order
 */
public record KernelView(List<LockView> locks) {
    public KernelView {
        locks = List.copyOf(locks);
    }

    public Optional<LockView> lock(String name) {
        return locks.stream().filter(lock -> lock.name().equals(name)).findFirst();
    }
}
