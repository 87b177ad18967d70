/* A recorded interleaving: which choice was made for which turn. */
package org.kernelscope.hw.interleaving;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.Interleaving;

/**
 * The choices of an {@link Interleaving} for the turns from {@link #first} to before {@link #end}, as runs (choice ×
 * turns). Immutable; equal when all choices are equal.
 */
public final class Decisions {
    private final long first;
    private final int runs;
    private final byte[] cores;
    private final long[] ends;

    private Decisions(long first, int runs, byte[] cores, long[] ends) {
        this.first = first;
        this.runs = runs;
        this.cores = cores;
        this.ends = ends;
    }

    /** Nothing recorded. */
    public static Decisions none() {
        return new Decisions(0, 0, new byte[0], new long[0]);
    }

    /** The first recorded step. */
    public long first() {
        return first;
    }

    /** The step after the last recorded one. */
    public long end() {
        return runs == 0 ? first : ends[runs - 1];
    }

    /** How many runs of one choice there are. */
    public int runs() {
        return runs;
    }

    /** The choice for the turn of this step, -1 if that was not recorded. */
    public int at(long step) {
        int run = run(step);
        return run < 0 ? -1 : cores[run];
    }

    /** The first step after this one at which the choice may be another; the step itself if none is recorded for it. */
    public long sameUntil(long step) {
        int run = run(step);
        return run < 0 ? step : ends[run];
    }

    /** The same choices up to, not including, this step. */
    public Decisions upTo(long step) {
        Recorder copy = new Recorder(turn -> 0, this);
        copy.forgetFrom(step);
        return copy.decisions();
    }

    /** The compact form: base-128 numbers: the first step, the number of runs, then choice and length of each run. */
    public byte[] toBytes() {
        var out = new ByteArrayOutputStream();
        putNumber(out, first);
        putNumber(out, runs);
        for (int run = 0; run < runs; run++) {
            putNumber(out, cores[run]);
            putNumber(out, ends[run] - start(run));
        }
        return out.toByteArray();
    }

    /** Reads the compact form. */
    public static Decisions fromBytes(byte[] bytes) throws ImageException {
        var in = new Numbers(bytes);
        long first = in.next();
        long count = in.next();
        if (first < 0 || count < 0 || count > bytes.length / 2) {
            throw new ImageException("recorded interleaving does not have the announced length");
        }
        byte[] cores = new byte[(int) count];
        long[] ends = new long[cores.length];
        long end = first;
        for (int run = 0; run < cores.length; run++) {
            long core = in.next();
            long length = in.next();
            if (core < 0 || core > Byte.MAX_VALUE || length < 1 || end + length < end) {
                throw new ImageException("recorded interleaving has an impossible run " + run);
            }
            end += length;
            cores[run] = (byte) core;
            ends[run] = end;
        }
        if (in.position != bytes.length) {
            throw new ImageException("recorded interleaving has bytes after its end");
        }
        return new Decisions(first, cores.length, cores, ends);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Decisions that && Arrays.equals(toBytes(), that.toBytes());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(toBytes());
    }

    @Override
    public String toString() {
        var text = new StringBuilder("from " + first + ":");
        for (int run = 0; run < runs; run++) {
            text.append(Interleaving.isDrain(cores[run]) ? " drain " : " ")
                    .append(Interleaving.coreOf(cores[run]))
                    .append('×')
                    .append(ends[run] - start(run));
        }
        return text.toString();
    }

    Reader reader() {
        return new Reader();
    }

    private long start(int run) {
        return run == 0 ? first : ends[run - 1];
    }

    private int run(long step) {
        if (step < first || step >= end()) {
            return -1;
        }
        int found = Arrays.binarySearch(ends, 0, runs, step + 1);
        return found >= 0 ? found : -found - 1;
    }

    private static void putNumber(ByteArrayOutputStream out, long number) {
        long rest = number;
        for (; rest > 0x7F; rest >>>= 7) {
            out.write((int) (rest & 0x7F | 0x80));
        }
        out.write((int) rest);
    }

