/* Loops over instructions that compiled regions call out for, or do on ordinary numbers and segments, go the same way. */
package org.kernelscope.hw.cpu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kernelscope.hw.state.StateWriter;

class RegionOutsideTest {
    private static final int PROGRAMS = 300;
    private static final int TURNS = 5_000;
    private static final int CODE = 0x1_0000;
    private static final int DATA = 0x2_0000;

    /** What goes on as a rule; operands are in memory at ESI and EDI. */
    private static final String HARMLESS = """
            load single           D9 46 10
            load double           DD 46 1C
            load integer          DB 46 18
            load short integer    DF 46 18
            load extended         DB 6E 40
            load register         D9 C1
            load one, zero, pi    D9 E8 D9 EE D9 EB
            add double            DC 46 28
            multiply single       D8 4E 04
            divide by single      D8 76 04
            subtract from double  DC 6E 08
            add and pop           DE C1
            multiply              D8 C9
            reverse               DC E9
            divide and pop        DE F1
            divide into           D8 FA
            exchange              D9 C9
            change sign           D9 E0
            magnitude             D9 E1
            store double          DD 57 10
            store and pop         DD 5F 18
            store single          D9 5F 08
            store register        DD D1
            pop into register     DD DA
            store integer         DB 5F 18
            square root           D9 FA
            round                 D9 FC
            compare               D8 D1
            compare into flags    DB F1
            move if below         DA C1
            status                DF E0
            control to memory     D9 7F 20
            start anew            DB E3
            precision             66 C7 47 30 7F 02 D9 6F 30
            rounding              66 C7 47 30 7F 0F D9 6F 30
            media                 0F 6F 46 08 0F FC C1 0F 7F 47 10 0F 77
            vectors               0F 10 46 10 0F 58 C1 66 0F FE D0 F3 0F 11 47 04
            string move           A5
            string move of bytes  A4
            string store          AB
            string load           AC
            string scan           AF
            string compare        A7
            repeated move         51 B9 05 00 00 00 F3 A5 59
            repeated store        51 B9 07 00 00 00 F3 AB 59
            repeated scan         51 B9 09 00 00 00 F2 AE 59
            repeated, of none     51 31 C9 F3 A4 59
            direction             FD A5 FC
            bit                   0F A3 D0
            bit set               0F AB D0
            bit in memory         0F BA 6E 04 05
            double shift          0F A4 D0 05
            double shift by CL    0F AD D0
            rotate through carry  D1 D3
            scan memory           0F BC 46 08
            add of words          66 01 D8
            count words           66 FF C2
            word from byte        66 0F BE C2
            product of words      66 F7 E3
            exchange with memory  87 46 08
            locked addition       F0 0F C1 46 04
            locked comparison     F0 0F B1 56 0C
            locked count          F0 FF 46 10
            all registers         60 61
            flags                 9C 9D
            flags and AH          9F 9E
            carry                 F5 F8 F9
            decimal               27 2F 37 3F
            digits                D4 0A D5 0A
            time                  0F 31
            interrupts off        FA
            task                  0F 00 C8
            machine status        0F 01 E0
            segment               8C D8
            segment saved         1E 1F
            segment loaded        0F A8 0F A9
            from FS               64 8B 46 04
            byte from FS          64 0F B6 46 05
            added from FS         64 03 46 08
            to GS                 65 89 47 08
            changed in GS         65 83 47 0C 05
            counted in GS         65 FF 47 10
            from code             2E 8B 46 04
            """;

    /** What faults, ends regions or makes others fault. */
    private static final String RARE = """
            unit taken away       0F 20 C0 83 C8 08 0F 22 C0
            unit given            0F 06
            exceptions            66 C7 47 30 60 03 D9 6F 30
            signaling number      C7 47 34 01 00 80 7F D9 47 34
            denormal number       C7 47 34 01 00 00 00 D8 47 34
            infinity              C7 47 34 00 00 80 7F D8 47 34
            beyond FS             64 8B 86 00 08 00 00
            beyond memory         DD 05 00 00 20 00
            far string            57 BF 00 00 18 00 AB 5F
            quotient too large    66 F7 F3
            null segment          06 31 C0 8E C0 07
            interrupts on         FB
            own code              88 05 08 00 01 00
            short address         67 8B 47 04
            load across lines     DD 46 3C
            store across lines    DD 57 3C
            load of odd words     DD 46 24
            store far from words  DD 57 11
            """;

    private static final String THREE_NUMBERS = "DB E3 D9 E8 D9 EB D9 E8";

    static Stream<String> harmless() {
        return HARMLESS.lines();
    }

    @ParameterizedTest
    @MethodSource("harmless")
    void staysInRegions(String row) {
        TestMachine machine = machine(new Random(5), List.of(THREE_NUMBERS, "83 C0 01", bytes(row), "83 C2 01"));
        machine.core.regions().hotAfter(3);
        int turns = 0;
        while (turns < 2_000) {
            turns += (int) machine.core.run(1_000, Long.MAX_VALUE);
        }
        assertTrue(
                machine.core.regions().turns() > turns * 3 / 4,
                row + ": " + machine.core.regions().turns());
    }

    @Test
    void loopsGoTheSameWay() {
        List<String> harmless = HARMLESS.lines().toList();
        List<String> rare = RARE.lines().toList();
        long compiled = 0;
        for (int seed = 0; seed < PROGRAMS; seed++) {
            Random random = new Random(seed);
            int length = 3 + random.nextInt(12);
            List<String> rows = random.ints(length, 0, 100)
                    .mapToObj(i -> i < 4 ? rare.get(i % rare.size()) : harmless.get(random.nextInt(harmless.size())))
                    .toList();
            if (seed % 3 == 0) {
                rows = Stream.concat(rows.stream(), Stream.of(rare.get(seed / 3 % rare.size())))
                        .toList();
            }
            compiled += goesTheSameWay(seed, rows);
        }
        assertTrue(compiled > PROGRAMS * TURNS / 3, "too little was compiled: " + compiled + " turns");
    }

