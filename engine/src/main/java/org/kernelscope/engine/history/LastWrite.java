/* Who wrote something last. */
package org.kernelscope.engine.history;

import java.util.Locale;
import org.kernelscope.engine.view.CodeLocation;

/**
 * The last turn in which some bytes of memory were written, if only with what they held.
 *
 * @param step turns taken since power-on, this one included: the first moment after it
 * @param time virtual time in cycles after the turn
 * @param core whose turn it was, or whose buffered store became visible in it
 * @param issued turns taken before the storing instruction; of a buffered store that is earlier than the turn
 * @param writer where the storing instruction is
 */
public record LastWrite(long step, long time, int core, long issued, CodeLocation writer) {
    /** One sentence about what was written, which this names. */
    public String words(String what) {
        String waited =
                issued == step - 1 ? "" : String.format(Locale.ROOT, ", after it was executed in turn %,d", issued + 1);
        return String.format(
                Locale.ROOT,
                "%s was written last in turn %,d, at %,d cycles, by core %d in %s%s.",
                what,
                step,
                time,
                core,
                place(),
                waited);
    }

    private String place() {
        return writer.known()
                ? writer.function() + " (" + writer.file() + ":" + writer.line() + ")"
                : "code without a source line";
    }
}
