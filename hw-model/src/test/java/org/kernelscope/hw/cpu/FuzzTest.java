/* Whatever the bytes are, a turn ends normally. */
package org.kernelscope.hw.cpu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.kernelscope.hw.CoreState.Activity;
import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.state.StateReader;
import org.kernelscope.hw.state.StateWriter;

class FuzzTest {
    private static final int RUNS = 400;
    private static final int STEPS = 1500;
    private static final int[] PREFIXES = {0x66, 0xF2, 0xF3, 0xF0};

    @Test
    void randomBytesAsCodeTablesAndRegisters() {
        Random random = new Random(7);
        long retired = 0;
        for (int run = 0; run < RUNS; run++) {
            TestMachine machine = randomMachine(random);
            for (int i = 0; i < STEPS && machine.core.activity() != Activity.SHUT_DOWN; i++) {
                if (i % 97 == 0) {
                    machine.pending.add(random.nextInt(256));
                }
                machine.core.step();
            }
            retired += machine.core.retired();
        }
        assertTrue(retired > RUNS, "hardly anything ran: " + retired);
    }

    @Test
    void savedAndLoadedRunsStayEqual() throws ImageException {
        for (int run = 0; run < 100; run++) {
            TestMachine first = randomMachine(new Random(run));
            TestMachine second = randomMachine(new Random(run));
            first.steps(200);
            for (int i = 0; i < 200; i++) {
                if (i % 20 == 0) {
                    second.core.load(new StateReader(save(second)));
                }
                second.core.step();
            }
            assertArrayEquals(save(first), save(second), "seed " + run);
        }
    }

    private static byte[] save(TestMachine machine) {
        StateWriter out = new StateWriter();
        machine.core.save(out);
        return out.toBytes();
    }

    private static TestMachine randomMachine(Random random) {
        TestMachine machine = new TestMachine();
        machine.recording = false;
        byte[] bytes = new byte[0x4_0000];
        random.nextBytes(bytes);
        if (random.nextBoolean()) {
            scatterPrefixed(bytes, random);
        }
        machine.memory.fill(0, bytes, 0, bytes.length);
        machine.core.enterProtectedFlat(random.nextInt(0x4_0000), random.nextInt(), random.nextInt());
        Registers g = machine.core.registers();
        for (int i = 0; i < 8; i++) {
            g.r[i] = random.nextInt(0x4_0000);
        }
        g.idtLimit = random.nextBoolean() ? 0x7FF : 0xFF;
        g.gdtLimit = 0xFFFF;
        g.gdtBase = random.nextInt(0x4_0000);
        if (random.nextInt(3) == 0) {
            for (int page = 0; page < 64; page++) {
                machine.memory.write32(0x2000 + page * 4, page << 12 | random.nextInt(0x1000) | 1);
            }
            machine.memory.write32(0x1000, 0x2067);
            g.cr3 = 0x1000;
            g.cr4 = random.nextInt() & (Registers.CR4_PSE | Registers.CR4_PGE);
            g.cr0 |= Registers.CR0_PG | random.nextInt() & Registers.CR0_WP;
        }
        if (random.nextInt(3) == 0) {
            g.cpl = 3;
        }
        if (random.nextInt(4) == 0) {
            machine.core.init();
            machine.core.startup(random.nextInt(0x40));
        }
        g.cr4 |= random.nextInt() & (Registers.CR4_OSFXSR | Registers.CR4_OSXMMEXCPT) | Registers.CR4_OSFXSR;
        g.eflags |= random.nextInt() & (Flags.STATUS | Flags.IF | Flags.DF | Flags.TF);
        return machine;
    }

    /** Two-byte opcodes with and without mandatory prefixes, mostly back to back. */
    private static void scatterPrefixed(byte[] bytes, Random random) {
        int at = random.nextInt(16);
        while (at < bytes.length - 8) {
            int prefix = random.nextInt(PREFIXES.length + 1);
            if (prefix < PREFIXES.length) {
                bytes[at++] = (byte) PREFIXES[prefix];
            }
            bytes[at] = 0x0F;
            at += 3 + (random.nextInt(8) == 0 ? random.nextInt(32) : 0);
        }
    }
}
