/* What a litmus test can end in. */
package org.kernelscope.engine.litmus;

import java.util.Comparator;
import java.util.List;
import java.util.SequencedSet;
import java.util.TreeSet;
import org.kernelscope.engine.litmus.LitmusTest.Quantifier;
import org.kernelscope.hw.MemoryOrder;

/**
 * The outcomes of a test under one memory order, all of them.
 *
 * @param test the test
 * @param order the machine's memory order
 * @param outcomes the values of {@link LitmusTest#observed}, sorted
 * @param states different states of the machine on the way
 */
public record LitmusResult(LitmusTest test, MemoryOrder order, SequencedSet<List<Integer>> outcomes, int states) {
    private static final Comparator<List<Integer>> BY_VALUES = (left, right) -> {
        for (int i = 0; i < left.size(); i++) {
            int compared = left.get(i).compareTo(right.get(i));
            if (compared != 0) {
                return compared;
            }
        }
        return 0;
    };

    /** A set of outcomes in their order. */
    static SequencedSet<List<Integer>> none() {
        return new TreeSet<>(BY_VALUES);
    }

    /** Whether an outcome has what the test asks for. */
    public boolean has(List<Integer> outcome) {
        return test.proposition().holds(what -> outcome.get(test.observed().indexOf(what)));
    }

    /** Whether any outcome has what the test asks for. */
    public boolean allowed() {
        return outcomes.stream().anyMatch(this::has);
    }

    /** Whether what the test claims is so. */
    public boolean holds() {
        return switch (test.quantifier()) {
            case EXISTS -> allowed();
            case NOT_EXISTS -> !allowed();
            case FORALL -> outcomes.stream().allMatch(this::has);
        };
    }

    /** Whether the test claims something that is not so; whether an outcome exists is a question and no claim. */
    public boolean refuted() {
        return test.quantifier() != Quantifier.EXISTS && !holds();
    }
}
