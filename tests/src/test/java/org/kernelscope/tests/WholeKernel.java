/* A whole kernel with its programs on the laboratory's own machine. */
package org.kernelscope.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import org.kernelscope.engine.Profiles;
import org.kernelscope.hw.Interleaving;
import org.kernelscope.hw.Machine;
import org.kernelscope.hw.MachineConfig;
import org.kernelscope.hw.MachineState;
import org.kernelscope.hw.MemoryOrder;
import org.kernelscope.hw.interleaving.Interleavings;
import org.kernelscope.kernel.BuildLimits;
import org.kernelscope.kernel.BuildResult;
import org.kernelscope.kernel.CacheFolder;
import org.kernelscope.kernel.Diagnostic;
import org.kernelscope.kernel.KernelBuilder;
import org.kernelscope.kernel.KernelImage;
import org.kernelscope.kernel.KernelSources;
import org.kernelscope.kernel.Toolchain;
import org.kernelscope.kernel.ToolchainException;
import org.kernelscope.kernel.ToolchainSource;
import org.kernelscope.kernel.Variant;

/**
 * A kernel and the machine on which it is to run.
 *
 * @param image the kernel
 * @param modules what the loader gives it, usually its programs
 * @param cores number of processors
 * @param memoryMiB size of RAM in MiB
 * @param policy which core has the next turn
 * @param order when stores become visible
 */
record WholeKernel(
        KernelImage image,
        List<MachineConfig.Module> modules,
        int cores,
        int memoryMiB,
        Interleaving policy,
        MemoryOrder order) {
    private static final int PASSED = 33;
    private static final int REFUSED = 35;

    /** The bundled kernel on 4 cores with 64 MiB, interleaved by time. */
    static WholeKernel of(Variant variant) throws ToolchainException {
        return of(KernelSources.bundled(), variant);
    }

    static WholeKernel of(KernelSources sources, Variant variant) throws ToolchainException {
        KernelImage image = switch (builder().build(sources, variant)) {
            case BuildResult.Built built -> built.image();
            case BuildResult.Failed failed ->
                throw new AssertionError(
                        failed.diagnostics().stream().map(Diagnostic::toString).collect(Collectors.joining("\n")));
        };
        List<MachineConfig.Module> programs = image.programs().stream()
                .map(program -> new MachineConfig.Module(program.name(), program.elf()))
                .toList();
        return new WholeKernel(image, programs, 4, 64, Interleavings.byTime(), MemoryOrder.SEQUENTIAL);
    }

    static KernelBuilder builder() throws ToolchainException {
        return new KernelBuilder(
                Toolchain.locate(ToolchainSource.ofEnvironment()), CacheFolder.ofUser(), BuildLimits.usual());
    }

    WholeKernel withCores(int number) {
        return new WholeKernel(image, modules, number, memoryMiB, policy, order);
    }

    WholeKernel withMemoryMiB(int size) {
        return new WholeKernel(image, modules, cores, size, policy, order);
    }

    WholeKernel withModules(List<MachineConfig.Module> given) {
        return new WholeKernel(image, given, cores, memoryMiB, policy, order);
    }

    WholeKernel withPolicy(Interleaving given) {
        return new WholeKernel(image, modules, cores, memoryMiB, given, order);
    }

    WholeKernel withOrder(MemoryOrder given) {
        return new WholeKernel(image, modules, cores, memoryMiB, policy, given);
    }

    /** The machine with the kernel in memory, before its first turn. */
    Machine boot(String words) throws Exception {
        MachineConfig config = new MachineConfig(cores, memoryMiB, Profiles.load("core-i7"))
                .withModules(modules)
                .withOrder(order);
        return Machine.boot(config, image.elf(), "kscope " + words);
    }

    /** Runs with these words on the command line until the machine ends, {@code turns} at most. */
    Ended run(String words, long turns) throws Exception {
        Machine machine = boot(words);
        machine.run(policy, turns);
        return new Ended(machine.state(), machine.steps(), machine.serialOutput());
    }

    /**
     * How a run ended.
     *
     * @param state of the machine
     * @param steps turns taken
     * @param serial what was printed
     */
    record Ended(MachineState state, long steps, String serial) {
        /** The printed lines, without the empty ones. */
        List<String> lines() {
            return serial.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
        }

        /** All went as it should, and all that was taken was given back. */
        Ended passed() {
            assertEquals(new MachineState.Exited(PASSED), state, this::toString);
            assertFalse(serial.contains("FAILED"), this::toString);
            return balanced();
        }

        /** The kernel said that something went wrong, ended by itself, and lost nothing. */
        Ended refused() {
            assertEquals(new MachineState.Exited(REFUSED), state, this::toString);
            return balanced();
        }

        Ended balanced() {
            assertFalse(serial.contains("panic"), this::toString);
            String last = lines().isEmpty() ? "" : lines().getLast();
            assertTrue(last.matches("balance frames=.* containers=.* threads=.*: ok"), this::toString);
            return this;
        }

        /** Whether {@link #passed} holds. */
        boolean isSound() {
            return state.equals(new MachineState.Exited(PASSED))
                    && !serial.contains("FAILED")
                    && serial.strip().endsWith(": ok");
        }

        @Override
        public String toString() {
            return state + " after " + steps + " turns:\n" + serial;
        }
    }
}
