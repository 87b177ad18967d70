/* Loops of plain instructions do the same compiled as one by one, and are compiled. */
package org.kernelscope.hw.cpu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.Written;
import org.kernelscope.hw.memory.PageVersions;
import org.kernelscope.hw.state.StateReader;
import org.kernelscope.hw.state.StateWriter;

class RegionTest {
    private static final int PROGRAMS = 250;
    private static final int TURNS = 8_000;
    private static final int CODE = 0x1_0000;
    private static final int DATA = 0x2_0000;

    /** Opcodes with ModRM; those above 0xFF are two bytes long. */
    private static final int[] WITH_OPERANDS = {
        0x01, 0x03, 0x09, 0x0B, 0x11, 0x13, 0x19, 0x1B, 0x21, 0x23, 0x29, 0x2B, 0x31, 0x33, 0x39, 0x3B, 0x00, 0x02,
        0x08, 0x12, 0x1A, 0x28, 0x2A, 0x38, 0x3A, 0x84, 0x85, 0x88, 0x89, 0x8A, 0x8B, 0x8B, 0x89, 0xD1, 0xD3, 0xFE,
        0xFF, 0xF7, 0x1AF, 0x1B6, 0x1B7, 0x1BE, 0x1BF, 0x144, 0x14C, 0x192, 0x195, 0x19F, 0x1BC, 0x1BD
    };

    private static final int[] WITH_IMMEDIATE = {0x81, 0x83, 0x80, 0xC1, 0x69, 0x6B, 0xC6, 0xC7};

    /** One byte each: INC EAX, DEC EBX, PUSH EDX, POP EDX, CWDE, CDQ, NOP, XCHG EDX. */
    private static final int[] ALONE = {0x40, 0x4B, 0x98, 0x99, 0x90, 0x92};

    @Test
    void loopsGoTheSameWay() {
        long compiled = 0;
        for (int seed = 0; seed < PROGRAMS; seed++) {
            TestMachine one = machine(seed);
            TestMachine other = machine(seed);
            one.core.regions().compile(false);
            other.core.regions().hotAfter(3);
            if (seed % 2 == 1) {
                other.watch.observer(Optional.of(event -> {}));
            }
            Random chunks = new Random(seed);
            askForWrites(one, seed);
            askForWrites(other, seed);
            for (int turns = 0; turns < TURNS; ) {
                long taken = other.core.run(1 + chunks.nextInt(2_000), other.core.clock() + 1 + chunks.nextInt(3_000));
                long begin = 0;
                for (int i = 0; i < taken; i++) {
                    begin = one.core.clock();
                    one.core.step();
                }
                turns += (int) taken;
                assertEquals(begin, other.core.stretch().latest(), "seed " + seed + ", when the latest turn began");
                assertArrayEquals(state(one), state(other), "seed " + seed + " after " + turns + " turns");
                assertEquals(one.memory.noted(), other.memory.noted(), "seed " + seed + ", whether that was written");
            }
            assertSameBytes(one.memory.traced(), other.memory.traced(), "seed " + seed);
            assertArrayEquals(
                    one.memory.copy(0, TestMachine.MEMORY), other.memory.copy(0, TestMachine.MEMORY), "seed " + seed);
            compiled += other.core.regions().turns();
        }
        assertTrue(compiled > PROGRAMS * TURNS / 4, "too little was compiled: " + compiled + " turns");
    }

    /** By seed nobody asks, or for some bytes of the page that the loop writes, or for all that is written, or both. */
    private static void askForWrites(TestMachine machine, int seed) {
        Random random = new Random(seed);
        if ((seed & 4) != 0) {
            machine.memory.traceWrites();
        }
        if ((seed & 8) != 0) {
            machine.memory.noteWrites(DATA + random.nextInt(0x400), 1 + random.nextInt(8));
        }
    }

    private static void assertSameBytes(Written one, Written other, String words) {
        for (int at = 0; at < TestMachine.MEMORY; at++) {
            assertEquals(one.meets(at, 1), other.meets(at, 1), words + ", byte " + at);
        }
    }

