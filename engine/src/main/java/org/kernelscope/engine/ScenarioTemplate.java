/* A scenario whose parameters are still open. */
package org.kernelscope.engine;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.kernelscope.engine.event.KernelEvent;
import org.kernelscope.engine.event.KernelEvent.ProcessCreated;
import org.kernelscope.engine.event.KernelEvent.ProcessExited;
import org.kernelscope.engine.event.KernelEvent.ProcessKilled;
import org.kernelscope.engine.event.Topic;
import org.kernelscope.hw.HardwareProfile;
import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.MachineConfig;

/**
 * One entry of the list of scenarios.
 *
 * @param name as on the command line
 * @param title as in the window
 * @param summary one sentence: what to look at
 * @param defaults the parameters where the user does not settle them
 * @param workload the kernel's words, with a parameter's name in braces where its value goes, and
 *     <code>{each: ...}</code> around what is repeated for each core, {@code {core}} being its number
 * @param programs the user programs that the workload needs
 * @param views ids of the visualizers to open, the one to look at first
 * @param moment the kind of event whose first occurrence is worth the first look
 */
public record ScenarioTemplate(
        String name,
        String title,
        String summary,
        ScenarioOptions defaults,
        String workload,
        List<String> programs,
        List<String> views,
        Class<? extends KernelEvent> moment) {
    private static final Pattern EACH = Pattern.compile("\\{each: ((?:[^{}]|\\{[^{}]*})*)}");

    public ScenarioTemplate {
        programs = List.copyOf(programs);
        views = List.copyOf(views);
    }

    /** What a workload may depend on. */
    public enum Parameter {
        ROUNDS("rounds", 1, 1_000_000, ScenarioOptions::rounds),
        SECTION("section", 0, 1_000_000, ScenarioOptions::section),
        THINK("think", 0, 1_000_000, ScenarioOptions::think),
        PAGES("pages", 1, 10_000, ScenarioOptions::pages),
        SEED("seed", 0, 1_000_000, ScenarioOptions::seed);

        private final String id;
        private final long least;
        private final long most;
        private final ToLongFunction<ScenarioOptions> value;

        Parameter(String id, long least, long most, ToLongFunction<ScenarioOptions> value) {
            this.id = id;
            this.least = least;
            this.most = most;
            this.value = value;
        }

        public String id() {
            return id;
        }

        private String placeholder() {
            return "{" + id + "}";
        }
    }

    /** Whether the workload depends on a parameter; the others are accepted and change nothing. */
    public boolean uses(Parameter parameter) {
        return workload.contains(parameter.placeholder());
    }

    /** How a kernel can be built. */
    public enum Build {
        LOCK("lock"),
        LOCKING("locking"),
        PREEMPTION("preemption"),
        ALIGNMENT("alignment");

        private final String id;

        Build(String id) {
            this.id = id;
        }

        public String id() {
            return id;
        }
    }

    /** Whether the run depends on how the kernel is built in this respect. */
    public boolean uses(Build build) {
        return switch (build) {
            case LOCK, ALIGNMENT -> true;
            case LOCKING -> !workload.startsWith("run=contention");
            case PREEMPTION -> workload.startsWith("run=user");
        };
    }

    /** The way of building to try out here; empty where none is what the scenario is about. */
    public Optional<Build> experiment() {
        if (topic() == Topic.LOCKS) {
            return Optional.of(uses(Build.LOCKING) ? Build.LOCKING : Build.LOCK);
        }
        return topic() == Topic.THREADS && uses(Build.PREEMPTION) ? Optional.of(Build.PREEMPTION) : Optional.empty();
    }

    /** What it is about: the topic of the view to look at first. */
    public Topic topic() {
        return Topic.ofView(views.getFirst())
                .orElseThrow(() -> new AssertionError("the scenario " + name + " begins with a view of no topic"));
    }

    /** Whether an event is one to stop at: of the scenario's topic, or of its moment's kind, or a process's life. */
    public boolean matters(KernelEvent event) {
        return moment.isInstance(event)
                || Topic.of(event).filter(topic()::equals).isPresent()
                || event instanceof ProcessCreated
                || event instanceof ProcessExited
                || event instanceof ProcessKilled;
    }

    /** The parameters that the workload depends on. */
    public List<Parameter> parameters() {
        return Arrays.stream(Parameter.values()).filter(this::uses).toList();
    }

    /** The scenario with these parameters; a value out of range is named with the accepted ones. */
    public Scenario with(ScenarioOptions options) throws UserMistake {
        require("cores", options.cores(), 1, MachineConfig.MAX_CORES);
        require("memory in MiB", options.memoryMiB(), 4, 1024);
        for (Parameter parameter : Parameter.values()) {
            require(parameter.id, parameter.value.applyAsLong(options), parameter.least, parameter.most);
        }
        HardwareProfile profile = Profiles.load(options.profile());
        Profiles.requireForKernel(profile);
        return new Scenario(
                name,
                title,
                summary,
                options.variant(),
                new MachineConfig(options.cores(), options.memoryMiB(), profile).withOrder(options.order()),
                "kscope " + words(options),
                options.interleaving(),
                megahertz(profile),
                programs,
                views);
    }

    private String words(ScenarioOptions options) {
        String words = EACH.matcher(workload)
                .replaceAll(each -> IntStream.range(0, options.cores())
                        .mapToObj(core -> each.group(1).replace("{core}", Integer.toString(core)))
                        .collect(Collectors.joining(", ")));
        for (Parameter parameter : Parameter.values()) {
            words = words.replace(parameter.placeholder(), Long.toString(parameter.value.applyAsLong(options)));
        }
        return words;
    }

    private static void require(String what, long value, long least, long most) throws UserMistake {
        if (value < least || value > most) {
            throw new UserMistake(String.format(
                    Locale.ROOT, "%s: %d is not possible; accepted are %d to %d.", what, value, least, most));
        }
    }

    private static int megahertz(HardwareProfile profile) {
        try {
            return profile.value("clock");
        } catch (ImageException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }
}
