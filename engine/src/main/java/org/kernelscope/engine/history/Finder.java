/* What is looked for in the past. */
package org.kernelscope.engine.history;

import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Looks through one stretch at a time; several threads ask it at once, each with a machine of its own. */
public interface Finder<T> {
    /**
     * The last thing in this stretch that is looked for.
     *
     * @param again goes through the stretch, at whose beginning it stands
     * @param stop once this holds, the answer no longer matters
     */
    Optional<T> last(Stretch stretch, Again again, BooleanSupplier stop);
}
