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
    /** One sentence about what was written, for whoever stands at the moment after it. */
    public String who(String what) {
        return String.format(Locale.ROOT, "%s was written last by core %d in %s%s.", what, core, place(), waited());
    }

    /** The same for whoever does not. */
    public String words(String what) {
        return String.format(
                Locale.ROOT,
                "%s was written last in turn %,d, at %,d cycles, by core %d in %s%s.",
                what,
                step,
                time,
                core,
                place(),
                waited());
    }

    /** What has to be said of a store that was in a buffer. */
    private String waited() {
        return issued == step - 1 ? "" : String.format(Locale.ROOT, ", after it was executed in turn %,d", issued + 1);
    }

    private String place() {
        return writer.known()
                ? writer.function() + " (" + writer.file() + ":" + writer.line() + ")"
                : "code without a source line";
    }
}
