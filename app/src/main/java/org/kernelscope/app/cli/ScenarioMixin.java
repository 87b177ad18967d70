/* The options that settle a scenario, shared by every command that plays one. */
package org.kernelscope.app.cli;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.kernelscope.engine.InterleavingChoice;
import org.kernelscope.engine.ScenarioOptions;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.kernel.Variant;
import picocli.CommandLine.Option;

/** Lock, cores, memory, profile, interleaving, workload. */
final class ScenarioMixin {
    @Option(
            names = "--lock",
            paramLabel = "LOCK",
            defaultValue = "mcs",
            description = "ticket or mcs (default: ${DEFAULT-VALUE})")
    private String lock;

    @Option(
            names = "--optimise",
            paramLabel = "LEVEL",
            defaultValue = "O1",
            description = "O1 for study, O2 for measuring (default: ${DEFAULT-VALUE})")
    private String optimisation;

    @Option(
            names = "--cores",
            paramLabel = "N",
            defaultValue = "4",
            description = "1 to 16 (default: ${DEFAULT-VALUE})")
    private int cores;

    @Option(
            names = "--memory",
            paramLabel = "MIB",
            defaultValue = "64",
            description = "RAM in MiB (default: ${DEFAULT-VALUE})")
    private int memory;

    @Option(
            names = "--profile",
            paramLabel = "P",
            defaultValue = "core-i7",
            description = "hardware profile (default: ${DEFAULT-VALUE})")
    private String profile;

    @Option(
            names = "--interleaving",
            paramLabel = "POLICY",
            description = "time, round-robin or random (default: time, or random if --seed is given)")
    private String interleaving;

    @Option(names = "--seed", paramLabel = "S", description = "seed of the random interleaving")
    private Long seed;

    @Option(names = "--rounds", paramLabel = "N", description = "critical sections per core")
    private Integer rounds;

    @Option(names = "--section", paramLabel = "U", description = "length of a critical section, in delay-loop turns")
    private Integer section;

    @Option(names = "--think", paramLabel = "U", description = "length of the thinking between two, likewise")
    private Integer think;

    /** The options as the engine takes them. */
    ScenarioOptions options() throws UserMistake {
        ScenarioOptions options = ScenarioOptions.defaults()
                .withLock(lockNamed(lock))
                .withOptimisation(optimisationNamed(optimisation))
                .withCores(cores)
                .withMemoryMiB(memory)
                .withProfile(profile)
                .withInterleaving(policy());
        options = rounds == null ? options : options.withRounds(rounds);
        options = section == null ? options : options.withSection(section);
        return think == null ? options : options.withThink(think);
    }

    static Variant.Lock lockNamed(String word) throws UserMistake {
        return named("lock", word, List.of(Variant.Lock.values()), Variant.Lock::id);
    }

    static Variant.Optimisation optimisationNamed(String word) throws UserMistake {
        return named("optimisation level", word, List.of(Variant.Optimisation.values()), Enum::name);
    }

    private InterleavingChoice policy() throws UserMistake {
        List<InterleavingChoice.Kind> offered = Arrays.stream(InterleavingChoice.Kind.values())
                .filter(kind -> kind != InterleavingChoice.Kind.REPLAY)
                .toList();
        String word = interleaving == null ? (seed == null ? "time" : "random") : interleaving;
        InterleavingChoice.Kind kind = named("interleaving", word, offered, InterleavingChoice.Kind::id);
        if (seed != null && kind != InterleavingChoice.Kind.RANDOM) {
            throw new UserMistake("--seed goes with --interleaving random; '" + word + "' has no seed.");
        }
        return new InterleavingChoice(kind, seed == null ? 0 : seed);
    }

    static <T> T named(String what, String word, List<T> offered, java.util.function.Function<T, String> id)
            throws UserMistake {
        return offered.stream()
                .filter(one -> id.apply(one).equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() -> new UserMistake("Unknown " + what + " '" + word + "': choose "
                        + offered.stream().map(id).collect(Collectors.joining(" or ")) + "."));
    }
}
