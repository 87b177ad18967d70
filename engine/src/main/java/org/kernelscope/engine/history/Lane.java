/* The phases of one core. */
package org.kernelscope.engine.history;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.RandomAccess;
import org.kernelscope.engine.view.Phase;
import org.kernelscope.engine.view.Timeline.Span;

/** Any stretch of time can be told exactly or coarsely, at a cost that hardly depends on how many phases there were. */
final class Lane {
    private static final List<Phase> PHASES = List.of(Phase.values());
    private static final int BLOCK = 256;

    private final Changes changes = new Changes();
    /** For each block of changes, how long each phase had lasted before its first. */
    private final List<long[]> before = new ArrayList<>();

    Lane(Phase first) {
        add(0, first);
    }

    /** Another phase from now on. One that lasted no time is as if it had not been. */
    void began(Phase phase, long time) {
        int last = changes.size() - 1;
        if (time <= changes.time(last)) {
            cut(last);
        }
        add(time, phase);
    }

    private void add(long time, Phase phase) {
        if (changes.size() % BLOCK == 0) {
            before.add(lasted(time));
        }
        changes.add(time, PHASES.indexOf(phase));
    }

    private void cut(int count) {
        changes.cut(count);
        before.subList((count + BLOCK - 1) / BLOCK, before.size()).clear();
    }

    /** Lets all go that began after this time. */
    void forgetAfter(long time) {
        cut(Math.max(1, changes.upTo(time)));
    }

    /** All spans up to a time, each made when it is asked for. */
    List<Span> spans(long end) {
        return new Spans(end);
    }

    /** The number of the span in which this time is, or of the last. */
    int at(long time) {
        return Math.clamp(changes.upTo(time) - 1, 0, changes.size() - 1);
    }

    /** The phase that takes most of this time. */
    Phase most(long from, long to) {
        long[] earlier = lasted(from);
        long[] later = lasted(to);
        int most = 0;
        for (int phase = 1; phase < PHASES.size(); phase++) {
            most = later[phase] - earlier[phase] > later[most] - earlier[most] ? phase : most;
        }
        return PHASES.get(most);
    }

    /** How long each phase lasted before this time. */
    private long[] lasted(long time) {
        int count = changes.upTo(time);
        if (count == 0) {
            return new long[PHASES.size()];
        }
        int block = (count - 1) / BLOCK;
        long[] sums = before.get(block).clone();
        for (int i = block * BLOCK; i < count; i++) {
            long to = i + 1 < count ? changes.time(i + 1) : time;
            sums[changes.value(i)] += to - changes.time(i);
        }
        return sums;
    }

    private final class Spans extends AbstractList<Span> implements RandomAccess {
        private final long end;
        private final int count = changes.size();

        Spans(long end) {
            this.end = end;
        }

        @Override
        public Span get(int index) {
            long from = changes.time(index);
            long to = index + 1 < count ? changes.time(index + 1) : Math.max(end, from);
            return new Span(PHASES.get(changes.value(index)), from, to);
        }

        @Override
        public int size() {
            return count;
        }
    }
}
