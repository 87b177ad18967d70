/* What privileged operations take, in the round figures of the tests' profile. */
package org.kernelscope.hw.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.kernelscope.hw.cpu.Registers.ECX;
import static org.kernelscope.hw.cpu.Registers.EDX;
import static org.kernelscope.hw.cpu.Registers.ESP;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CostsTest {
    private static final int FRAME = 0x5_0000;

    /** Instruction at ring 0 or 3 without paging, whose memory costs 2 a read and 1 a write; cycles. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            0, 90,             1,   nop
            3, 0f34,           26,  sysenter: 1 + 25
            0, 0f35,           36,  sysexit: 1 + 35
            0, 0f22d8,         71,  load of CR3: 1 + 70
            0, 0f22c0,         31,  load of CR0: 1 + 30
            0, 0f013d00000500, 46,  invlpg: 1 + 45
            0, a12000e0fe,     91,  a read of the local APIC: 1 + 90
            0, a1000000d0,     101, a read of another device: 1 + 100
            0, cd80,           62,  int: 1 + 50 and 4 reads + 3 writes
            3, cd80,           87,  int from ring 3: 1 + 50 + 15 and 8 reads + 5 writes
            0, cf,             51,  iret: 1 + 40 and 5 reads
            """)
    void cycles(int ring, String hex, int cycles, String name) {
        var machine = ring == 0 ? Rings.kernel(hex) : Rings.user(hex);
        Registers g = machine.core.registers();
        g.cr0 &= ~Registers.CR0_PG;
        g.r[Registers.EAX] = g.cr0;
        g.sysenterSelector = 8;
        g.sysenterTarget = Rings.HANDLER;
        g.r[ECX] = Rings.USER_STACK;
        g.r[EDX] = Rings.CODE;
        frame(machine, 8);
        machine.core.step();
        assertEquals(cycles, machine.core.clock(), name);
    }

    @Test
    void aReturnToRingThreePaysForTheRing() {
        var machine = Rings.kernel("cf");
        machine.core.registers().cr0 &= ~Registers.CR0_PG;
        frame(machine, 0x1B);
        machine.core.step();
        assertEquals(1 + 40 + 15 + 9 * 2, machine.core.clock());
        assertEquals(3, machine.core.registers().cpl);
    }

    /** Instruction at ring 0; whether it waits for the stores before it (SDM 3A, 9.3). */
    @ParameterizedTest
    @CsvSource({
        "90, false",
        "0fa2, true",
        "cf, true",
        "0f013d00000500, true",
        "0f22d8, true",
        "0faef0, true",
        "e610, true",
        "6e, true",
        "cd80, false",
        "0f34, false",
        "a100000500, false"
    })
    void serialisingInstructionsWaitForStores(String hex, boolean waits) {
        long[] cycles = new long[2];
        for (int i = 0; i < 2; i++) {
            var machine = Rings.kernel(hex);
            machine.core.registers().cr0 &= ~Registers.CR0_PG;
            machine.core.registers().sysenterSelector = 8;
            frame(machine, 8);
            machine.draining = i * 500;
            machine.core.step();
            cycles[i] = machine.core.clock();
        }
        assertEquals(waits ? 500 : 0, cycles[1] - cycles[0]);
    }

    private static void frame(TestMachine machine, int selector) {
        int[] words = {Rings.CODE, selector, 2, Rings.USER_STACK, 0x23};
        for (int i = 0; i < words.length; i++) {
            machine.memory.write32(FRAME + i * 4, words[i]);
        }
        machine.core.registers().r[ESP] = FRAME;
    }
}
