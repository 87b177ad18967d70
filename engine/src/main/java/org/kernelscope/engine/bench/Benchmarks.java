/* The list of benchmarks. */
package org.kernelscope.engine.bench;

import java.util.List;
import java.util.Optional;

/** What can be measured of the kernel. */
public final class Benchmarks {
    private static final List<Benchmark> ALL = List.of(
            LockLatency.BENCHMARK,
            BigLock.BENCHMARK,
            AlignmentCost.BENCHMARK,
            Messages.BENCHMARK,
            SystemCalls.BENCHMARK,
            ContextSwitches.BENCHMARK,
            FrameAllocation.BENCHMARK,
            Shootdowns.BENCHMARK);

    private Benchmarks() {}

    /** All, in the order in which they are listed. */
    public static List<Benchmark> all() {
        return ALL;
    }

    /** The benchmark of this name. */
    public static Optional<Benchmark> named(String name) {
        return ALL.stream().filter(each -> each.name().equals(name)).findFirst();
    }
}
