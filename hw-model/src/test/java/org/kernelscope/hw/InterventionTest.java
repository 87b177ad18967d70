/* Changes from outside arrive where they should, or not at all. */
package org.kernelscope.hw;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.kernelscope.hw.Intervention.Memory;
import org.kernelscope.hw.Intervention.Register;
import org.kernelscope.hw.interleaving.Interleavings;

class InterventionTest {
    private static final int MEBIBYTE = 1 << 20;

    private final Machine machine;

    InterventionTest() throws ImageException {
        machine = Machine.boot(new MachineConfig(2, 4, TestProfiles.small()), TestImage.forCores(2), "");
    }

    @Test
    void memoryIsWrittenAsAWholeOrNotAtAll() {
        byte[] bytes = {1, 2, 3};
        assertTrue(machine.intervene(new Memory(4 * MEBIBYTE - 3, bytes)));
        assertArrayEquals(bytes, machine.peekPhysical(4 * MEBIBYTE - 3, 3));
        long hash = machine.stateHash();
        for (int address : new int[] {4 * MEBIBYTE - 2, -1, Integer.MIN_VALUE}) {
            assertFalse(machine.intervene(new Memory(address, bytes)));
        }
        assertEquals(hash, machine.stateHash());
    }

    @Test
    void changedInstructionsAreExecuted() {
        int next = machine.core(0).linearEip();
        machine.step(Interleavings.byTime());
        byte[] halt = {(byte) 0xF4};
        assertTrue(machine.intervene(new Memory(machine.core(0).linearEip(), halt)));
        assertTrue(machine.intervene(new Memory(next, halt)));
        machine.step(Interleavings.byTime());
        assertEquals(CoreState.Activity.HALTED, machine.core(0).activity());
    }

    @Test
    void registersOfOneCore() {
        for (int register = CoreState.EAX; register <= CoreState.EDI; register++) {
            assertTrue(machine.intervene(new Register(1, register, 1000 + register)));
            assertEquals(1000 + register, machine.core(1).registers().get(register));
        }
        assertTrue(machine.intervene(new Register(1, Register.EIP, 0x1234)));
        assertEquals(0x1234, machine.core(1).eip());
        assertTrue(machine.intervene(new Register(1, Register.EFLAGS, -1)));
        assertEquals(0x0024_7FD7, machine.core(1).eflags(), "reserved bits and the mode cannot be set");
        assertFalse(machine.intervene(new Register(2, CoreState.EAX, 0)));
        assertThrows(IllegalArgumentException.class, () -> new Register(0, 10, 0));
    }
}
