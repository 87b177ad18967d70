/* Whatever the prefixes, the opcode and the operands are, a vector instruction ends with a turn of the core. */
package org.kernelscope.hw.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kernelscope.hw.MemoryOrder;
import org.kernelscope.hw.simd.Mxcsr;

class SimdFuzzTest {
    private static final int RUNS = 60_000;
    /** The last page that is mapped ends where memory does. */
    private static final int NEAR_THE_END = 0xF_FFE0;

    private static final int[] PREFIXES = {0x66, 0xF2, 0xF3, 0x66, 0xF2, 0xF3, 0xF0, 0x64, 0x67, 0x2E};
    private static final Set<Integer> EXPECTED_FAULTS = Set.of(
            Fault.INVALID_OPCODE,
            Fault.DEVICE_NOT_AVAILABLE,
            Fault.GENERAL_PROTECTION,
            Fault.STACK,
            Fault.PAGE,
            Fault.FLOATING_POINT,
            Fault.SIMD);

    @ParameterizedTest
    @EnumSource(MemoryOrder.class)
    void randomPrefixesOpcodesAndOperands(MemoryOrder order) {
        Random random = new Random(29);
        TestMachine machine = Rings.kernel("", order);
        machine.recording = false;
        Registers g = machine.core.registers();
        Set<Integer> faults = new HashSet<>();
        int done = 0;
        for (int run = 0; run < RUNS; run++) {
            machine.memory.fill(Rings.CODE, code(random), 0, Decoder.MAX_LENGTH);
            prepare(machine, random);
            machine.core.step();
            if (g.eip > Rings.CODE && g.eip <= Rings.CODE + Decoder.MAX_LENGTH) {
                done++;
            } else {
                int vector = (g.eip - Rings.HANDLER) / 16;
                assertEquals(Rings.handler(vector), g.eip);
                faults.add(vector);
            }
            assertEquals(0, machine.core.vectors().control().bits() & ~Mxcsr.WRITABLE);
        }
        assertEquals(EXPECTED_FAULTS, faults);
        assertTrue(done > RUNS / 5, "only " + done + " were carried out");
    }

    @Test
    void everyRowIsHit() {
        Random random = new Random(31);
        Set<InstructionSet.Form> hit = new HashSet<>();
        for (int run = 0; run < RUNS; run++) {
            byte[] code = code(random);
            Instruction in = new Decoder(i -> i < code.length ? code[i] & 0xFF : 0, Costs.NONE).decode(true);
            hit.add(in.form());
        }
        long rows = SimdRows.table().lines().count();
        long vectors = hit.stream()
                .filter(form -> form.operation().group.compareTo(Operation.Group.PACKED) >= 0)
                .count();
        assertTrue(vectors > rows * 9 / 10, vectors + " of " + rows);
    }

    private static byte[] code(Random random) {
        byte[] code = new byte[Decoder.MAX_LENGTH];
        random.nextBytes(code);
        int at = 0;
        while (random.nextInt(5) < 3 && at < 4) {
            code[at++] = (byte) PREFIXES[random.nextInt(PREFIXES.length - (random.nextInt(4) == 0 ? 0 : 4))];
        }
        code[at++] = 0x0F;
        int second = random.nextInt(0x100);
        while (!InstructionSet.prefixed(second)) {
            second = random.nextInt(0x100);
        }
        code[at] = (byte) second;
        return code;
    }

    private static void prepare(TestMachine machine, Random random) {
        Registers g = machine.core.registers();
        for (int i = 0; i < 8; i++) {
            g.r[i] = random.nextInt(8) == 0 ? NEAR_THE_END + random.nextInt(32) : 0x2_0000 + random.nextInt(0x40) * 8;
            machine.core.vectors().set(i, random.nextLong(), random.nextLong());
            machine.core.floats().setMedia(i, random.nextLong());
        }
        g.r[Registers.ESP] = Rings.KERNEL_STACK;
        g.eip = Rings.CODE;
        g.setSegment(Registers.SS, 0x10, 0, random.nextInt(8) == 0 ? 0x1_FFFF : -1, Registers.DATA32);
        boolean common = random.nextInt(4) != 0;
        int rare = random.nextInt() & (Registers.CR0_EM | Registers.CR0_TS | Registers.CR0_NE);
        g.cr0 = g.cr0 & ~(Registers.CR0_EM | Registers.CR0_TS) | (common ? Registers.CR0_NE : rare);
        g.cr4 = Registers.CR4_OSFXSR ^ (common ? Registers.CR4_OSXMMEXCPT : random.nextInt() & Registers.CR4_OSFXSR);
        machine.core.floats().initialize();
        if (random.nextInt(16) == 0) {
            machine.core.floats().setStatusWord(random.nextInt());
            machine.core.floats().setControl(random.nextInt());
        }
        machine.core.vectors().setControl(new Mxcsr(random.nextInt() & Mxcsr.WRITABLE | random.nextInt(8) * 0x0400));
    }
}
