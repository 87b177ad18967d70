/* A machine under paging with ring 0 and ring 3, for tests. */
package org.kernelscope.hw.cpu;

import static org.kernelscope.hw.cpu.Registers.ESP;

import org.kernelscope.hw.MemoryOrder;

/**
 * The first MiB is mapped to itself; 0x10000 to 0x8FFFF is for ring 3 too. Selectors: 8 and 0x10 of ring 0, 0x1B and
 * 0x23 of ring 3, 0x28 the task. Handlers are 16 bytes apart; vector 0x80 is open to ring 3.
 */
final class Rings {
    static final int DIRECTORY = 0x1000;
    static final int TABLE = 0x2000;
    static final int GDT = 0x5000;
    static final int IDT = 0x6000;
    static final int TSS = 0x7000;
    static final int HANDLER = 0x8000;
    static final int KERNEL_STACK = 0xA000;
    static final int CODE = 0x1_0000;
    static final int USER_STACK = 0x8_0000;

    private Rings() {}

    /** These bytes in ring 0. */
    static TestMachine kernel(String hex) {
        return kernel(hex, MemoryOrder.SEQUENTIAL);
    }

    static TestMachine kernel(String hex, MemoryOrder order) {
        TestMachine machine = TestMachine.flat(CODE, hex, order);
        prepare(machine);
        return machine;
    }

    /** These bytes in ring 3, with the task loaded. */
    static TestMachine user(String hex) {
        TestMachine machine = kernel(hex);
        Registers g = machine.core.registers();
        g.setSegment(Registers.TR, 0x28, TSS, 103, Segments.PRESENT | Segments.TSS32_BUSY);
        g.cpl = 3;
        g.setSegment(Registers.CS, 0x1B, 0, -1, Registers.CODE32 | 0x60);
        for (int segment : new int[] {Registers.ES, Registers.SS, Registers.DS}) {
            g.setSegment(segment, 0x23, 0, -1, Registers.DATA32 | 0x60);
        }
        g.r[ESP] = USER_STACK;
        return machine;
    }

    /** Where the handler of a vector begins. */
    static int handler(int vector) {
        return HANDLER + vector * 16;
    }

    private static void prepare(TestMachine machine) {
        machine.memory.write32(DIRECTORY, TABLE | 7);
        for (int page = 0; page < 256; page++) {
            machine.memory.write32(TABLE + page * 4, page << 12 | (page >= 0x10 && page < 0x90 ? 7 : 3));
        }
        machine.put64(GDT + 8, TestMachine.flatDescriptor(0x9B));
        machine.put64(GDT + 16, TestMachine.flatDescriptor(0x93));
        machine.put64(GDT + 24, TestMachine.flatDescriptor(0xFB));
        machine.put64(GDT + 32, TestMachine.flatDescriptor(0xF3));
        machine.put64(GDT + 40, 0x67L | (long) TSS << 16 | 0x89L << 40);
        for (int vector = 0; vector < 0x81; vector++) {
            machine.put64(IDT + vector * 8, TestMachine.gate(8, handler(vector), 0xE, vector == 0x80 ? 3 : 0));
        }
        machine.memory.write32(TSS + 4, KERNEL_STACK);
        machine.memory.write32(TSS + 8, 0x10);
        machine.memory.write16(TSS + 0x66, 104);
        Registers g = machine.core.registers();
        g.gdtBase = GDT;
        g.gdtLimit = 47;
        g.idtBase = IDT;
        g.idtLimit = 0x81 * 8 - 1;
        g.cr3 = DIRECTORY;
        g.cr0 |= Registers.CR0_PG | Registers.CR0_WP;
    }
}
