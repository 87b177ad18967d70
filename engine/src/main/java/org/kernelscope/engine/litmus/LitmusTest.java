/* A litmus test as it was read. */
package org.kernelscope.engine.litmus;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.ToIntFunction;

/**
 * A few instructions for each of up to four cores, and a question about what can be seen after them.
 *
 * @param name the test's name
 * @param locations the words in memory with what they hold at first
 * @param registers what registers hold at first; 0 where nothing is said
 * @param threads the program of each core
 * @param observed what makes up an outcome
 * @param quantifier what is claimed
 * @param proposition of an outcome
 */
public record LitmusTest(
        String name,
        Map<String, Integer> locations,
        Map<Observed, Integer> registers,
        List<List<LitmusInstruction>> threads,
        List<Observed> observed,
        Quantifier quantifier,
        Proposition proposition) {
    public static final int MAX_THREADS = 4;

    public LitmusTest {
        locations = Map.copyOf(locations);
        registers = Map.copyOf(registers);
        threads = threads.stream().map(List::copyOf).toList();
        observed = List.copyOf(observed);
    }

    /**
     * A register of a core, or a word in memory.
     *
     * @param thread the core; empty for memory
     * @param name of register or location
     */
    public record Observed(OptionalInt thread, String name) {
        @Override
        public String toString() {
            return thread.isPresent() ? thread.getAsInt() + ":" + name : name;
        }
    }

    /** What a test claims of its outcomes. */
    public enum Quantifier {
        EXISTS("exists"),
        NOT_EXISTS("~exists"),
        FORALL("forall");

        private final String word;

        Quantifier(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /** Something that an outcome has or has not. */
    public sealed interface Proposition {
        /** Whether the outcome with these values has it. */
        default boolean holds(ToIntFunction<Observed> value) {
            return switch (this) {
                case Equal(Observed what, int wanted) -> value.applyAsInt(what) == wanted;
                case Both(Proposition left, Proposition right) -> left.holds(value) && right.holds(value);
                case Either(Proposition left, Proposition right) -> left.holds(value) || right.holds(value);
                case Not(Proposition inner) -> !inner.holds(value);
                case Always() -> true;
            };
        }

        record Equal(Observed what, int wanted) implements Proposition {}

        record Both(Proposition left, Proposition right) implements Proposition {}

        record Either(Proposition left, Proposition right) implements Proposition {}

        record Not(Proposition inner) implements Proposition {}

        record Always() implements Proposition {}
    }
}
