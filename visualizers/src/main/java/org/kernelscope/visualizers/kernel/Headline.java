/* The latest event of a sort, as a diagram's headline. */
package org.kernelscope.visualizers.kernel;

import java.util.Optional;
import java.util.function.Predicate;
import org.kernelscope.engine.Frame;
import org.kernelscope.engine.event.KernelEvent;

/** Looks among the recent events of a frame. */
public final class Headline {
    private Headline() {}

    public static Optional<KernelEvent> latest(Frame frame, Predicate<KernelEvent> wanted) {
        return frame.recent().reversed().stream().filter(wanted).findFirst();
    }

    /** The sentence of the latest event of a sort, or other words where there was none. */
    public static String of(Frame frame, Predicate<KernelEvent> wanted, String none) {
        String ended = frame.status() == Frame.Status.ENDED ? "the machine has ended; before: " : "";
        return ended + latest(frame, wanted).map(KernelEvent::sentence).orElse(none);
    }
}
