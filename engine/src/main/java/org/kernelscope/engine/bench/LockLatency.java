/* The lock-latency benchmark: empty acquire and release pairs by number of cores, both locks. */
package org.kernelscope.engine.bench;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.hw.CoreState;
import org.kernelscope.hw.HardwareProfile;
import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.Interleaving;
import org.kernelscope.hw.Machine;
import org.kernelscope.hw.MachineConfig;
import org.kernelscope.hw.MachineState;
import org.kernelscope.hw.interleaving.Interleavings;
import org.kernelscope.kernel.KernelImage;
import org.kernelscope.kernel.Variant;

/**
 * Runs the kernel's own latency workload on machines of growing size and reads the virtual cycles that it took.
 *
 * @param images the kernel built with each lock
 * @param optimisation how they were built
 * @param profile the hardware
 * @param cores how many cores to measure with, ascending, beginning with 1
 * @param rounds pairs per core
 */
public record LockLatency(
        Map<Variant.Lock, KernelImage> images,
        Variant.Optimisation optimisation,
        HardwareProfile profile,
        List<Integer> cores,
        int rounds) {

    private static final int MEMORY_MIB = 16;
    private static final long TURNS_PER_PAIR = 4_000;
    private static final long SLICE = 1_000_000;
    private static final int GUEST_SUCCESS = 33;
    private static final Pattern PRINTED =
            Pattern.compile("latency lock=(\\w+) cores=(\\d+) rounds=(\\d+) elapsed=(\\d+) cycles=(\\d+)");

    /** Which machine parameters were set after published results rather than taken from published parameters. */
    public static final String CALIBRATION =
            "cost.locked, so that the ticket lock takes mC2's 34 cycles on one core, and order.occupancy, one point that"
                    + " orders the requests of all lines, so that the MCS lock is flat from 2 cores on; nothing in the kernel";

    public LockLatency {
        images = Map.copyOf(images);
        cores = List.copyOf(cores);
        if (cores.isEmpty() || cores.getFirst() != 1) {
            throw new IllegalArgumentException("the first measurement must be with one core");
        }
    }

    /**
     * Measures every point.
     *
     * @param progress told one sentence before each point
     * @throws InterruptedException soon after the thread is interrupted
     */
    public LatencyResult run(Consumer<String> progress) throws UserMistake, InterruptedException {
        List<LatencyPoint> points = new ArrayList<>();
        Map<Variant.Lock, String> hashes = new EnumMap<>(Variant.Lock.class);
        for (Variant.Lock lock : Variant.Lock.values()) {
            if (images.containsKey(lock)) {
                hashes.put(lock, images.get(lock).hash());
                points.addAll(measure(lock, progress));
            }
        }
        return new LatencyResult(
                1, rounds, optimisation, profile, hashes, points, Published.lockLatency(), CALIBRATION);
    }

    private List<LatencyPoint> measure(Variant.Lock lock, Consumer<String> progress)
            throws UserMistake, InterruptedException {
        List<LatencyPoint> points = new ArrayList<>();
        for (int count : cores) {
            progress.accept(lock.id() + " lock on " + count + (count == 1 ? " core" : " cores"));
            double alone = points.isEmpty() ? Double.NaN : points.getFirst().cycles();
            points.add(point(lock, count, alone));
        }
        return points;
    }

    private LatencyPoint point(Variant.Lock lock, int count, double alone) throws UserMistake, InterruptedException {
        Machine machine = boot(lock, count);
        run(machine, 10_000_000 + TURNS_PER_PAIR * rounds * count);
        Matcher printed = PRINTED.matcher(machine.serialOutput());
        if (!(machine.state() instanceof MachineState.Exited(int code)) || code != GUEST_SUCCESS || !printed.find()) {
            throw new UserMistake("The latency workload with the " + lock.id() + " lock on " + count
                    + " cores did not end well; the kernel said:\n" + machine.serialOutput());
        }
        double cycles = Double.parseDouble(printed.group(4)) / rounds;
        long transfers = 0;
        for (int core = 0; core < count; core++) {
            CoreState state = machine.core(core);
            transfers += state.counters().transfers() + state.counters().sharedHits();
        }
        double first = Double.isNaN(alone) ? cycles : alone;
        return new LatencyPoint(lock, count, cycles, count * first / cycles, (double) transfers / rounds / count);
    }

    private static void run(Machine machine, long most) throws InterruptedException {
        Interleaving policy = Interleavings.byTime();
        long left = most;
        while (left > 0 && machine.state() instanceof MachineState.Running) {
            if (Thread.interrupted()) {
                throw new InterruptedException("the measurement was cancelled");
            }
            left -= machine.run(policy, Math.min(left, SLICE));
        }
    }

    private Machine boot(Variant.Lock lock, int count) throws UserMistake {
        try {
            return Machine.boot(
                    new MachineConfig(count, MEMORY_MIB, profile),
                    images.get(lock).elf(),
                    "kscope run=latency rounds=" + rounds);
        } catch (ImageException e) {
            throw new UserMistake(e.getMessage());
        }
    }
}