    /** Finds steps that mostly follow one another, without searching. */
    final class Reader {
        private int cursor;

        int at(long step) {
            if (cursor < runs && step >= start(cursor) && step < ends[cursor]) {
                return cores[cursor];
            }
            int run = run(step);
            cursor = Math.max(run, 0);
            return run < 0 ? -1 : cores[run];
        }
    }

    /** Passes a policy's choices on and keeps them. Going back to an earlier step forgets what came after it. */
    public static final class Recorder implements Interleaving {
        private final Interleaving policy;
        private boolean begun;
        private long first;
        private long holds;
        private int runs;
        private byte[] cores = new byte[64];
        private long[] ends = new long[64];

        public Recorder(Interleaving policy) {
            this.policy = policy;
        }

        /** Goes on after choices that were recorded before. */
        public Recorder(Interleaving policy, Decisions before) {
            this.policy = policy;
            begun = before.runs > 0;
            first = before.first;
            runs = before.runs;
            cores = Arrays.copyOf(before.cores, Math.max(64, runs));
            ends = Arrays.copyOf(before.ends, Math.max(64, runs));
        }

        @Override
        public int choose(Turn turn) {
            int core = policy.choose(turn);
            long step = turn.step();
            if (!begun || step < first) {
                begun = true;
                first = step;
                runs = 0;
            }
            if (runs > 0 && step < ends[runs - 1]) {
                forgetFrom(step);
            }
            if (step <= holds) {
                reached(step);
            }
            if (step != (runs == 0 ? first : ends[runs - 1])) {
                throw new IllegalStateException("step " + step + " follows turns that this recorder did not see");
            }
            append(core, step + 1);
            holds = step + 1;
            return core;
        }

        @Override
        public long turns(Turn turn, int core) {
            long turns = policy.turns(turn, core);
            holds = turn.step() + Math.min(turns, NEVER - turn.step());
            return turns;
        }

        @Override
        public long before(Turn turn, int core) {
            return policy.before(turn, core);
        }

        @Override
        public long afterPause(Turn turn, int core) {
            return policy.afterPause(turn, core);
        }

        /** The latest choice held for all turns before this step. */
        public void reached(long step) {
            if (runs > 0 && step > ends[runs - 1]) {
                ends[runs - 1] = step;
            }
        }

        /** How many runs of one choice were recorded so far. */
        public int runs() {
            return runs;
        }

        /** The step after the last recorded one. */
        public long end() {
            return runs == 0 ? first : ends[runs - 1];
        }

        /** What was recorded so far. */
        public Decisions decisions() {
            return new Decisions(first, runs, Arrays.copyOf(cores, runs), Arrays.copyOf(ends, runs));
        }

        private void append(int core, long end) {
            if (runs > 0 && cores[runs - 1] == core) {
                ends[runs - 1] = end;
                return;
            }
            if (runs == ends.length) {
                cores = Arrays.copyOf(cores, runs * 2);
                ends = Arrays.copyOf(ends, runs * 2);
            }
            cores[runs] = (byte) core;
            ends[runs++] = end;
        }

        private void forgetFrom(long step) {
            while (runs > 0 && (runs == 1 ? first : ends[runs - 2]) >= step) {
                runs--;
            }
            if (runs > 0) {
                ends[runs - 1] = Math.min(ends[runs - 1], step);
            }
        }
    }

    private static final class Numbers {
        private final byte[] bytes;
        private int position;

        Numbers(byte[] bytes) {
            this.bytes = bytes;
        }

        long next() throws ImageException {
            long number = 0;
            for (int shift = 0; shift < 63 && position < bytes.length; shift += 7) {
                byte part = bytes[position++];
                number |= (long) (part & 0x7F) << shift;
                if (part >= 0) {
                    return number;
                }
            }
            throw new ImageException("recorded interleaving is cut off at byte " + position);
        }
    }
}
