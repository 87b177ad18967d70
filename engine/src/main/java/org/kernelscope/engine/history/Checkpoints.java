/* The checkpoints of one run: dense near the present, thinner the further away, within a budget of memory. */
package org.kernelscope.engine.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.kernelscope.hw.Snapshot;

/**
 * Keeps checkpoints at multiples of {@link #SPACING} steps. At a distance of {@link #DENSE} spacings from the present
 * every one is kept, twice as far every second, and so on, up to gaps of {@link #WIDEST} steps. Those grow only where the
 * checkpoints together would hold more than their budget.
 */
public final class Checkpoints {
    /** Steps between two neighbours near the present. */
    public static final long SPACING = 1 << 12;

    /** Steps between two neighbours where a run passes by. */
    public static final long PASSING = 1 << 14;

    /** Steps between two neighbours far from the present: what is executed again in some tens of milliseconds. */
    public static final long WIDEST = 1 << 20;

    /** Bytes that checkpoints may hold together unless told otherwise. */
    public static final long BUDGET = 320L << 20;

    private static final long DENSE = 16;

    private final TreeMap<Long, Checkpoint> byStep = new TreeMap<>();
    private final TreeMap<Long, Long> bytes = new TreeMap<>();
    private final long budget;
    private long widest = WIDEST;
    private long held;

    public Checkpoints() {
        this(BUDGET);
    }

    /** Checkpoints that together hold about so many bytes at most, where that is possible at all. */
    public Checkpoints(long budget) {
        this.budget = budget;
    }

    /** Whether a checkpoint belongs here and is missing. */
    public boolean wants(long step) {
        return step % SPACING == 0 && !has(step);
    }

    /** Whether there is one here. */
    public boolean has(long step) {
        return byStep.containsKey(step);
    }

    /** The next step after this one at which a checkpoint may belong: dense where somebody is about to stay. */
    public long next(long step, boolean dense) {
        long spacing = dense ? SPACING : PASSING;
        return (step / spacing + 1) * spacing;
    }

    /** Keeps a checkpoint of the present and lets those go that are too many at their distance. */
    public void keep(Checkpoint present) {
        byStep.put(present.step(), present);
        count(present.step());
        countAfter(present.step());
        thin(present.step());
        while (held > budget && widest < Long.MAX_VALUE / 4) {
            widest *= 2;
            thin(present.step());
        }
    }

    private void thin(long present) {
        List<Long> gone = byStep.keySet().stream()
                .filter(step -> !belongs(step, present, widest))
                .toList();
        for (long step : gone) {
            Checkpoint last = byStep.remove(step);
            held -= bytes.remove(step);
            byStep.computeIfPresent(after(step), (later, next) -> next.after(last.written()));
        }
        gone.forEach(this::countAfter);
    }

    private long after(long step) {
        return Objects.requireNonNullElse(byStep.higherKey(step), step);
    }

    private void countAfter(long step) {
        Long next = byStep.higherKey(step);
        if (next != null) {
            count(next);
        }
    }

    /** What a checkpoint holds that the one before it does not. */
    private void count(long step) {
        Map.Entry<Long, Checkpoint> before = byStep.lowerEntry(step);
        long more = before == null
                ? 0
                : byStep.get(step).machine().bytesUnlike(before.getValue().machine())
                        + byStep.get(step).written().size();
        held += more - bytes.getOrDefault(step, 0L);
        bytes.put(step, more);
    }

    /** About how many bytes all of them hold. */
    public long held() {
        return held;
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

    /** Everything from power-on to this step, from one moment to the next, the earliest first. */
    public List<Stretch> upTo(long step) {
        List<Stretch> stretches = new ArrayList<>();
        Snapshot before = byStep.firstEntry().getValue().machine();
        for (Checkpoint begin : byStep.headMap(step, false).values()) {
            Optional<Checkpoint> next =
                    Optional.ofNullable(byStep.higherEntry(begin.step())).map(Map.Entry::getValue);
            long end = next.map(Checkpoint::step).orElse(step);
            stretches.add(new Stretch(before, begin.machine(), Math.min(end, step), next.map(Checkpoint::written)));
            before = begin.machine();
        }
        return stretches;
    }

    /** Lets all go that are later than this step. */
    public void forgetAfter(long step) {
        byStep.tailMap(step, false).clear();
        bytes.tailMap(step, false).values().forEach(each -> held -= each);
        bytes.tailMap(step, false).clear();
    }

    public int count() {
        return byStep.size();
    }

    /** Whether a checkpoint at this step is kept when the present is at that one. */
    public static boolean belongs(long step, long present) {
        return belongs(step, present, WIDEST);
    }

    private static boolean belongs(long step, long present, long widest) {
        long distance = Math.abs(present - step) / SPACING;
        long thinning = Long.highestOneBit(Math.max(1, distance / DENSE));
        return step % Math.min(widest, SPACING * thinning) == 0;
    }
}
