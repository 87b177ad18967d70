/* Many turns at once do what the same turns do one by one. */
package org.kernelscope.hw.cpu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.kernelscope.hw.CoreState.Activity;
import org.kernelscope.hw.state.StateWriter;

class InterpreterTest {
    private static final int PROGRAMS = 300;
    private static final int TURNS = 600;
    private static final int CODE = 0x1_0000;
    private static final int CODE_BYTES = 0x600;
    private static final int DATA = 0x2_0000;

    /** One-byte opcodes whose forms the interpreter has for itself, most of them with ModRM. */
    private static final int[] PLAIN = {
        0x01, 0x03, 0x05, 0x09, 0x0B, 0x11, 0x13, 0x19, 0x1B, 0x21, 0x23, 0x25, 0x29, 0x2B, 0x31, 0x33, 0x39, 0x3B,
        0x00, 0x02, 0x08, 0x12, 0x1A, 0x28, 0x2A, 0x38, 0x3A, 0x84, 0x85, 0x40, 0x4B, 0x50, 0x5B, 0x68, 0x6A, 0x69,
        0x6B, 0x74, 0x7C, 0x72, 0x81, 0x83, 0x80, 0x88, 0x89, 0x8A, 0x8B, 0x8D, 0x90, 0x93, 0x99, 0xA8, 0xA9, 0xB3,
        0xB8, 0xC1, 0xC3, 0xC6, 0xC7, 0xC9, 0xD1, 0xD3, 0xE8, 0xEB, 0xF7, 0xFE, 0xFF, 0x66, 0xF3, 0xF0, 0x64, 0x87
    };

    private static final int[] PLAIN_TWO = {0xAF, 0xB6, 0xB7, 0xBE, 0xBF, 0x44, 0x4C, 0x94, 0x9F, 0x84, 0xA3, 0xBC};

    private static final String WIDE = TestMachine.PROFILE.replace("width = 1", "width = 4");
    /** Every instruction takes one cycle: code is compiled. */
    static final String EVEN = TestMachine.PROFILE
            .replaceAll("(cost[.][a-z0-9-]+) = \\d+", "$1 = 0")
            .replace("cost.simple = 0", "cost.simple = 1")
            .replace("timed = 1", "timed = 0");

    @Test
    void randomProgramsGoTheSameWay() {
        assertEquals(0, goTheSameWay(WIDE, 60));
    }

    @Test
    void randomProgramsGoTheSameWayCompiled() {
        long compiled = goTheSameWay(EVEN, 400);
        assertTrue(compiled > PROGRAMS, "hardly anything was compiled: " + compiled + " turns");
    }

    /** Turns that compiled regions took. */
    private static long goTheSameWay(String profile, int longest) {
        long together = 0;
        long compiled = 0;
        for (int seed = 0; seed < PROGRAMS; seed++) {
            TestMachine one = machine(profile, new Random(seed));
            TestMachine other = machine(profile, new Random(seed));
            one.core.regions().compile(false);
            other.core.regions().hotAfter(1);
            Random chunks = new Random(seed);
            int turns = 0;
            while (turns < TURNS && other.core.canRun()) {
                int most = 1 + chunks.nextInt(longest);
                long before = other.core.clock() + 1 + chunks.nextInt(3 * longest);
                long taken = other.core.run(most, before);
                assertTrue(taken >= 1 && taken <= most, "turns taken");
                together += taken > 1 ? taken : 0;
                for (int i = 0; i < taken; i++) {
                    assertTrue(i == 0 || one.core.clock() < before, "a turn began too late");
                    assertTrue(
                            i < taken - 1 || other.core.stretch().latest() == one.core.clock(),
                            "when the latest turn began");
                    one.core.step();
                }
                turns += (int) taken;
                assertArrayEquals(state(one), state(other), "seed " + seed + " after " + turns + " turns");
            }
            assertEquals(one.accesses, other.accesses, "seed " + seed);
            assertArrayEquals(
                    one.memory.copy(0, TestMachine.MEMORY), other.memory.copy(0, TestMachine.MEMORY), "seed " + seed);
            compiled += other.core.regions().turns();
        }
        assertTrue(together > PROGRAMS * 20L, "hardly anything ran together: " + together);
        return compiled;
    }

    private static byte[] state(TestMachine machine) {
        StateWriter out = new StateWriter();
        machine.core.save(out);
        return out.toBytes();
    }

    private static TestMachine machine(String profile, Random random) {
        TestMachine machine = new TestMachine(profile);
        byte[] code = new byte[CODE_BYTES + 16];
        for (int i = 0; i < CODE_BYTES; i++) {
            int dice = random.nextInt(8);
            code[i] = (byte)
                    (dice == 0 ? random.nextInt(256) : dice < 6 ? PLAIN[random.nextInt(PLAIN.length)] : modRm(random));
            if (dice == 7 && i + 1 < CODE_BYTES) {
                code[i] = 0x0F;
                code[++i] = (byte) PLAIN_TWO[random.nextInt(PLAIN_TWO.length)];
            }
        }
        machine.memory.fill(CODE, code, 0, code.length);
        machine.core.enterProtectedFlat(CODE + random.nextInt(CODE_BYTES), 0, 0);
        Registers g = machine.core.registers();
        for (int i = 0; i < 8; i++) {
            g.r[i] = DATA + random.nextInt(0x100) * (random.nextInt(4) == 0 ? 1 : 4);
        }
        g.idtLimit = 0x7FF;
        g.gdtBase = 0x800;
        g.gdtLimit = 0xFF;
        machine.put64(0x808, TestMachine.flatDescriptor(0x9B));
        machine.put64(0x810, TestMachine.flatDescriptor(0x93));
        for (int vector = 0; vector < 256; vector++) {
            machine.put64(vector * 8, TestMachine.gate(8, CODE + random.nextInt(CODE_BYTES), 0xE, 0));
        }
        if (random.nextBoolean()) {
            for (int page = 0; page < 256; page++) {
                machine.memory.write32(0x5000 + page * 4, page << 12 | (random.nextInt(16) == 0 ? 1 : 3));
            }
            machine.memory.write32(0x4000, 0x5003);
            g.cr3 = 0x4000;
            g.cr0 |= Registers.CR0_PG | Registers.CR0_WP;
        }
        assertEquals(Activity.RUNNING, machine.core.activity());
        return machine;
    }

    /** Registers, or addresses near a register, which the data are. */
    private static int modRm(Random random) {
        int mod = random.nextInt(3);
        return (mod == 2 ? 3 : mod) << 6 | random.nextInt(64);
    }
}
