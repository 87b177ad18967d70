/* A function of the kernel whose calls mean something. */
package org.kernelscope.engine.model;

import java.util.Optional;
import org.kernelscope.engine.guest.Unreadable;

/**
 * A row of the table of landmarks.
 *
 * @param function its name in C
 * @param arguments how many of its arguments are read, from the first on
 * @param entered what its first instruction means
 * @param left what its return means
 */
public record Primitive(String function, int arguments, Optional<Meaning> entered, Optional<Meaning> left) {

    /** The model after a call's entry or return. What the guest keeps in an unexpected way changes nothing. */
    @FunctionalInterface
    public interface Meaning {
        KernelModel after(KernelModel model, Call call, Surroundings at) throws Unreadable;
    }

    static Primitive entered(String function, int arguments, Meaning meaning) {
        return new Primitive(function, arguments, Optional.of(meaning), Optional.empty());
    }

    static Primitive left(String function, int arguments, Meaning meaning) {
        return new Primitive(function, arguments, Optional.empty(), Optional.of(meaning));
    }

    static Primitive both(String function, int arguments, Meaning entered, Meaning left) {
        return new Primitive(function, arguments, Optional.of(entered), Optional.of(left));
    }
}