    @Test
    void compiledStoresBesideWatchedBytesGoOnAndThoseOnThemAreNoted() {
        for (int watched = DATA - 8; watched <= DATA + 12; watched += 4) {
            TestMachine machine = new TestMachine(InterpreterTest.EVEN);
            machine.put(CODE, "41   89 4E 04   66 89 4E 02   EB F6");
            machine.core.enterProtectedFlat(CODE, 0, 0);
            machine.core.registers().r[Registers.ESI] = DATA;
            machine.core.regions().hotAfter(3);
            machine.memory.noteWrites(watched, 4);
            run(machine, 4_000);
            boolean hit = watched == DATA || watched == DATA + 4;
            assertEquals(hit, machine.memory.noted(), "bytes at " + (watched - DATA));
            long compiled = machine.core.regions().turns();
            assertTrue(hit || compiled > 3_500, compiled + " turns were compiled");
            assertTrue(!hit || compiled < 3_500, "what hits is left to the interpreter");
        }
    }

    @Test
    void codeThatIsWrittenIsMadeAnew() {
        TestMachine machine = TestMachine.flat(CODE, """
                B9 00 01 00 00   31 C0   83 C0 01   49   75 FA   83 2D 09 00 01 00 FF   EB EB
                """.replaceAll("\\s", ""));
        TestMachine even = new TestMachine(InterpreterTest.EVEN);
        even.memory.fill(CODE, machine.memory.copy(CODE, 64), 0, 64);
        even.core.enterProtectedFlat(CODE, 0, 0);
        even.core.regions().hotAfter(3);
        even.core.run(2 + 256 * 3, Long.MAX_VALUE);
        assertEquals(256, even.register(Registers.EAX), "each round adds one");
        even.core.run(1, Long.MAX_VALUE);
        even.core.run(1 + 2 + 256 * 3, Long.MAX_VALUE);
        int done = even.register(Registers.EAX);
        for (int i = 0; i < 4_000 && even.register(Registers.EAX) != 512; i++) {
            even.core.run(1, Long.MAX_VALUE);
        }
        assertTrue(done > 256 && even.register(Registers.EAX) == 512, "the second time each round adds two: " + done);
        assertTrue(even.core.regions().turns() > 512, "regions ran");
    }

