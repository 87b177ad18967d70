/* `kscope fuzz`: random input for the machine and for everything that reads from outside. */
package org.kernelscope.app.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.engine.fuzz.FuzzTargets;
import org.kernelscope.engine.fuzz.Fuzzer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "fuzz")
final class FuzzCommand implements Callable<Integer> {
    private static final long USUAL_CASES = 100;
    private static final long MOST = 1_000_000_000;
    private static final long PROGRESS_NANOSECONDS = 2_000_000_000;
    private static final int SHOWN_FRAMES = 3;

    @Parameters(arity = "0..*", paramLabel = "TARGET", description = "some of those listed here; all without")
    private List<String> targets = List.of();

    @Option(names = "--seconds", paramLabel = "N", description = "how long each target is attacked")
    private Optional<Long> seconds = Optional.empty();

    @Option(
            names = "--cases",
            paramLabel = "N",
            description = "how often, if --seconds do not end it before (without either: 100)")
    private Optional<Long> cases = Optional.empty();

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "seed of the first case; the next have the next seeds (default: ${DEFAULT-VALUE})")
    private long seed;

    @Spec
    private CommandSpec spec;

    private long shown = System.nanoTime();

    /** The help text, with the list of targets. */
    static String[] description() {
        List<String> lines = new ArrayList<>(List.of(
                "Throws random input at the machine and at what reads files and connections. Nothing may break: no case"
                        + " may end in a failure of this program, or not end. A seed determines a case.",
                "Exit code 1 if a case failed; its seed and how to repeat it are printed. The targets:"));
        FuzzTargets.all().forEach(each -> lines.add("  " + each.name() + ": " + each.summary()));
        return lines.toArray(String[]::new);
    }

    @Override
    public Integer call() throws UserMistake, InterruptedException {
        requireCount("--seconds", seconds);
        requireCount("--cases", cases);
        List<FuzzTargets.Named> chosen = new ArrayList<>();
        for (String name : targets) {
            chosen.add(FuzzTargets.named(name));
        }
        boolean failed = false;
        for (FuzzTargets.Named target : chosen.isEmpty() ? FuzzTargets.all() : chosen) {
            failed |= attack(target);
        }
        return failed ? ExitCode.CHECK_FAILED : ExitCode.FINE;
    }

    private static void requireCount(String option, Optional<Long> count) throws UserMistake {
        if (count.isPresent() && (count.get() < 1 || count.get() > MOST)) {
            throw new UserMistake(option + " must be 1 to " + MOST + ", not " + count.get() + ".");
        }
    }

    private boolean attack(FuzzTargets.Named target) throws InterruptedException {
        long most = cases.orElse(seconds.isPresent() ? MOST : USUAL_CASES);
        Duration time = Duration.ofSeconds(seconds.orElse(MOST));
        Fuzzer.Result result = Fuzzer.run(target.target(), seed, most, time, at -> progress(target.name(), at));
        PrintWriter out = spec.commandLine().getOut();
        for (Fuzzer.Failure failure : result.failures()) {
            out.println(target.name() + ", seed " + failure.seed() + ": " + sentence(failure.thrown()));
            out.println("  again: kscope fuzz " + target.name() + " --seed " + failure.seed() + " --cases 1");
        }
        out.printf(
                Locale.ROOT,
                "%-10s %d cases, seeds %d to %d: %s%n",
                target.name(),
                result.cases(),
                seed,
                seed + result.cases() - 1,
                result.failures().isEmpty() ? "all fine" : result.failures().size() + " failed");
        out.flush();
        return !result.failures().isEmpty();
    }

    private static String sentence(Throwable thrown) {
        StringBuilder text = new StringBuilder(thrown.toString().replaceAll("\\R", " "));
        StackTraceElement[] frames = thrown.getStackTrace();
        for (int frame = 0; frame < Math.min(SHOWN_FRAMES, frames.length); frame++) {
            text.append(frame == 0 ? " at " : " < ").append(frames[frame]);
        }
        return text.toString();
    }

    private void progress(String target, long at) {
        if (System.nanoTime() - shown > PROGRESS_NANOSECONDS) {
            shown = System.nanoTime();
            spec.commandLine().getErr().println(target + ": " + (at - seed) + " cases, now seed " + at);
            spec.commandLine().getErr().flush();
        }
    }
}
