/* The named interleaving policies that a user can ask for. */
package org.kernelscope.engine;

import org.kernelscope.hw.Interleaving;
import org.kernelscope.hw.interleaving.Interleavings;

/**
 * A policy by name.
 *
 * @param kind which policy
 * @param seed used by {@link Kind#RANDOM}; 0 otherwise
 */
public record InterleavingChoice(Kind kind, long seed) {
    public static final InterleavingChoice BY_TIME = new InterleavingChoice(Kind.TIME, 0);

    /** The list of policies; the id is the command line's word. */
    public enum Kind {
        TIME("time", "by time"),
        ROUND_ROBIN("round-robin", "round robin"),
        RANDOM("random", "random"),
        REPLAY("replay", "replay");

        private final String id;
        private final String words;

        Kind(String id, String words) {
            this.id = id;
            this.words = words;
        }

        public String id() {
            return id;
        }

        public String words() {
            return words;
        }
    }

    /** The policy itself; a replay goes on by time where nothing is recorded. */
    public Interleaving policy() {
        return switch (kind) {
            case TIME, REPLAY -> Interleavings.byTime();
            case ROUND_ROBIN -> Interleavings.roundRobin(1);
            case RANDOM -> Interleavings.random(seed);
        };
    }

    /** As the status bar says it. */
    public String words() {
        return kind == Kind.RANDOM ? "random, seed " + seed : kind.words();
    }
}
