/* The workloads that come with the program: one for each thing that a machine can be slow at. */
package org.kernelscope.engine.bench;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.kernelscope.kernel.KernelBuilder;
import org.kernelscope.kernel.KernelImage;
import org.kernelscope.kernel.Program;
import org.kernelscope.kernel.ToolchainException;

/** Programs of the kernel, the kernel itself, and one that needs none. */
public final class Workloads {
    private static final int MEMORY_MIB = 64;
    private static final int CONTENDING = 4;
    private static final int MUCH = 8;
    private static final int SOME = 4;
    private static final Optional<String> GIVES = Optional.of(" gives ");
    private static final Optional<String> OK = Optional.of("entries: ok");

    /** On how many cores the locks are contended for; its name is the one that the target is about. */
    static final String CONTENTION = "contention, 4 cores";

    private Workloads() {}

    /** All, in the order of tables: some 300 million instructions each of those that are compared, 60 of the others. */
    public static List<Workload> bundled(KernelImage kernel, KernelBuilder builder) throws ToolchainException {
        byte[] floats = builder.floatProgram();
        Guest nothing = floats(floats, 0, 1);
        return Stream.of(
                        Stream.of(
                                program(kernel, "integer", 900, true),
                                program(kernel, "memory", 350, true),
                                program(kernel, "calls", 1100, true),
                                program(kernel, "branches", 220, true)),
                        Stream.of(new Workload(
                                "x87", 1000, SOME, rounds -> floats(floats, rounds, 1), nothing, false, true)),
                        Stream.of(
                                program(kernel, "pages", 5, false),
                                program(kernel, "system", 1500, false),
                                new Workload(
                                        CONTENTION,
                                        40_000,
                                        SOME,
                                        rounds -> contention(kernel, rounds),
                                        contention(kernel, 1),
                                        false,
                                        false),
                                new Workload(
                                        "boot, 4 cores",
                                        1,
                                        1,
                                        _ -> boot(kernel),
                                        floats(floats, 0, CONTENDING),
                                        false,
                                        false)))
                .flatMap(part -> part)
                .toList();
    }

    /** A guest of which nothing is known but that it ends. */
    public static Workload given(Guest guest, KernelBuilder builder) throws ToolchainException {
        return new Workload(
                guest.name(), 1, 1, _ -> guest, floats(builder.floatProgram(), 0, guest.cores()), false, false);
    }

    private static Workload program(KernelImage kernel, String kind, int rounds, boolean isCompared) {
        int more = isCompared ? MUCH : SOME;
        return new Workload(
                kind, rounds, more, many -> program(kernel, kind, many), program(kernel, kind, 1), isCompared, true);
    }

    private static Guest program(KernelImage kernel, String kind, int rounds) {
        List<Program> programs = Stream.of("init", "work")
                .map(name -> kernel.program(name).orElseThrow())
                .toList();
        String words = "run=user -- work " + kind + " " + rounds;
        return new Guest(kind, kernel.elf(), words, programs, 1, MEMORY_MIB, GIVES);
    }

    private static Guest floats(byte[] image, int rounds, int cores) {
        return new Guest("x87", image, "" + rounds, List.of(), cores, MEMORY_MIB, GIVES);
    }

    private static Guest contention(KernelImage kernel, int rounds) {
        String words = "run=contention section=100 think=300 seed=1 rounds=" + rounds;
        return new Guest(CONTENTION, kernel.elf(), words, List.of(), CONTENDING, MEMORY_MIB, OK);
    }

    /** To the first workload, which does nothing, with memory and all processors up. */
    private static Guest boot(KernelImage kernel) {
        String words = "run=frames rounds=1 pages=1";
        return new Guest("boot", kernel.elf(), words, List.of(), CONTENDING, MEMORY_MIB, Optional.empty());
    }
}
