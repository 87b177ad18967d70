/* Who may use vectors, what faults they raise, and how their registers relate to others. */
package org.kernelscope.hw.cpu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kernelscope.hw.BufferedStore;
import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.MachineEvent;
import org.kernelscope.hw.MachineEvent.Access;
import org.kernelscope.hw.MachineEvent.Accessed;
import org.kernelscope.hw.MemoryOrder;
import org.kernelscope.hw.fpu.Extended;
import org.kernelscope.hw.simd.Mxcsr;
import org.kernelscope.hw.state.StateReader;
import org.kernelscope.hw.state.StateWriter;

class VectorUnitTest {
    private static final int DATA = 0x2_0000;
    private static final int NONE = -1;

    /** Code for ESI at DATA; bits of CR0, bits of CR4, vector or -1: SDM 3A, 2.5, 13.1 and 14.1. */
    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource({
        "0ffcc1,     0, 0,   -1",
        "0ffcc1,     4, 200,  6",
        "0ffcc1,     8, 200,  7",
        "0ffcc1,     c, 200,  6",
        "0fc4c000,   0, 0,   -1",
        "0f77,       0, 0,   -1",
        "0f77,       4, 0,    6",
        "0f77,       8, 0,    7",
        "0f58c1,     0, 0,    6",
        "0f58c1,     0, 200, -1",
        "0f58c1,     4, 200,  6",
        "0f58c1,     8, 200,  7",
        "0f58c1,     8, 0,    6",
        "660ffcc1,   0, 0,    6",
        "660ffcc1,   0, 200, -1",
        "660ffcc1,   8, 200,  7",
        "0f2ac1,     0, 0,    6",
        "f20fd6c1,   0, 200, -1",
        "0fae16,     0, 0,    6",
        "0fae16,     8, 200,  7",
        "0fae16,     0, 200, -1",
        "0fae1e,     4, 200,  6",
        "0fae1e,     0, 200, -1",
        "0fae3e,     c, 0,   -1",
        "0fc306,     c, 0,   -1",
        "0f1806,     c, 0,   -1",
        "0faef8,     c, 0,   -1",
        "f390,       c, 0,   -1",
        "f00f58c1,   0, 200,  6",
        "f0660ffc06, 0, 200,  6",
        "f00fae1e,   0, 200,  6",
        "f20f6fc1,   0, 200,  6",
        "660f77,     0, 200,  6",
        "660f52c1,   0, 200,  6",
        "f30f71d100, 0, 200,  6",
        "f20f12c1,   0, 200,  6",
        "660f12c1,   0, 200,  6",
        "660fe7c1,   0, 200,  6",
        "0fd606,     0, 200,  6",
        "0f6cc1,     0, 200,  6",
        "f20ff006,   0, 200,  6",
        "660f71c900, 0, 200,  6",
        "0f71d100,   0, 0,   -1",
        "660f7106,   0, 200,  6",
        "660faef0,   0, 200,  6",
        "f30fae06,   0, 200,  6",
        "0f3800c1,   0, 200,  6"
    })
    void permission(String code, String cr0, String cr4, int vector) {
        TestMachine machine = Rings.kernel(code);
        Registers g = machine.core.registers();
        g.cr0 |= Integer.parseInt(cr0, 16);
        g.cr4 |= Integer.parseInt(cr4, 16);
        g.r[Registers.ESI] = DATA;
        machine.core.step();
        int expected = vector == NONE ? Rings.CODE + code.length() / 2 : Rings.handler(vector);
        assertEquals(Integer.toHexString(expected), Integer.toHexString(machine.core.linearEip()));
    }

    /** F2 and F3 win over 66, wherever it stands; of the two the last counts: XMM0 = 3 with 1 in all lanes added. */
    @ParameterizedTest
    @CsvSource({
        "660f58c1,     4008000000000001",
        "f20f58c1,     4000000000000000",
        "66f20f58c1,   4000000000000000",
        "f2660f58c1,   4000000000000000",
        "f3f20f58c1,   4000000000000000",
        "f2660f6fc1,   6"
    })
    void prefixes(String code, String low) {
        TestMachine machine = machine(code);
        long one = Double.doubleToRawLongBits(1);
        machine.core.vectors().set(0, one, one);
        machine.core.vectors().set(1, one, Double.doubleToRawLongBits(2));
        machine.core.step();
        if (low.length() == 1) {
            assertEquals(Rings.handler(Integer.parseInt(low)), machine.core.linearEip());
            return;
        }
        assertEquals(Double.doubleToRawLongBits(2), machine.core.vectors().low[0]);
        boolean packed = code.equals("660f58c1");
        assertEquals(Double.doubleToRawLongBits(packed ? 3 : 1), machine.core.vectors().high[0]);
    }

