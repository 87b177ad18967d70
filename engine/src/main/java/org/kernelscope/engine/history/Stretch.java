/* A part of the past between two moments, to be executed again. */
package org.kernelscope.engine.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kernelscope.hw.Snapshot;
import org.kernelscope.hw.Written;

/**
 * Some turns of a run.
 *
 * @param before an earlier moment, for whoever must know what led here; the beginning itself if there is none
 * @param begin the machine before the first turn
 * @param end turns taken before the first that is no longer meant
 * @param written all bytes of RAM that were written in it, and maybe some that were not, if anybody kept that
 */
public record Stretch(Snapshot before, Snapshot begin, long end, Optional<Written> written) {
    /** Everything from the first of these moments, which follow one another, to a later step; the earliest stretch first. */
    public static List<Stretch> between(List<Snapshot> moments, long end) {
        List<Stretch> stretches = new ArrayList<>();
        for (int i = 0; i < moments.size() && moments.get(i).steps() < end; i++) {
            long next = i + 1 < moments.size() ? moments.get(i + 1).steps() : end;
            stretches.add(new Stretch(
                    moments.get(Math.max(0, i - 1)), moments.get(i), Math.min(next, end), Optional.empty()));
        }
        return stretches;
    }
}
