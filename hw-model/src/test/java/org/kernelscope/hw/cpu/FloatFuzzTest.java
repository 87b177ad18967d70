/* Whatever the unit holds and whatever the instruction is, a turn ends normally. */
package org.kernelscope.hw.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.fpu.Extended;
import org.kernelscope.hw.fpu.FloatRegisters;
import org.kernelscope.hw.state.StateReader;
import org.kernelscope.hw.state.StateWriter;

class FloatFuzzTest {
    private static final int RUNS = 60_000;
    private static final int CODE = 0x1000;
    private static final int[] EXPONENTS = {
        0, 1, 2, 0x3FBE, 0x3FFD, 0x3FFE, 0x3FFF, 0x4000, 0x403D, 0x403E, 0x7FFE, 0x7FFF
    };
    private static final long[] SIGNIFICANDS = {
        0, 1, Long.MIN_VALUE, Long.MIN_VALUE + 1, -1, 1L << 62, 3L << 62, 3L << 61, 0xFFFF_FF80_0000_0000L
    };

    @Test
    void randomNumbersControlsAndOpcodes() {
        Random random = new Random(17);
        TestMachine machine = Rings.kernel("");
        machine.recording = false;
        Registers g = machine.core.registers();
        int operations = 0;
        for (int run = 0; run < RUNS; run++) {
            machine.put(
                    CODE + 0xF000, "%02x%02x05000002000000".formatted(0xD8 | random.nextInt(8), random.nextInt(256)));
            randomState(machine.core.floats(), random);
            g.eip = Rings.CODE;
            Arrays.fill(g.r, 0, 8, 0x2_0000);
            g.r[Registers.ESP] = Rings.KERNEL_STACK;
            g.cr0 |= Registers.CR0_NE;
            boolean waiting = machine.core.floats().pending();
            machine.core.step();
            boolean done = g.eip > Rings.CODE && g.eip < Rings.CODE + 16;
            boolean faulted = g.eip == Rings.handler(Fault.INVALID_OPCODE)
                    || g.eip == Rings.handler(Fault.FLOATING_POINT) && waiting
                    || g.eip == Rings.handler(Fault.PAGE);
            assertTrue(done || faulted, () -> "run at " + Integer.toHexString(g.eip));
            operations += done ? 1 : 0;
        }
        assertTrue(operations > RUNS / 4, "only " + operations + " were carried out");
    }

    @Test
    void savedUnitsComeBackWhole() throws ImageException {
        Random random = new Random(23);
        for (int run = 0; run < 200; run++) {
            FloatRegisters floats = new FloatRegisters();
            randomState(floats, random);
            StateWriter out = new StateWriter();
            floats.save(out);
            FloatRegisters loaded = new FloatRegisters();
            loaded.load(new StateReader(out.toBytes()));
            assertEquals(FloatImage.of(floats), FloatImage.of(loaded));
            assertEquals(floats.location(), loaded.location());
        }
    }

    private static void randomState(FloatRegisters floats, Random random) {
        for (int i = 0; i < 8; i++) {
            int exponent = random.nextBoolean() ? EXPONENTS[random.nextInt(EXPONENTS.length)] : random.nextInt(0x8000);
            long significand =
                    random.nextBoolean() ? SIGNIFICANDS[random.nextInt(SIGNIFICANDS.length)] : random.nextLong();
            floats.setHidden(i, new Extended(exponent | (random.nextBoolean() ? 0x8000 : 0), significand));
        }
        floats.setOccupied(random.nextInt(4) == 0 ? random.nextInt() : 0x7F >>> random.nextInt(3));
        floats.setStatusWord(random.nextInt(4) == 0 ? random.nextInt() : random.nextInt(8) << 11);
        floats.setControl(random.nextBoolean() ? random.nextInt() : random.nextInt() | 0x3F);
    }
}