    /** A division by zero with its exception unmasked; CR4 and the vector that it leads to. */
    @ParameterizedTest
    @CsvSource({"600, 19", "200, 6"})
    void unmaskedExceptionsLeaveTheTarget(String cr4, int vector) {
        TestMachine machine = machine("0f5ec1");
        machine.core.registers().cr4 = Integer.parseInt(cr4, 16);
        machine.core.vectors().setControl(new Mxcsr(0x1D80));
        machine.core.vectors().set(0, 0x3F80_0000_3F80_0000L, 0x3F80_0000_4040_0000L);
        machine.core.vectors().set(1, 0x0000_0000_4040_0000L, 0x4040_0000_4040_0000L);
        machine.core.step();
        assertEquals(Rings.handler(vector), machine.core.linearEip());
        assertEquals(Rings.CODE, machine.memory.read32(machine.register(Registers.ESP)), "a fault, not a trap");
        assertEquals(0x3F80_0000_3F80_0000L, machine.core.vectors().low[0]);
        assertEquals(0x1D84, machine.core.vectors().control().bits(), "1/3 is not told");
    }

    @Test
    void aFlagThatWasThereBeforeRaisesNothing() {
        TestMachine machine = machine("0f58c1");
        machine.core.vectors().setControl(new Mxcsr(0x003F));
        machine.core.step();
        assertEquals(Rings.CODE + 3, machine.core.linearEip());
    }

    /** Code for ESI near a boundary of 16, and the vector. */
    @ParameterizedTest
    @CsvSource({
        "0f2806,     8, 13",
        "0f2906,     8, 13",
        "0f1006,     8, -1",
        "0f1106,     1, -1",
        "0f5806,     4, 13",
        "660fef06,   8, 13",
        "660f6f06,   8, 13",
        "f30f6f06,   3, -1",
        "f30f7f06,   3, -1",
        "660fe706,   8, 13",
        "0f2b06,     8, 13",
        "0fe706,     3, -1",
        "0fef06,     3, -1",
        "f20f5806,   3, -1",
        "f30f5a06,   3, -1",
        "f30fe606,   3, -1",
        "0f5a06,     8, -1",
        "660f5a06,   8, 13",
        "0f1606,     8, -1",
        "0f1406,     8, 13",
        "0fae06,     8, 13"
    })
    void alignment(String code, int offset, int vector) {
        TestMachine machine = machine(code);
        machine.core.registers().r[Registers.ESI] = DATA + offset;
        machine.core.step();
        int expected = vector == NONE ? Rings.CODE + code.length() / 2 : Rings.handler(vector);
        assertEquals(Integer.toHexString(expected), Integer.toHexString(machine.core.linearEip()));
    }

    /** Stores into a page that is there and one that is not: nothing of them is written. */
    @ParameterizedTest
    @CsvSource({"0f1106, 8", "f30f7f06, 15", "0f7f06, 4", "f20f1106, 1", "0f1706, 7", "f30f1106, 2", "0fc306, 3"})
    void storesThatFaultWriteNothing(String code, int before) {
        TestMachine machine = machine(code);
        machine.memory.write32(Rings.TABLE + 0x21 * 4, 0);
        machine.core.registers().r[Registers.ESI] = 0x2_1000 - before;
        Arrays.fill(machine.core.vectors().low, -1);
        Arrays.fill(machine.core.vectors().high, -1);
        int occupied = machine.core.floats().occupied();
        machine.core.step();
        assertEquals(Rings.handler(Fault.PAGE), machine.core.linearEip());
        assertEquals(0x2_1000, machine.core.registers().cr2 & ~0xF);
        for (int at = 0x2_0FF0; at < 0x2_1000; at++) {
            assertEquals(0, machine.memory.read8(at));
        }
        assertEquals(occupied, machine.core.floats().occupied());
    }

    @Test
    void theSegmentsLimitHoldsForAllBytes() {
        for (int limit : new int[] {DATA + 14, DATA + 15}) {
            TestMachine machine = machine("0f2906");
            machine.core.registers().setSegment(Registers.DS, 0x10, 0, limit, Registers.DATA32);
            machine.core.vectors().set(0, -1, -1);
            machine.core.step();
            boolean fits = limit == DATA + 15;
            assertEquals(fits ? Rings.CODE + 3 : Rings.handler(Fault.GENERAL_PROTECTION), machine.core.linearEip());
            assertEquals(fits ? -1 : 0, machine.memory.read32(DATA));
        }
    }

