/* A part of the past between two moments, to be executed again. */
package org.kernelscope.engine.history;

import java.util.ArrayList;
import java.util.List;
import org.kernelscope.hw.Snapshot;

/**
 * Some turns of a run.
 *
 * @param before an earlier moment, for whoever must know what led here; the beginning itself if there is none
 * @param begin the machine before the first turn
 * @param end turns taken before the first that is no longer meant
 */
public record Stretch(Snapshot before, Snapshot begin, long end) {
    /** Everything from the first of these moments, which follow one another, to a later step; the earliest stretch first. */
    public static List<Stretch> between(List<Snapshot> moments, long end) {
        List<Stretch> stretches = new ArrayList<>();
        for (int i = 0; i < moments.size() && moments.get(i).steps() < end; i++) {
            long next = i + 1 < moments.size() ? moments.get(i + 1).steps() : end;
            stretches.add(new Stretch(moments.get(Math.max(0, i - 1)), moments.get(i), Math.min(next, end)));
        }
        return stretches;
    }
}
