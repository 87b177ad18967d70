/* A call of a primitive that the fold watches. */
package org.kernelscope.engine.model;

import java.util.List;

/**
 * A call by the C calling convention of the i386, seen at its first instruction or at its return.
 *
 * @param core which core makes it; at the return, which core returns
 * @param stack where the stack pointer stands at both: it tells calls apart whose threads were switched in between
 * @param time virtual time in cycles of the entry
 * @param arguments as they were at the entry
 * @param result EAX; at the entry without meaning
 */
public record Call(int core, int stack, long time, List<Integer> arguments, int result) {
    public Call {
        arguments = List.copyOf(arguments);
    }

    int argument(int index) {
        return arguments.get(index);
    }

    Call returned(int onCore, int value) {
        return new Call(onCore, stack, time, arguments, value);
    }
}