    @Test
    void codeComesBackWithItsMemory() throws ImageException {
        TestMachine machine = new TestMachine(InterpreterTest.EVEN);
        TestMachine written = TestMachine.flat(CODE, """
                B9 00 01 00 00   31 C0   83 C0 01   49   75 FA   83 2D 09 00 01 00 FF   EB EB
                """.replaceAll("\\s", ""));
        machine.memory.fill(CODE, written.memory.copy(CODE, 64), 0, 64);
        machine.core.enterProtectedFlat(CODE, 0, 0);
        machine.core.regions().hotAfter(3);
        PageVersions versions = new PageVersions(machine.memory);
        List<PageVersions.Version> memories = new ArrayList<>();
        List<byte[]> states = new ArrayList<>();
        List<Long> hashes = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            memories.add(versions.take());
            hashes.add(versions.hash());
            states.add(state(machine));
            run(machine, 500);
        }
        for (int from : new int[] {6, 0, 3, 0, 5, 2, 1, 4}) {
            versions.restore(memories.get(from));
            machine.core.load(new StateReader(states.get(from)));
            run(machine, 500);
            assertArrayEquals(states.get(from + 1), state(machine), "from " + from);
            assertEquals(hashes.get(from + 1), versions.hash(), "from " + from);
        }
        assertTrue(machine.core.regions().turns() > 4_000, "regions ran");
    }

    private static void run(TestMachine machine, long turns) {
        for (long taken = 0; taken < turns; ) {
            taken += machine.core.run(turns - taken, Long.MAX_VALUE);
        }
    }

    private static byte[] state(TestMachine machine) {
        StateWriter out = new StateWriter();
        machine.core.save(out);
        return out.toBytes();
    }

    /** A loop over random instructions on EAX, EBX, EDX, EBP and words near ESI and EDI; ECX counts rounds. */
    private static TestMachine machine(int seed) {
        Random random = new Random(seed);
        TestMachine machine = new TestMachine(InterpreterTest.EVEN);
        ByteArrayOutputStream code = new ByteArrayOutputStream();
        int length = 5 + random.nextInt(25);
        for (int i = 0; i < length; i++) {
            instruction(code, random);
            if (random.nextInt(6) == 0) {
                code.write(0x70 + random.nextInt(16));
                code.write(1);
                code.write(0x90);
            }
        }
        byte[] body = code.toByteArray();
        code.write(0x49);
        code.writeBytes(new byte[] {0x0F, (byte) 0x85});
        word(code, -body.length - 7);
        code.write(0xB9);
        word(code, 40);
        code.write(0xE9);
        word(code, -body.length - 17);
        machine.memory.fill(CODE, code.toByteArray(), 0, code.size());
        machine.core.enterProtectedFlat(CODE, 0, 0);
        Registers g = machine.core.registers();
        for (int i = 0; i < 8; i++) {
            g.r[i] = random.nextInt();
        }
        g.r[Registers.ECX] = 40;
        g.r[Registers.ESP] = DATA + 0x800;
        g.r[Registers.ESI] = DATA + random.nextInt(0x40) * 4;
        g.r[Registers.EDI] = DATA + 0x200 + random.nextInt(0x40) * (random.nextInt(8) == 0 ? 1 : 4);
        for (int at = 0; at < 0x1000; at += 4) {
            machine.memory.write32(DATA + at, random.nextInt());
        }
        g.idtLimit = 0x7FF;
        g.gdtBase = 0x800;
        g.gdtLimit = 0xFF;
        machine.put64(0x808, TestMachine.flatDescriptor(0x9B));
        machine.put64(0x810, TestMachine.flatDescriptor(0x93));
        for (int vector = 0; vector < 256; vector++) {
            machine.put64(vector * 8, TestMachine.gate(8, CODE + body.length + 7, 0xE, 0));
        }
        if (random.nextBoolean()) {
            for (int page = 0; page < 256; page++) {
                machine.memory.write32(0x5000 + page * 4, page << 12 | 3);
            }
            machine.memory.write32(0x4000, 0x5003);
            g.cr3 = 0x4000;
            g.cr0 |= Registers.CR0_PG | Registers.CR0_WP;
        }
        return machine;
    }

    private static void instruction(ByteArrayOutputStream code, Random random) {
        switch (random.nextInt(8)) {
            case 0 -> code.write(ALONE[random.nextInt(ALONE.length)]);
            case 1 -> {
                int opcode = WITH_IMMEDIATE[random.nextInt(WITH_IMMEDIATE.length)];
                code.write(opcode);
                boolean move = opcode == 0xC6 || opcode == 0xC7;
                operands(code, random, move ? 0 : opcode == 0xC1 ? shift(random) : writable(random));
                if (opcode == 0x81 || opcode == 0x69 || opcode == 0xC7) {
                    word(code, random.nextInt());
                } else {
                    code.write(random.nextInt(256));
                }
            }
            default -> {
                int opcode = WITH_OPERANDS[random.nextInt(WITH_OPERANDS.length)];
                if (opcode > 0xFF) {
                    code.write(0x0F);
                }
                code.write(opcode);
                int reg = switch (opcode) {
                    case 0xD1, 0xD3 -> shift(random);
                    case 0xFE, 0xFF -> random.nextInt(2);
                    case 0xF7 -> 2 + random.nextInt(6);
                    default -> writable(random);
                };
                operands(code, random, reg);
            }
        }
    }

    private static int shift(Random random) {
        return new int[] {0, 1, 4, 5, 7}[random.nextInt(5)];
    }

    /** EAX, EDX, EBX or EBP; as bytes AL, DL, BL, CH, which leaves the count of rounds positive. */
    private static int writable(Random random) {
        return new int[] {0, 2, 3, 0, 2, 3, 5}[random.nextInt(7)];
    }

    private static void operands(ByteArrayOutputStream code, Random random, int reg) {
        if (random.nextBoolean()) {
            code.write(0xC0 | reg << 3 | writable(random));
        } else {
            code.write(0x40 | reg << 3 | 6 + random.nextInt(2));
            code.write(random.nextInt(32) * (random.nextInt(16) == 0 ? 1 : 4));
        }
    }

    private static void word(ByteArrayOutputStream code, int value) {
        for (int i = 0; i < 4; i++) {
            code.write(value >>> i * 8);
        }
    }
}
