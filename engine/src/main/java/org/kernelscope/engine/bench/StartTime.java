/* The start benchmark's part inside one process: what building, booting, keeping and restoring a machine takes. */
package org.kernelscope.engine.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.kernelscope.engine.Profiles;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.Interleaving;
import org.kernelscope.hw.Machine;
import org.kernelscope.hw.MachineConfig;
import org.kernelscope.hw.Snapshot;
import org.kernelscope.hw.interleaving.Interleavings;
import org.kernelscope.kernel.KernelImage;

/**
 * Boots the kernel again and again, and takes and restores snapshots of running machines with 64 MiB.
 *
 * @param image a kernel with its programs
 * @param samples how often each quantity is measured
 */
public record StartTime(KernelImage image, int samples) {
    private static final int MEMORY_MIB = 64;
    private static final List<Integer> CORES = List.of(1, 4);
    private static final List<String> PROFILES = List.of("core-i7", "untimed");
    private static final int MOST_CORES = CORES.getLast();

    /** A boot that takes longer does not come to its workload. */
    private static final long LONGEST_BOOT = 50_000_000;

    /** Between two snapshots of a history. */
    private static final long LONG_RUN = 1_000_000;

    /** As long as an explored schedule. */
    private static final long SHORT_RUN = 300;

    private static final int SHORT_RUNS = 40;

    /** What runs on a machine, and the address of the first instruction of its workload. */
    private record Work(String name, String commandLine, List<String> programs, int start) {}

    /** A configuration and the turns that it takes to the start of its workload. */
    private record Boot(Work work, MachineConfig config, long turns) {}

    @FunctionalInterface
    private interface Action {
        void perform() throws UserMistake;
    }

    /**
     * Measures all rows.
     *
     * @param progress told one sentence before each group of rows
     */
    public List<Measured> run(Consumer<String> progress) throws UserMistake {
        List<Measured> rows = new ArrayList<>();
        progress.accept("construction of machines");
        rows.add(construction());
        for (Work work : works()) {
            progress.accept("boot to the workload " + work.name);
            rows.addAll(boots(work));
        }
        for (Work work : works()) {
            for (String profile : PROFILES) {
                progress.accept("snapshots of the workload " + work.name + ", " + profile);
                rows.addAll(snapshots(boot(work, MOST_CORES, profile)));
            }
        }
        return rows;
    }

    private List<Work> works() {
        int contention = image.symbol("contention_think").orElseThrow().address();
        int program = image.program("init").orElseThrow().image().entry();
        return List.of(
                new Work("contention", "kscope run=contention rounds=1000000", List.of(), contention),
                new Work("user program", "kscope run=user -- work memory 100000", List.of("init", "work"), program));
    }

    private Measured construction() throws UserMistake {
        MachineConfig config = config(works().getFirst(), MOST_CORES, PROFILES.getFirst());
        double[] taken = new double[samples];
        for (int sample = -samples; sample < samples; sample++) {
            double micros = micros(() -> powerOn(config, works().getFirst()));
            taken[Math.max(0, sample)] = micros / TimeUnit.MILLISECONDS.toMicros(1);
        }
        return Measured.of("machine built, " + on(MOST_CORES) + ", " + MEMORY_MIB + " MiB", "ms", taken);
    }

    /** Every configuration by turns, so that a change in the host's load changes all; the first half warms up. */
    private List<Measured> boots(Work work) throws UserMistake {
        List<Boot> boots = new ArrayList<>();
        for (int cores : CORES) {
            for (String profile : PROFILES) {
                boots.add(boot(work, cores, profile));
            }
        }
        double[][] taken = new double[boots.size()][samples];
        for (int sample = -samples; sample < samples; sample++) {
            for (int each = 0; each < boots.size(); each++) {
                Boot boot = boots.get(each);
                taken[each][Math.max(0, sample)] = micros(() -> started(boot)) / TimeUnit.MILLISECONDS.toMicros(1);
            }
        }
        List<Measured> rows = new ArrayList<>();
        for (int each = 0; each < boots.size(); each++) {
            Boot boot = boots.get(each);
            String name = "boot to %s, %s, %s (%d turns)"
                    .formatted(
                            work.name,
                            on(boot.config.cores()),
                            boot.config.profile().name(),
                            boot.turns);
            rows.add(Measured.of(name, "ms", taken[each]));
        }
        return rows;
    }

    private List<Measured> snapshots(Boot boot) throws UserMistake {
        Machine machine = started(boot);
        Interleaving policy = Interleavings.byTime();
        double[] kept = new double[samples];
        double[] longer = new double[samples];
        double[] shorter = new double[samples];
        double[] hashed = new double[samples];
        machine.snapshot();
        for (int sample = 0; sample < samples; sample++) {
            Snapshot[] now = new Snapshot[1];
            machine.run(policy, LONG_RUN);
            kept[sample] = micros(() -> now[0] = machine.snapshot());
            machine.run(policy, LONG_RUN);
            hashed[sample] = micros(machine::stateHash);
            longer[sample] = micros(() -> machine.restore(now[0]));
            double[] times = new double[SHORT_RUNS];
            for (int run = 0; run < SHORT_RUNS; run++) {
                machine.run(policy, SHORT_RUN);
                times[run] = micros(() -> machine.restore(now[0]));
            }
            shorter[sample] = Measured.of("", "", times).median();
            machine.run(policy, LONG_RUN);
        }
        String of = ", " + boot.work.name + ", " + on(boot.config.cores()) + ", "
                + boot.config.profile().name();
        return List.of(
                Measured.of("snapshot after " + LONG_RUN + " turns" + of, "us", kept),
                Measured.of("restore after " + SHORT_RUN + " turns" + of, "us", shorter),
                Measured.of("restore after " + LONG_RUN + " turns" + of, "us", longer),
                Measured.of("state hash after " + LONG_RUN + " turns" + of, "us", hashed));
    }

    private static String on(int cores) {
        return cores == 1 ? "1 core" : cores + " cores";
    }

    private Boot boot(Work work, int cores, String profile) throws UserMistake {
        MachineConfig config = config(work, cores, profile);
        Machine machine = powerOn(config, work);
        machine.observe(event -> machine.requestStop());
        machine.probe(Set.of(work.start));
        machine.run(Interleavings.byTime(), LONGEST_BOOT);
        if (machine.steps() >= LONGEST_BOOT) {
            throw new UserMistake("The kernel does not come to its workload " + work.name + ".");
        }
        return new Boot(work, config, machine.steps());
    }

    private Machine started(Boot boot) throws UserMistake {
        Machine machine = powerOn(boot.config, boot.work);
        machine.run(Interleavings.byTime(), boot.turns);
        return machine;
    }

    private MachineConfig config(Work work, int cores, String profile) throws UserMistake {
        List<MachineConfig.Module> modules = work.programs.stream()
                .map(name -> new MachineConfig.Module(
                        name, image.program(name).orElseThrow().elf()))
                .toList();
        return new MachineConfig(cores, MEMORY_MIB, Profiles.load(profile)).withModules(modules);
    }

    private Machine powerOn(MachineConfig config, Work work) throws UserMistake {
        try {
            return Machine.boot(config, image.elf(), work.commandLine);
        } catch (ImageException e) {
            throw new UserMistake(e.getMessage());
        }
    }

    private static double micros(Action work) throws UserMistake {
        long begin = System.nanoTime();
        work.perform();
        return (double) (System.nanoTime() - begin) / TimeUnit.MICROSECONDS.toNanos(1);
    }
}
