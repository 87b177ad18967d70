/* The checkpoints of one run: dense near the present, thinner the further away. */
package org.kernelscope.engine.history;

import java.util.Optional;
import java.util.TreeMap;

/**
 * Keeps checkpoints at multiples of {@link #SPACING} steps. At a distance of {@link #DENSE} spacings from the present
 * every one is kept, twice as far every second, and so on: their number grows with the logarithm of the run.
 */
public final class Checkpoints {
    /** Steps between two neighbours near the present. */
    public static final long SPACING = 1 << 12;

    private static final long DENSE = 16;

    private final TreeMap<Long, Checkpoint> byStep = new TreeMap<>();

    /** Whether a checkpoint belongs here and is missing. */
    public boolean wants(long step) {
        return step % SPACING == 0 && !byStep.containsKey(step);
    }

    /** The next step after this one at which a checkpoint may belong. */
    public long next(long step) {
        return (step / SPACING + 1) * SPACING;
    }

    /** Keeps a checkpoint of the present and lets those go that are too many at their distance. */
    public void keep(Checkpoint present) {
        byStep.put(present.step(), present);
        byStep.keySet().removeIf(step -> !belongs(step, present.step()));
    }

    /** The latest at or before this step; there is always the one at power-on. */
    public Checkpoint atOrBefore(long step) {
        return byStep.floorEntry(step).getValue();
    }

    /** The latest before this moment in virtual time. */
    public Checkpoint before(long time) {
        Optional<Checkpoint> latest = byStep.descendingMap().values().stream()
                .filter(checkpoint -> checkpoint.time() < time)
                .findFirst();
        return latest.orElseGet(() -> byStep.firstEntry().getValue());
    }

    /** Lets all go that are later than this step. */
    public void forgetAfter(long step) {
        byStep.tailMap(step, false).clear();
    }

    public int count() {
        return byStep.size();
    }

    /** Whether a checkpoint at this step is kept when the present is at that one. */
    public static boolean belongs(long step, long present) {
        long distance = Math.abs(present - step) / SPACING;
        long thinning = Long.highestOneBit(Math.max(1, distance / DENSE));
        return step % (SPACING * thinning) == 0;
    }
}