    /** Bytes 1, 14 and 15 of sixteen; the page behind is not there. */
    @Test
    void maskedStoresTouchTheirBytesAlone() {
        TestMachine machine = machine("64 660ff7c1 0ff7d1");
        Registers g = machine.core.registers();
        machine.memory.write32(Rings.TABLE + 0x31 * 4, 0);
        g.setSegment(Registers.FS, 0x10, 0x1_0000, -1, Registers.DATA32);
        g.r[Registers.EDI] = 0x2_0FF0;
        machine.core.vectors().set(0, 0x0807_0605_0403_0201L, 0x100F_0E0D_0C0B_0A09L);
        machine.core.vectors().set(1, 0x7F7F_7F7F_7F7F_8000L, 0xFF80_7F7F_7F7F_7F7FL);
        machine.core.step();
        assertEquals(Rings.CODE + 5, machine.core.linearEip());
        byte[] expected = {0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 15, 16};
        assertArrayEquals(expected, machine.memory.copy(0x3_0FF0, 16));
        g.r[Registers.EDI] = 0x3_0FFF;
        machine.core.floats().setMedia(1, 0x7F);
        machine.core.floats().setMedia(2, -1);
        machine.core.step();
        assertEquals(Rings.CODE + 8, machine.core.linearEip(), "no byte chosen, no fault");
        assertEquals(0xFF, machine.core.floats().occupied());
        g.eip = Rings.CODE + 5;
        machine.core.floats().setMedia(1, 0x8080);
        machine.core.step();
        assertEquals(Rings.handler(Fault.PAGE), machine.core.linearEip());
        assertEquals(16, machine.memory.read8(0x3_0FFF));
    }

    /** FLD1, FLDPI; PADDB MM6,MM7; FNSTSW AX; EMMS; FLD1: SDM 3A, 13.2. */
    @Test
    void mediaRegistersAreTheFloatsOnes() {
        TestMachine machine = machine("d9e8 d9eb 0ffcf7 dfe0 0f77 d9e8");
        machine.core.floats().initialize();
        machine.steps(2);
        Extended pi = machine.core.floats().get(0);
        machine.steps(2);
        assertEquals(0, machine.register(Registers.EAX) & 0x3800, "top of the stack");
        assertEquals(0xFF, machine.core.floats().occupied());
        long sum = pi.significand() + 0x8000_0000_0000_0000L;
        assertEquals(new Extended(0xFFFF, sum), machine.core.floats().get(6));
        assertEquals(Extended.ONE, machine.core.floats().get(7), "reading changes nothing");
        machine.steps(1);
        assertEquals(0, machine.core.floats().occupied());
        machine.steps(1);
        assertEquals(Extended.ONE, machine.core.floats().get(0));
        assertEquals(0x80, machine.core.floats().occupied());
    }

    /** Code behind a division by zero with its exception unmasked; whether it waits for that. */
    @ParameterizedTest
    @CsvSource({
        "0ffcc1, true",
        "0f6f06, true",
        "0f77, true",
        "0f2ac1, true",
        "660f2cc1, true",
        "f30fd6c1, true",
        "0ff7c1, true",
        "0f2a06, false",
        "0f58c1, false",
        "660ffcc1, false",
        "0fae16, false"
    })
    void floatsExceptionsComeFirst(String code, boolean waits) {
        TestMachine machine = machine("d9e8 d9ee def9" + code);
        machine.core.registers().cr0 |= Registers.CR0_NE;
        machine.core.floats().initialize();
        machine.core.floats().setControl(0x37B);
        machine.steps(4);
        assertEquals(waits, machine.core.linearEip() == Rings.handler(Fault.FLOATING_POINT));
    }

    @Test
    void theExtendedImageHoldsVectors() {
        TestMachine machine = machine("0fae06 0fae4e00");
        VectorRegisters vectors = machine.core.vectors();
        for (int i = 0; i < 8; i++) {
            vectors.set(i, 0x0102_0304_0506_0700L + i, -i);
        }
        vectors.setControl(new Mxcsr(0x9FC1));
        machine.core.step();
        assertEquals(0x9FC1, machine.memory.read32(DATA + 24));
        assertEquals(0xFFFF, machine.memory.read32(DATA + 28));
        assertEquals(0x0506_0703, machine.memory.read32(DATA + 160 + 3 * 16));
        assertEquals(0x0102_0304, machine.memory.read32(DATA + 160 + 3 * 16 + 4));
        assertEquals(-3, machine.memory.read32(DATA + 160 + 3 * 16 + 8));
        vectors.reset();
        machine.core.step();
        assertEquals(0x9FC1, vectors.control().bits());
        assertEquals(0x0102_0304_0506_0707L, vectors.low[7]);
        assertEquals(-7, vectors.high[7]);
    }

