/* What the parts of one processor cost: a hit in the translation buffer, decoding, a turn interpreted, a region's call. */
package org.kernelscope.hw.cpu;

import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import org.kernelscope.hw.HardwareProfile;
import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.MemoryOrder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** On the machine of the tests: one core, 1 MiB, a cycle for each instruction. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ProcessorBenchmark {
    private static final int CODE = 0x1_0000;
    private static final int DIRECTORY = 0x4000;
    private static final int TABLE = 0x5000;
    private static final int TURNS = 100_000;
    private static final int SHORTEST = 64;

    /** Adds up a page of words again and again: MOV, ADD, ADD, AND, DEC, JNZ. */
    private static final String LOOP = """
            BE 00 00 02 00   B9 FF FF FF 7F
            8B 06   01 C3   83 C6 04   81 E6 FC 0F 02 00   49   75 F0
            """;

    private static final byte[] INSTRUCTIONS =
            HexFormat.of().parseHex("8B449108" + "0FB64C2410" + "81C378563412" + "0F84001000008D7C3704");

    private TestMachine interpreting;
    private TestMachine compiling;
    private Paging paging;
    private Decoder decoder;
    private int linear;
    private int at;

    /** Machines that have run for a while, with paging. */
    @Setup
    public void start() throws ImageException {
        interpreting = machine();
        interpreting.core.regions().compile(false);
        compiling = machine();
        compiling.core.run(TURNS, Long.MAX_VALUE);
        interpreting.core.run(TURNS, Long.MAX_VALUE);
        paging = paging(compiling);
        decoder = decoder();
    }

    /** The translation of a core's registers, with buffers of its own. */
    private static Paging paging(TestMachine machine) throws ImageException {
        HardwareProfile profile = HardwareProfile.parse("test", InterpreterTest.EVEN);
        Watch watch = new Watch();
        return new Paging(
                0,
                machine.core.registers(),
                machine.memory,
                machine,
                Costs.from(profile),
                TlbGeometry.from(profile),
                watch,
                new Tally(),
                new PendingStores(0, machine.memory, watch, MemoryOrder.SEQUENTIAL));
    }

    private Decoder decoder() throws ImageException {
        HardwareProfile profile = HardwareProfile.parse("test", InterpreterTest.EVEN);
        return new Decoder(
                offset -> INSTRUCTIONS[at + offset] & 0xFF, Costs.from(profile), ProcessorModel.from(profile));
    }

    private static TestMachine machine() {
        TestMachine machine = new TestMachine(InterpreterTest.EVEN);
        machine.recording = false;
        machine.put(CODE, LOOP);
        for (int page = 0; page < 256; page++) {
            machine.memory.write32(TABLE + page * 4, page << 12 | 0x63);
        }
        machine.memory.write32(DIRECTORY, TABLE | 0x63);
        machine.core.enterProtectedFlat(CODE, 0, 0);
        Registers registers = machine.core.registers();
        registers.cr3 = DIRECTORY;
        registers.cr0 |= Registers.CR0_PG | Registers.CR0_WP;
        return machine;
    }

    /** A translation that the buffer holds. */
    @Benchmark
    public int tlbHit() {
        linear = linear + 4 & 0xFFF;
        return paging.translate(0x2_0000 + linear, false, false);
    }

    /** Decoding an instruction of four to seven bytes. */
    @Benchmark
    @OperationsPerInvocation(5)
    public int decode() {
        at = 0;
        for (int i = 0; i < 5; i++) {
            at += decoder.decode(true).length();
        }
        return at;
    }

    /** A turn of a loop that is interpreted. */
    @Benchmark
    @OperationsPerInvocation(TURNS)
    public long interpretedTurn() {
        return interpreting.core.run(TURNS, Long.MAX_VALUE);
    }

    /** A turn of the same loop, compiled. */
    @Benchmark
    @OperationsPerInvocation(TURNS)
    public long compiledTurn() {
        return compiling.core.run(TURNS, Long.MAX_VALUE);
    }

    /** A call of a region with the few turns that are the least for which it is called, and the turn after it. */
    @Benchmark
    public long regionCall() {
        return compiling.core.run(SHORTEST, Long.MAX_VALUE);
    }
}
