/* Boots machines for a benchmark, one for each point, and keeps account of what they ran. */
package org.kernelscope.engine.bench;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.hw.HardwareProfile;
import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.Interleaving;
import org.kernelscope.hw.Machine;
import org.kernelscope.hw.MachineConfig;
import org.kernelscope.hw.MachineState;
import org.kernelscope.hw.interleaving.Interleavings;
import org.kernelscope.kernel.KernelImage;
import org.kernelscope.kernel.Program;
import org.kernelscope.kernel.ToolchainException;
import org.kernelscope.kernel.Variant;

/** One run of one benchmark. */
public final class Bench {
    private static final int MEMORY_MIB = 32;
    private static final long MOST_TURNS = 2_000_000_000L;
    private static final long SLICE = 1_000_000;
    private static final int GUEST_SUCCESS = 33;

    private final Kernels kernels;
    private final HardwareProfile profile;
    private final Consumer<String> progress;
    private final Map<String, String> images = new TreeMap<>();

    /** Where kernels come from. */
    @FunctionalInterface
    public interface Kernels {
        KernelImage of(Variant variant) throws UserMistake, ToolchainException;
    }

    Bench(Kernels kernels, HardwareProfile profile, Consumer<String> progress) {
        this.kernels = kernels;
        this.profile = profile;
        this.progress = progress;
    }

    /** The usual kernel for benchmarks: fine-grained MCS locks, cooperative threads, padded data, optimised. */
    static Variant usual() {
        return Variant.of(Variant.Lock.MCS, Variant.Optimisation.O2);
    }

    /** Hashes of the images that ran, by their variants. */
    Map<String, String> images() {
        return Map.copyOf(images);
    }

    void progress(String sentence) {
        progress.accept(sentence);
    }

    KernelImage image(Variant variant) throws UserMistake, ToolchainException {
        KernelImage image = kernels.of(variant);
        images.put(
                String.join(" ", variant.folders()) + " "
                        + variant.optimisation().flag(),
                image.hash());
        return image;
    }

    /**
     * Boots a kernel and lets it run to its end, by virtual time.
     *
     * @param programs names of the user programs that it needs
     * @throws UserMistake where it does not end well, with what the kernel said
     */
    Outcome run(Variant variant, int cores, String commandLine, String... programs)
            throws UserMistake, ToolchainException, InterruptedException {
        return run(Interleavings.byTime(), variant, cores, commandLine, programs);
    }

    Outcome run(Interleaving policy, Variant variant, int cores, String commandLine, String... programs)
            throws UserMistake, ToolchainException, InterruptedException {
        Machine machine = boot(variant, cores, "kscope " + commandLine, List.of(programs));
        long left = MOST_TURNS;
        while (left > 0 && machine.state() instanceof MachineState.Running) {
            if (Thread.interrupted()) {
                throw new InterruptedException("the measurement was cancelled");
            }
            left -= machine.run(policy, Math.min(left, SLICE));
        }
        if (!(machine.state() instanceof MachineState.Exited(int code)) || code != GUEST_SUCCESS) {
            throw new UserMistake("The kernel (" + String.join(", ", variant.folders()) + ") with \"" + commandLine
                    + "\" on " + cores + " cores did not end well; it said:\n" + machine.serialOutput());
        }
        return new Outcome(machine);
    }

    private Machine boot(Variant variant, int cores, String commandLine, Collection<String> programs)
            throws UserMistake, ToolchainException {
        KernelImage image = image(variant);
        List<MachineConfig.Module> modules = image.programs().stream()
                .filter(program -> programs.contains(program.name()))
                .map(Bench::module)
                .toList();
        if (modules.size() < programs.size()) {
            throw new AssertionError("the kernel has not all of the programs " + programs);
        }
        try {
            return Machine.boot(
                    new MachineConfig(cores, MEMORY_MIB, profile).withModules(modules), image.elf(), commandLine);
        } catch (ImageException e) {
            throw new UserMistake(e.getMessage());
        }
    }

    private static MachineConfig.Module module(Program program) {
        return new MachineConfig.Module(program.name(), program.elf());
    }
}
