/* What the parts of going back cost: snapshots, restoring, hashes, and making a machine. */
package org.kernelscope.hw;

import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import org.kernelscope.hw.interleaving.Interleavings;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A machine of 64 MiB whose guest writes a word into each of so many pages, again and again. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class MachineBenchmark {
    private static final int MEMORY_MIB = 64;
    private static final int TURNS_A_PAGE = 4;

    /** MOV ESI, start; MOV ECX, pages; INC dword [ESI]; ADD ESI, 4096; DEC ECX; JNZ; JMP start. */
    private static final String CODE = "BE00002000 B9%02X%02X0000 FF06 81C600100000 49 75F5 EBE9";

    @Param({"16", "256"})
    private int pages;

    private byte[] image;
    private Machine machine;
    private Snapshot past;
    private int turns;

    /** A machine that has written to all of them. */
    @Setup
    public void start() throws ImageException {
        image = TestImage.elf(
                HexFormat.of().parseHex(CODE.formatted(pages & 0xFF, pages >> 8).replace(" ", "")));
        machine = made();
        turns = pages * TURNS_A_PAGE + 3;
        machine.run(Interleavings.byTime(), 10L * turns);
        past = machine.snapshot();
    }

    private Machine made() throws ImageException {
        HardwareProfile profile = HardwareProfile.parse("test", TestProfiles.SMALL);
        return Machine.boot(new MachineConfig(1, MEMORY_MIB, profile), image, "");
    }

    /** Building a machine and loading the image. */
    @Benchmark
    public Machine construction() throws ImageException {
        return made();
    }

    /** The turns that write to the pages; to be taken away from the next three. */
    @Benchmark
    public long turns() {
        return machine.run(Interleavings.byTime(), turns);
    }

    /** Those, and a snapshot. */
    @Benchmark
    public Snapshot snapshot() {
        machine.run(Interleavings.byTime(), turns);
        return machine.snapshot();
    }

    /** Those, and back to where the machine was before. */
    @Benchmark
    public long restore() {
        machine.run(Interleavings.byTime(), turns);
        machine.restore(past);
        return machine.steps();
    }

    /** Those, and a hash of the state. */
    @Benchmark
    public long stateHash() {
        machine.run(Interleavings.byTime(), turns);
        return machine.stateHash();
    }
}
