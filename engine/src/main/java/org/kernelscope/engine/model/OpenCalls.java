/* The calls of primitives that have not returned yet. */
package org.kernelscope.engine.model;

import java.util.ArrayList;
import java.util.List;

/** Immutable. Calls that never return stay until another call of the same primitive takes their place on the stack. */
record OpenCalls(List<Open> open) {
    static final OpenCalls NONE = new OpenCalls(List.of());

    /** A call and what was called. */
    record Open(Primitive primitive, Call call) {}

    OpenCalls {
        open = List.copyOf(open);
    }

    OpenCalls with(Primitive primitive, Call call) {
        List<Open> more = new ArrayList<>(open.size() + 1);
        for (Open other : open) {
            if (other.call().stack() != call.stack()
                    || !other.primitive().function().equals(primitive.function())) {
                more.add(other);
            }
        }
        more.add(new Open(primitive, call));
        return new OpenCalls(more);
    }

    /** Those that return when a return instruction executes with this stack pointer, the innermost first. */
    List<Open> at(int stack) {
        List<Open> found = new ArrayList<>(2);
        for (Open each : open) {
            if (each.call().stack() == stack) {
                found.addFirst(each);
            }
        }
        return found;
    }

    OpenCalls without(int stack) {
        return new OpenCalls(
                open.stream().filter(each -> each.call().stack() != stack).toList());
    }
}