    /** Turns that regions took. */
    private static long goesTheSameWay(int seed, List<String> rows) {
        String first = seed % 4 == 3 ? "90" : THREE_NUMBERS;
        List<String> code = Stream.concat(Stream.of(first), rows.stream().map(RegionOutsideTest::bytes))
                .toList();
        TestMachine one = machine(new Random(seed), code);
        TestMachine other = machine(new Random(seed), code);
        one.core.regions().compile(false);
        other.core.regions().hotAfter(2);
        if (seed % 5 == 1) {
            other.watch.observer(Optional.of(event -> {}));
        }
        Random chunks = new Random(seed);
        for (int turns = 0; turns < TURNS; ) {
            long taken = other.core.run(1 + chunks.nextInt(900), other.core.clock() + 1 + chunks.nextInt(1_500));
            long begin = 0;
            for (int i = 0; i < taken; i++) {
                begin = one.core.clock();
                one.core.step();
            }
            turns += (int) taken;
            assertEquals(
                    begin, other.core.stretch().latest(), "seed " + seed + ", when the latest turn began: " + rows);
            assertArrayEquals(state(one), state(other), "seed " + seed + " after " + turns + " turns: " + rows);
            if (!other.core.canRun()) {
                break;
            }
        }
        assertArrayEquals(
                one.memory.copy(0, TestMachine.MEMORY), other.memory.copy(0, TestMachine.MEMORY), "seed " + seed);
        return other.core.regions().turns();
    }

    private static String bytes(String row) {
        return row.substring(22);
    }

    private static byte[] state(TestMachine machine) {
        StateWriter out = new StateWriter();
        machine.core.save(out);
        return out.toBytes();
    }

    /** A loop over these instructions; faults begin it anew. */
    private static TestMachine machine(Random random, List<String> body) {
        TestMachine machine = new TestMachine(InterpreterTest.EVEN);
        machine.recording = false;
        ByteArrayOutputStream code = new ByteArrayOutputStream();
        int source = DATA + random.nextInt(0x20) * 4;
        int target = DATA + 0x200 + random.nextInt(0x20) * 4;
        put(code, "BC", DATA + 0x800);
        put(code, "BE", source);
        put(code, "BF", target);
        put(code, "B9", 40);
        int start = code.size();
        body.forEach(hex -> put(code, hex));
        put(code, "BE", source);
        put(code, "BF", target);
        put(code, "49 0F 85", start - code.size() - 17);
        put(code, "E9", -code.size() - 5);
        machine.memory.fill(CODE, code.toByteArray(), 0, code.size());
        machine.core.enterProtectedFlat(CODE, 0, 0);
        tables(machine, random.nextBoolean());
        Registers g = machine.core.registers();
        for (int register : new int[] {Registers.EAX, Registers.EBX, Registers.EDX, Registers.EBP}) {
            g.r[register] = random.nextInt();
        }
        for (int at = 0; at < 0x1000; at += 4) {
            boolean ordinary = random.nextInt(4) != 0;
            int word = ordinary ? Float.floatToRawIntBits((random.nextFloat() - 0.5f) * 100) : random.nextInt();
            machine.memory.write32(DATA + at, word);
        }
        return machine;
    }

    private static void tables(TestMachine machine, boolean paged) {
        Registers g = machine.core.registers();
        g.cr4 |= Registers.CR4_OSFXSR;
        g.cr0 |= Registers.CR0_NE;
        g.idtBase = 0x3000;
        g.idtLimit = 0x7FF;
        g.gdtBase = 0x800;
        g.gdtLimit = 0xFF;
        machine.put64(0x808, TestMachine.flatDescriptor(0x9B));
        machine.put64(0x810, TestMachine.flatDescriptor(0x93));
        machine.put64(0x818, 0x0040_9300_0010_0000L | DATA + 0x600);
        for (int vector = 0; vector < 256; vector++) {
            machine.put64(0x3000 + vector * 8, TestMachine.gate(8, CODE, 0xE, 0));
        }
        g.setSegment(Registers.CS, 8, 0, -1, g.rights[Registers.CS]);
        for (int segment : new int[] {Registers.ES, Registers.SS, Registers.DS, Registers.GS}) {
            g.setSegment(segment, 0x10, 0, -1, g.rights[Registers.DS]);
        }
        g.setSegment(
                Registers.FS,
                0x18,
                0x10,
                DATA + 0x600,
                Segments.rightsOf(
                        machine.memory.read32(0x818) & 0xFFFF_FFFFL | (long) machine.memory.read32(0x81C) << 32));
        if (paged) {
            for (int page = 0; page < 256; page++) {
                machine.memory.write32(0x5000 + page * 4, page << 12 | 3);
            }
            machine.memory.write32(0x4000, 0x5003);
            g.cr3 = 0x4000;
            g.cr0 |= Registers.CR0_PG | Registers.CR0_WP;
        }
    }

    private static void put(ByteArrayOutputStream code, String hex) {
        code.writeBytes(HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    private static void put(ByteArrayOutputStream code, String hex, int word) {
        put(code, hex);
        for (int i = 0; i < 4; i++) {
            code.write(word >>> i * 8);
        }
    }
}
