/* Runs a machine with compiled code and one without side by side, and compares them. */
package org.kernelscope.engine.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.kernelscope.hw.Input;
import org.kernelscope.hw.Interleaving;
import org.kernelscope.hw.Machine;
import org.kernelscope.hw.MachineState;

/**
 * Two machines in the same state, of which the second only interprets. At the end of every compiled region the cores that
 * ran it are compared; at the end of the first region after so many turns, and at the end of the run, the hashes of the
 * whole states.
 */
public final class SideBySide {
    /** Turns between two comparisons of whole states, as a rule. */
    public static final long USUAL = 1_000;

    /** Turns without a region after which the machines are compared too. */
    private static final int LONGEST = 100_000;

    private static final int LONGEST_CODE = 12;

    private final Machine compiled;
    private final Machine plain;
    private final long apart;
    private final List<Integer> regions = new ArrayList<>();
    private final long start;
    private long compared;
    private long comparisons;
    private long entered;

    /**
     * Two machines that stand at the same place.
     *
     * @param apart how many turns lie between two comparisons of whole states at least; 0 for every region
     */
    public SideBySide(Machine compiled, Machine plain, long apart) {
        this.compiled = compiled;
        this.plain = plain;
        this.apart = apart;
        plain.compile(false);
        plain.runAhead(false);
        start = compiled.steps();
        compared = start;
    }

    /** The machine that interprets; whoever wants to observe observes this one. */
    public Machine machine() {
        return plain;
    }

    /** How many compiled regions were entered. */
    public long entered() {
        return entered;
    }

    /** What was seen, if nothing differed. */
    public String sentence() {
        return String.format(
                Locale.ROOT,
                "compiled and interpreted agree in %,d turns: %,d regions ran, after each the cores were compared, and whole states %,d times.",
                compiled.steps() - start,
                entered,
                comparisons);
    }

    /** The same arrives at both. */
    public void input(Input input) {
        compiled.input(input);
        plain.input(input);
    }

    /**
     * Takes turns on both until there were so many, or until they ended.
     *
     * @return turns taken
     * @throws ModesDiffer where compiled code went another way
     */
    public long run(Interleaving policy, long maxSteps) throws ModesDiffer {
        long begin = compiled.steps();
        boolean goes = true;
        while (goes && compiled.steps() - begin < maxSteps) {
            long left = maxSteps - (compiled.steps() - begin);
            OptionalInt region = compiled.runRegion(policy, Math.min(left, LONGEST));
            region.ifPresent(this::entered);
            follow(policy);
            goes = compiled.state() instanceof MachineState.Running;
            if (!goes || region.isEmpty() || compiled.steps() - compared >= apart) {
                compare();
            } else if (!compiled.core(compiled.last()).equals(plain.core(compiled.last()))) {
                throw new ModesDiffer(report(List.of(region.getAsInt())));
            }
        }
        compare();
        return compiled.steps() - begin;
    }

    private void entered(int region) {
        entered++;
        if (!regions.contains(region)) {
            regions.add(region);
        }
    }

    /** The other machine takes as many turns, and ends if the first did: that an idle machine finds behind its last turn. */
    private void follow(Interleaving policy) {
        boolean goes = true;
        while (goes && plain.steps() < compiled.steps()) {
            goes = plain.run(policy, compiled.steps() - plain.steps()) > 0;
        }
        if (!(compiled.state() instanceof MachineState.Running)) {
            plain.run(policy, 1);
        }
    }

    private void compare() throws ModesDiffer {
        comparisons++;
        if (compiled.stateHash() != plain.stateHash()) {
            throw new ModesDiffer(report(regions));
        }
        compared = compiled.steps();
        regions.clear();
    }

    private String report(List<Integer> suspects) {
        StringBuilder text = new StringBuilder(String.format(
                "Compiled code went another way in turns %d to %d; core %d had the last of them.%n",
                compared + 1, compiled.steps(), compiled.last()));
        text.append(StateDifference.first(compiled, plain)).append(System.lineSeparator());
        if (suspects.isEmpty()) {
            text.append("No region was entered in them.");
        }
        for (int region : suspects) {
            text.append(String.format("Region at %08x:%n", region));
            int at = region;
            for (int i = 0; i < LONGEST_CODE; i++) {
                var instruction = plain.disassemble(plain.last(), at);
                text.append(String.format("    %08x  %s%n", at, instruction.text()));
                at += instruction.length();
            }
        }
        return text.toString().stripTrailing();
    }
}