    @Test
    void withoutTheSystemsWordTheImageHoldsNone() {
        TestMachine machine = machine("0fae06 0fae4e00");
        machine.core.registers().cr4 = 0;
        machine.core.vectors().set(0, 5, 6);
        machine.memory.write32(DATA + 24, 0x1_0000);
        machine.steps(2);
        assertEquals(Rings.CODE + 7, machine.core.linearEip());
        assertEquals(0x1_0000, machine.memory.read32(DATA + 24));
        assertEquals(0, machine.memory.read32(DATA + 160));
        assertEquals(5, machine.core.vectors().low[0]);
    }

    /** FXRSTOR and LDMXCSR of a reserved bit; nothing is loaded. */
    @ParameterizedTest
    @CsvSource({"0fae0e, 24", "0fae16, 0"})
    void reservedBitsOfTheControlAreRefused(String code, int place) {
        TestMachine machine = machine(code);
        machine.core.floats().initialize();
        machine.memory.write32(DATA + place, 0x1_1F80);
        machine.memory.write32(DATA + 160, 77);
        machine.core.step();
        assertEquals(Rings.handler(Fault.GENERAL_PROTECTION), machine.core.linearEip());
        assertEquals(Mxcsr.INITIAL, machine.core.vectors().control());
        assertEquals(0, machine.core.vectors().low[0]);
        assertEquals(0x37F, machine.core.floats().control().bits());
    }

    /** MOVQ [ESI],MM0; MOVUPS [ESI+9],XMM1; MOVQ MM1,[ESI]. */
    @Test
    void storesOfEightBytesStayTogether() {
        TestMachine machine = TestMachine.flat(Rings.CODE, "0f7f06 0f114e09 0f6f0e", MemoryOrder.TOTAL_STORE);
        machine.core.registers().r[Registers.ESI] = DATA;
        machine.core.registers().cr4 |= Registers.CR4_OSFXSR;
        machine.core.floats().setMedia(0, 0x1122_3344_5566_7788L);
        machine.core.vectors().set(1, 5, 6);
        machine.steps(3);
        List<BufferedStore> waiting = machine.core.bufferedStores();
        assertEquals(
                List.of(DATA, DATA + 9, DATA + 17),
                waiting.stream().map(BufferedStore::physical).toList());
        assertEquals(
                Set.of(8), Set.copyOf(waiting.stream().map(BufferedStore::bytes).toList()));
        assertEquals(0x1122_3344_5566_7788L, machine.core.floats().media(1), "forwarded");
        assertEquals(0, machine.memory.read32(DATA + 4));
        machine.core.drainOldestStore();
        assertEquals(0x1122_3344, machine.memory.read32(DATA + 4));
    }

    /** MOVAPS [ESI],XMM0 and MOVQ MM0,[ESI]. */
    @Test
    void watchesSeeEightBytesAtATime() {
        TestMachine machine = machine("0f2906 0f6f06");
        machine.core.vectors().set(0, 0x1111_2222_3333_4444L, 9);
        machine.observe();
        machine.watch.lines(Set.of(DATA));
        machine.steps(2);
        List<MachineEvent> expected = List.of(
                new Accessed(0, DATA, DATA, 8, Access.WRITE, 0, 0x1111_2222_3333_4444L),
                new Accessed(0, DATA + 8, DATA + 8, 8, Access.WRITE, 0, 9),
                new Accessed(0, DATA, DATA, 8, Access.READ, 0x1111_2222_3333_4444L, 0x1111_2222_3333_4444L));
        assertEquals(expected, machine.events);
    }

    @Test
    void registersAreSavedAndOutliveInit() throws ImageException {
        TestMachine machine = machine("90");
        machine.core.vectors().set(3, 33, 44);
        machine.core.vectors().setControl(new Mxcsr(0x9FFF));
        StateWriter out = new StateWriter();
        machine.core.save(out);
        TestMachine other = machine("90");
        other.core.load(new StateReader(out.toBytes()));
        other.core.init();
        assertEquals(33, other.core.vectors().low[3]);
        assertEquals(44, other.core.vectors().high[3]);
        assertEquals(0x9FFF, other.core.vectors().control().bits());
        other.core.reset();
        assertEquals(0, other.core.vectors().high[3]);
        assertEquals(0x1F80, other.core.vectors().control().bits());
    }

    /** A kernel that handles vectors, with ESI at the data. */
    private static TestMachine machine(String code) {
        TestMachine machine = Rings.kernel(code);
        Registers g = machine.core.registers();
        g.cr4 |= Registers.CR4_OSFXSR | Registers.CR4_OSXMMEXCPT;
        g.r[Registers.ESI] = DATA;
        return machine;
    }
}
