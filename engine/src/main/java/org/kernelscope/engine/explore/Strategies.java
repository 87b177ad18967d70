/* The strategies of exploration, all of them. */
package org.kernelscope.engine.explore;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.kernelscope.engine.explore.Strategy.Point;

/** Each makes one schedule of a kind; equal arguments make equal schedules. */
final class Strategies {
    private static final int SWITCH_ONE_IN = 3;
    private static final int DEEPEST = 5;

    private Strategies() {}

    /** A preemption: at this step, this core goes on instead. */
    record Preemption(long step, int core) {}

    /** Every core goes on until it waits, except at these steps (iterative context bounding, PLDI 2007). */
    static Strategy preempting(List<Preemption> preemptions) {
        return new Strategy() {
            private int next;

            @Override
            public int atPoint(Point point) {
                while (next < preemptions.size() && preemptions.get(next).step() < point.step()) {
                    next++;
                }
                if (next == preemptions.size() || preemptions.get(next).step() != point.step()) {
                    return point.current();
                }
                int core = preemptions.get(next++).core();
                return point.isCandidate(core) ? core : point.current();
            }
        };
    }

    /** At every choice, one time in three any other core. */
    static Strategy random(long seed) {
        SplittableRandom dice = new SplittableRandom(seed);
        return new Strategy() {
            @Override
            public int atPoint(Point point) {
                return dice.nextInt(SWITCH_ONE_IN) == 0 ? anyOf(point.candidates(), dice) : point.current();
            }

            @Override
            public int atWait(Point point) {
                return anyOf(point.candidates(), dice);
            }
        };
    }

    /**
     * Random priorities, lowered at random moments (probabilistic concurrency testing, ASPLOS 2010).
     *
     * @param expected how many choices a run is expected to have
     * @param run number of the run: the number of lowered moments cycles with it
     */
    static Strategy priorities(long seed, int cores, int expected, int run) {
        SplittableRandom dice = new SplittableRandom(seed);
        int[] priority = shuffled(cores, dice);
        List<Integer> lowered = new ArrayList<>();
        for (int i = 0; i <= run % (DEEPEST - 1); i++) {
            lowered.add(dice.nextInt(Math.max(1, expected)));
        }
        return new Strategy() {
            private int lowest;

            @Override
            public int atPoint(Point point) {
                if (lowered.contains(point.ordinal())) {
                    priority[point.current()] = --lowest;
                }
                return highest(point.candidates() | 1 << point.current(), priority);
            }

            @Override
            public int atWait(Point point) {
                priority[point.current()] = --lowest;
                return highest(point.candidates(), priority);
            }
        };
    }

    /** A new random priority for every access: partial-order sampling (CAV 2018), without its race bookkeeping. */
    static Strategy sampling(long seed, int cores) {
        SplittableRandom dice = new SplittableRandom(seed);
        int[] priority = new int[cores];
        Arrays.setAll(priority, core -> dice.nextInt());
        return new Strategy() {
            @Override
            public int atPoint(Point point) {
                int chosen = highest(point.candidates() | 1 << point.current(), priority);
                priority[chosen] = dice.nextInt();
                return chosen;
            }

            @Override
            public int atWait(Point point) {
                priority[point.current()] = dice.nextInt();
                return highest(point.candidates(), priority);
            }
        };
    }

    private static int anyOf(int cores, SplittableRandom dice) {
        int skip = dice.nextInt(Integer.bitCount(cores));
        int rest = cores;
        for (int i = 0; i < skip; i++) {
            rest &= rest - 1;
        }
        return Integer.numberOfTrailingZeros(rest);
    }

    private static int highest(int cores, int[] priority) {
        int best = Integer.numberOfTrailingZeros(cores);
        for (int rest = cores; rest != 0; rest &= rest - 1) {
            int core = Integer.numberOfTrailingZeros(rest);
            best = priority[core] > priority[best] ? core : best;
        }
        return best;
    }

    private static int[] shuffled(int count, SplittableRandom dice) {
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            int other = dice.nextInt(i + 1);
            order[i] = order[other];
            order[other] = i + 1;
        }
        return order;
    }
}
