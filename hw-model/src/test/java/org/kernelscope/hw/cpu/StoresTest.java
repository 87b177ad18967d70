/* Every way in which a core stores is seen by whoever asks which bytes are written, when it becomes visible. */
package org.kernelscope.hw.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kernelscope.hw.MemoryOrder;
import org.kernelscope.hw.Written;

class StoresTest {
    private static final int CODE = 0x1_0000;
    private static final int DATA = 0x2_0FF8;

    /** EAX is 0, ECX 6, EDI where the bytes begin, ESI elsewhere, and memory holds zeros: nothing changes. */
    private static TestMachine machine(String hex, MemoryOrder order) {
        TestMachine machine = TestMachine.flat(CODE, hex, order);
        machine.core.registers().r[Registers.ECX] = 6;
        machine.core.registers().r[Registers.EDI] = DATA;
        machine.core.registers().r[Registers.ESI] = 0x3_0000;
        machine.memory.traceWrites();
        return machine;
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    MOV byte,              88 07,                            0, 1
                    MOV word,              66 89 47 01,                      1, 2
                    MOV dword,             89 47 04,                         4, 4
                    MOV over two pages,    89 47 05,                         5, 4
                    MOV over two pages,    66 89 47 07,                      7, 2
                    MOV over two lines,    89 47 C6,                       -58, 4
                    ADD to memory,         01 07,                            0, 4
                    LOCK XADD,             F0 0F C1 07,                      0, 4
                    REP STOSB,             F3 AA,                            0, 6
                    REP STOSD on two pages,F3 AB,                            0, 24
                    REP MOVSW,             66 F3 A5,                         0, 12
                    PUSH over two pages,   8D 67 0A 50,                      6, 4
                    FSTP of 10 bytes,      D9 EE DB 3F,                      0, 10
                    MOVUPS over two pages, 0F 11 47 01,                      1, 16
                    """)
    void isTracedToTheByte(String name, String hex, int first, int length) {
        for (MemoryOrder order : MemoryOrder.values()) {
            TestMachine machine = machine(hex, order);
            machine.core.registers().cr4 |= 1 << 9;
            machine.steps(name.startsWith("REP") ? 6 : name.contains("PUSH") || name.contains("FSTP") ? 2 : 1);
            while (machine.core.bufferedStores().size() > 0) {
                machine.core.drainOldestStore();
            }
            Written written = machine.memory.traced();
            for (int at = -0x1000; at < 0x1000; at++) {
                assertEquals(
                        at >= first && at < first + length,
                        written.meets(DATA + at, 1),
                        name + ", byte " + at + ", " + order);
            }
        }
    }

    @Test
    void aStoreThatWaitsIsNotedWhenItIsSeen() {
        TestMachine machine = machine("89 07   89 47 04", MemoryOrder.TOTAL_STORE);
        machine.memory.noteWrites(DATA + 4, 4);
        machine.steps(2);
        assertEquals(2, machine.core.bufferedStores().size());
        assertFalse(machine.memory.noted());
        machine.core.drainOldestStore();
        assertFalse(machine.memory.noted(), "that one was beside");
        machine.core.drainOldestStore();
        assertTrue(machine.memory.noted());
        assertTrue(machine.memory.traced().meets(DATA, 1));
    }
}
