/* The peers benchmark: programs of the kernel here and on other emulators, side by side. */
package org.kernelscope.engine.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.kernelscope.engine.Profiles;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.Machine;
import org.kernelscope.hw.MachineConfig;
import org.kernelscope.hw.MachineState;
import org.kernelscope.hw.interleaving.Interleavings;
import org.kernelscope.kernel.KernelImage;
import org.kernelscope.kernel.ToolchainException;

/**
 * Runs the user program {@code work} of each kind, here in three ways and on the emulators that are installed, one after the
 * other, several times. What starting takes is measured by a run of one round and taken away.
 *
 * @param image a kernel with its programs
 * @param disks makes a bootable disk of it with this command line
 * @param samples how often each is measured
 * @param part of the usual work: 1 for all, 100 for a hundredth
 * @param peers the other emulators
 */
public record PeerSpeed(KernelImage image, Disks disks, int samples, int part, List<Peer> peers) {
    /** Makes a disk from which a PC's firmware starts the kernel. */
    @FunctionalInterface
    public interface Disks {
        byte[] with(String commandLine) throws ToolchainException;
    }

    private record Work(String kind, int rounds) {}

    /** Some 300 million instructions each. */
    private static final List<Work> WORKS = List.of(
            new Work("integer", 900), new Work("memory", 350), new Work("calls", 1100), new Work("branches", 220));

    /** Fast machines do so many times as much, or starting would be all that is measured. */
    private static final int MORE = 8;

    private static final int MEMORY_MIB = 64;
    private static final long SLICE = 50_000_000;

    private enum Way {
        COMPILED("here, compiled", "untimed", true, MORE),
        INTERPRETED("here, interpreted", "untimed", false, 1),
        TIMED("here, timed", "core-i7", true, 1);

        final String name;
        final String profile;
        final boolean compiles;
        final int more;

        Way(String name, String profile, boolean compiles, int more) {
            this.name = name;
            this.profile = profile;
            this.compiles = compiles;
            this.more = more;
        }
    }

    /** Instructions and seconds of one run. */
    private record Run(long instructions, double seconds) {
        Run minus(Run start) {
            return new Run(instructions - start.instructions, seconds - start.seconds);
        }

        double mips() {
            return instructions / seconds / 1e6;
        }
    }

    /**
     * Measures all rows.
     *
     * @param progress told one sentence before each group of rows
     */
    public Measurements run(Consumer<String> progress)
            throws UserMistake, ToolchainException, IOException, InterruptedException {
        Path folder = Files.createTempDirectory("kscope-peers");
        try {
            Map<String, double[]> speeds = new LinkedHashMap<>();
            for (Work work : WORKS) {
                progress.accept("program " + work.kind + " here" + (peers.isEmpty() ? "" : " and on " + peers));
                measure(work, folder, speeds);
            }
            return new Measurements(
                    "peers",
                    "Programs of some 300 million instructions and more, in million instructions a second of wall time;"
                            + " starting is taken away.",
                    rows(speeds));
        } finally {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }

    private void measure(Work work, Path folder, Map<String, double[]> speeds)
            throws UserMistake, ToolchainException, IOException, InterruptedException {
        byte[] once = disks.with(words(work.kind, 1));
        Map<Peer, byte[]> often = new EnumMap<>(Peer.class);
        for (Peer peer : peers) {
            often.put(peer, disks.with(words(work.kind, rounds(work, more(peer)))));
        }
        Machine least = boot(Way.COMPILED, work.kind, 1);
        long start = finish(least).instructions;
        for (int sample = 0; sample < samples; sample++) {
            for (Way way : Way.values()) {
                Run run = finish(boot(way, work.kind, rounds(work, way.more))).minus(finish(boot(way, work.kind, 1)));
                put(speeds, name(work, way.name), sample, run.mips());
            }
            for (Peer peer : peers) {
                long instructions =
                        finish(boot(Way.COMPILED, work.kind, rounds(work, more(peer)))).instructions - start;
                double seconds = peer.seconds(folder, often.get(peer)) - peer.seconds(folder, once);
                put(speeds, name(work, peer.program), sample, new Run(instructions, seconds).mips());
            }
        }
    }

    private int rounds(Work work, int more) {
        return Math.max(2, work.rounds * more / part);
    }

    private static int more(Peer peer) {
        return peer == Peer.QEMU ? MORE : 1;
    }

    private static String name(Work work, String where) {
        return work.kind + ", " + where;
    }

    private void put(Map<String, double[]> speeds, String name, int sample, double value) {
        speeds.computeIfAbsent(name, absent -> new double[samples])[sample] = value;
    }

    private List<Measured> rows(Map<String, double[]> speeds) {
        List<Measured> rows = new ArrayList<>();
        speeds.forEach((name, values) -> rows.add(Measured.of(name, "million/s", values)));
        for (Peer peer : peers) {
            for (Way way : Way.values()) {
                double[] means = new double[samples];
                for (int sample = 0; sample < samples; sample++) {
                    int at = sample;
                    means[sample] = Math.exp(WORKS.stream()
                            .mapToDouble(work -> Math.log(
                                    speeds.get(name(work, way.name))[at] / speeds.get(name(work, peer.program))[at]))
                            .average()
                            .orElseThrow());
                }
                rows.add(Measured.of(way.name + " to " + peer.program + ", geometric mean", "ratio", means));
            }
        }
        return rows;
    }

    private static String words(String kind, int rounds) {
        return "kscope run=user -- work " + kind + " " + rounds;
    }

    private Machine boot(Way way, String kind, int rounds) throws UserMistake {
        List<MachineConfig.Module> modules = Arrays.stream(new String[] {"init", "work"})
                .map(name -> new MachineConfig.Module(
                        name, image.program(name).orElseThrow().elf()))
                .toList();
        try {
            MachineConfig config = new MachineConfig(1, MEMORY_MIB, Profiles.load(way.profile)).withModules(modules);
            Machine machine = Machine.boot(config, image.elf(), words(kind, rounds));
            machine.compile(way.compiles);
            return machine;
        } catch (ImageException e) {
            throw new UserMistake(e.getMessage());
        }
    }

    private static Run finish(Machine machine) throws UserMistake {
        long begin = System.nanoTime();
        while (machine.state() instanceof MachineState.Running) {
            machine.run(Interleavings.byTime(), SLICE);
        }
        double seconds = (double) (System.nanoTime() - begin) / TimeUnit.SECONDS.toNanos(1);
        if (!machine.serialOutput().contains(" gives ")) {
            throw new UserMistake("The program did not finish its work: " + machine.state() + ".");
        }
        return new Run(machine.steps(), seconds);
    }
}
