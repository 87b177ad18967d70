/* The machine benchmark: how fast the emulated machine runs on this host, and what its past costs. */
package org.kernelscope.engine.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.kernelscope.engine.Direction;
import org.kernelscope.engine.Granularity;
import org.kernelscope.engine.Playback;
import org.kernelscope.engine.Scenario;
import org.kernelscope.engine.ScenarioOptions;
import org.kernelscope.engine.Scenarios;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.Machine;
import org.kernelscope.hw.Snapshot;
import org.kernelscope.hw.interleaving.Interleavings;
import org.kernelscope.kernel.KernelImage;

/**
 * Runs the contention workload, by the machine alone and as the player plays it.
 *
 * @param image a kernel
 * @param samples how often each quantity is measured
 */
public record MachineSpeed(KernelImage image, int samples) {
    private static final long TURNS = 400_000;
    private static final long TURNS_BETWEEN_SNAPSHOTS = 20_000;
    private static final int ROUNDS = 1_000_000;
    private static final List<Integer> CORES = List.of(1, 4);

    /**
     * Measures all rows.
     *
     * @param progress told one sentence before each group of rows
     */
    public Measurements run(Consumer<String> progress) throws UserMistake {
        List<Measured> rows = new ArrayList<>();
        for (int cores : CORES) {
            String on = cores == 1 ? "1 core" : cores + " cores";
            progress.accept("turns a second on " + on);
            rows.addAll(speed(cores, on));
        }
        progress.accept("cost of going back");
        rows.addAll(past());
        return new Measurements(
                "machine",
                "Contention workload by virtual time; played means with probes, kernel events and checkpoints.",
                rows);
    }

    /** Alternating samples, so that a change in the host's load changes both. */
    private List<Measured> speed(int cores, String on) throws UserMistake {
        Scenario scenario = scenario(cores);
        Machine plain = boot(scenario);
        Playback played = Playback.open(scenario, image);
        var policy = Interleavings.byTime();
        plain.run(policy, TURNS);
        played.run(TURNS);
        double[] plainRate = new double[samples];
        double[] playedRate = new double[samples];
        double[] ratio = new double[samples];
        for (int i = 0; i < samples; i++) {
            plainRate[i] = TURNS / micros(() -> plain.run(policy, TURNS));
            playedRate[i] = TURNS / micros(() -> played.run(TURNS));
            ratio[i] = plainRate[i] / playedRate[i];
        }
        return List.of(
                Measured.of("plain, " + on, "million turns/s", plainRate),
                Measured.of("played, " + on, "million turns/s", playedRate),
                Measured.of("plain to played, " + on, "ratio", ratio));
    }

    private List<Measured> past() throws UserMistake {
        Scenario scenario = scenario(CORES.getLast());
        Machine machine = boot(scenario);
        Playback played = Playback.open(scenario, image);
        played.run(samples * TURNS_BETWEEN_SNAPSHOTS);
        double[] kept = new double[samples];
        double[] restored = new double[samples];
        double[] back = new double[samples];
        Snapshot[] last = {machine.snapshot()};
        for (int i = 0; i < samples; i++) {
            machine.run(Interleavings.byTime(), TURNS_BETWEEN_SNAPSHOTS);
            Snapshot before = last[0];
            kept[i] = micros(() -> last[0] = machine.snapshot());
            Snapshot now = last[0];
            restored[i] = micros(() -> machine.restore(before));
            machine.restore(now);
            back[i] = micros(() -> played.step(Granularity.INSTRUCTION, Direction.BACKWARD, OptionalInt.empty()))
                    / TimeUnit.MILLISECONDS.toMicros(1);
        }
        return List.of(
                Measured.of("snapshot after " + TURNS_BETWEEN_SNAPSHOTS + " turns, 4 cores", "us", kept),
                Measured.of("restore, " + TURNS_BETWEEN_SNAPSHOTS + " turns back, 4 cores", "us", restored),
                Measured.of("one instruction back, 4 cores", "ms", back));
    }

    private static double micros(Runnable work) {
        long begin = System.nanoTime();
        work.run();
        return (double) (System.nanoTime() - begin) / TimeUnit.MICROSECONDS.toNanos(1);
    }

    private static Scenario scenario(int cores) throws UserMistake {
        return Scenarios.named("spinlock")
                .with(ScenarioOptions.defaults().withCores(cores).withRounds(ROUNDS));
    }

    private Machine boot(Scenario scenario) throws UserMistake {
        try {
            return Machine.boot(scenario.machine(), image.elf(), scenario.commandLine());
        } catch (ImageException e) {
            throw new UserMistake(e.getMessage());
        }
    }
}
