/* The options that settle a scenario, shared by every command that plays one. */
package org.kernelscope.app.cli;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kernelscope.engine.InterleavingChoice;
import org.kernelscope.engine.ScenarioOptions;
import org.kernelscope.engine.ScenarioTemplate;
import org.kernelscope.engine.ScenarioTemplate.Build;
import org.kernelscope.engine.ScenarioTemplate.Parameter;
import org.kernelscope.engine.Scenarios;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.hw.MemoryOrder;
import org.kernelscope.kernel.Variant;
import picocli.CommandLine.Option;

/** How the kernel is built, cores, memory, profile, interleaving, workload. */
final class ScenarioMixin {
    @Option(
            names = "--lock",
            paramLabel = "LOCK",
            description = "ticket or mcs (default: as the scenario says, as for all that follow)")
    private String lock;

    @Option(names = "--optimise", paramLabel = "LEVEL", description = "O1 for study, O2 for measuring")
    private String optimisation;

    @Option(names = "--locking", paramLabel = "WAY", description = "fine: a lock for each part of the kernel; big: one")
    private String locking;

    @Option(
            names = "--preemption",
            paramLabel = "WAY",
            description = "cooperative: programs keep the processor; preemptive: the timer takes it")
    private String preemption;

    @Option(
            names = "--alignment",
            paramLabel = "WAY",
            description = "padded: each processor's data in cache lines of its own; packed: side by side")
    private String alignment;

    @Option(names = "--cores", paramLabel = "N", description = "1 to 16")
    private Integer cores;

    @Option(names = "--memory", paramLabel = "MIB", description = "RAM in MiB")
    private Integer memory;

    @Option(
            names = "--order",
            paramLabel = "O",
            description =
                    "when a core's stores become visible: sc, at once; tso, through its store buffer (default: sc)")
    private String order;

    @Option(names = "--profile", paramLabel = "P", description = "hardware profile")
    private String profile;

    @Option(
            names = "--interleaving",
            paramLabel = "POLICY",
            description = "time, round-robin or random (default: time, or random if --seed is given)")
    private String interleaving;

    @Option(names = "--seed", paramLabel = "S", description = "seed of the random interleaving")
    private Long seed;

    @Option(names = "--rounds", paramLabel = "N", description = "how often the workload does what it does")
    private Integer rounds;

    @Option(names = "--section", paramLabel = "U", description = "length of a critical section, in delay-loop turns")
    private Integer section;

    @Option(names = "--think", paramLabel = "U", description = "length of the thinking between two, likewise")
    private Integer think;

    @Option(names = "--pages", paramLabel = "N", description = "how many pages the workload touches")
    private Integer pages;

    /** The options as the engine takes them; what the user does not say is the scenario's own. */
    ScenarioOptions options(String scenario) throws UserMistake {
        ScenarioTemplate template = Scenarios.named(scenario);
        requireUsed(template);
        ScenarioOptions options = built(template.defaults().withInterleaving(policy()));
        options = cores == null ? options : options.withCores(cores);
        options = memory == null ? options : options.withMemoryMiB(memory);
        options = profile == null ? options : options.withProfile(profile);
        options = order == null
                ? options
                : options.withOrder(named("memory order", order, List.of(MemoryOrder.values()), MemoryOrder::id));
        options = rounds == null ? options : options.withRounds(rounds);
        options = section == null ? options : options.withSection(section);
        options = think == null ? options : options.withThink(think);
        return pages == null ? options : options.withPages(pages);
    }

    private ScenarioOptions built(ScenarioOptions usual) throws UserMistake {
        ScenarioOptions options = lock == null ? usual : usual.withLock(lockNamed(lock));
        options = optimisation == null ? options : options.withOptimisation(optimisationNamed(optimisation));
        if (locking != null) {
            options = options.withGuarding(
                    named("locking", locking, List.of(Variant.Guarding.values()), Variant.Guarding::id));
        }
        if (preemption != null) {
            options = options.withPreemption(
                    named("preemption", preemption, List.of(Variant.Preemption.values()), Variant.Preemption::id));
        }
        if (alignment != null) {
            options = options.withAlignment(
                    named("alignment", alignment, List.of(Variant.Alignment.values()), Variant.Alignment::id));
        }
        return options;
    }

    /** What would change nothing is not accepted in silence. */
    private void requireUsed(ScenarioTemplate template) throws UserMistake {
        refuse(template, "rounds", rounds != null && !template.uses(Parameter.ROUNDS));
        refuse(template, "section", section != null && !template.uses(Parameter.SECTION));
        refuse(template, "think", think != null && !template.uses(Parameter.THINK));
        refuse(template, "pages", pages != null && !template.uses(Parameter.PAGES));
        refuse(template, "locking", locking != null && !template.uses(Build.LOCKING));
        refuse(template, "preemption", preemption != null && !template.uses(Build.PREEMPTION));
    }

    private static void refuse(ScenarioTemplate template, String option, boolean wrong) throws UserMistake {
        if (wrong) {
            throw new UserMistake("--" + option + " changes nothing in the scenario " + template.name()
                    + "; of its own it has " + String.join(", ", own(template)) + ".");
        }
    }

    /** The options that a scenario has beside those that all have. */
    static List<String> own(ScenarioTemplate template) {
        Stream<String> parameters = template.parameters().stream()
                .filter(parameter -> parameter != Parameter.SEED)
                .map(Parameter::id);
        Stream<String> builds =
                Arrays.stream(Build.values()).filter(template::uses).map(Build::id);
        return Stream.concat(parameters, builds.filter(id -> !id.equals(Build.LOCK.id())))
                .map(id -> "--" + id)
                .toList();
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
