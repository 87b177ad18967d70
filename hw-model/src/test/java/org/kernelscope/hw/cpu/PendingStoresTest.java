/* What a core sees of its own stores before others do, and what makes them visible. */
package org.kernelscope.hw.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kernelscope.hw.cpu.Registers.EAX;
import static org.kernelscope.hw.cpu.Registers.EBX;
import static org.kernelscope.hw.cpu.Registers.ECX;
import static org.kernelscope.hw.cpu.Registers.EDI;
import static org.kernelscope.hw.cpu.Registers.ESP;

import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kernelscope.hw.BufferedStore;
import org.kernelscope.hw.MachineEvent;
import org.kernelscope.hw.MachineEvent.Access;
import org.kernelscope.hw.MachineEvent.Accessed;
import org.kernelscope.hw.MemoryOrder;

class PendingStoresTest {
    private static final int DATA = 0x5_0000;
    /** mov dword [DATA], 0x44332211. */
    private static final String STORE = "c70500000500 11223344";

    /** Code after which EAX has this value and this many stores wait; memory holds 0xDDCCBBAA at first. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "the same dword,            c7050000050011223344 a100000500,                              44332211, 1",
        "a byte of a dword,         c7050000050011223344 31c0 a001000500,                         22,       1",
        "the upper word of a dword, c7050000050011223344 31c0 66a102000500,                       4433,     1",
        "a dword around a word,     66c705010005001122 a100000500,                                DD2211AA, 0",
        "a dword over two bytes,    c6050000050011 c6050300050022 a100000500,                     22CCBB11, 0",
        "the younger of two,        c7050000050011223344 c6050000050099 31c0 a000000500,          99,       2",
        "a byte over a dword,       c7050000050011223344 c6050000050099 a100000500,               44332299, 0",
        "only as far as needed,     66c705000005001122 c7054000050011223344 a100000500,           DDCC2211, 1",
        "of another word,           c7050000050011223344 a140000500,                              0,        1",
        "across a line,             c7053e00050011223344 a13e000500,                              44332211, 1",
        "across a page,             c705fe0f050011223344 a1fe0f0500,                              44332211, 1",
        "a read-modify-write,       c7050000050011223344 ff0500000500 a100000500,                 44332212, 2"
    })
    void ownLoads(String what, String code, String eax, int waiting) {
        var machine = TestMachine.flat(Rings.CODE, code + "f4", MemoryOrder.TOTAL_STORE);
        machine.memory.write32(DATA, 0xDDCCBBAA);
        while (machine.memory.read8(machine.core.linearEip()) != 0xF4) {
            machine.core.step();
        }
        assertEquals(Integer.parseUnsignedInt(eax, 16), machine.register(EAX), what);
        assertEquals(waiting, machine.core.bufferedStores().size(), what);
    }

    @Test
    void aStoreToTwoFramesGoesStraightToMemoryAfterTheOthers() {
        var machine = Rings.kernel(STORE + "c705fe0f050055667788 a1fe0f0500", MemoryOrder.TOTAL_STORE);
        machine.memory.write32(Rings.TABLE + 0x51 * 4, 0x7_0003);
        machine.steps(3);
        assertEquals(0x88776655, machine.register(EAX));
        assertEquals(0x8877, machine.memory.read16(0x7_0000));
        assertEquals(0x44332211, machine.memory.read32(DATA));
        assertTrue(machine.core.bufferedStores().isEmpty());
    }

    @Test
    void oldestFirst() {
        var machine = TestMachine.flat(Rings.CODE, STORE + "c6050400050077", MemoryOrder.TOTAL_STORE);
        machine.draining = 40;
        machine.steps(2);
        long first = machine.core.bufferedStores().getFirst().due();
        assertEquals(
                List.of(
                        new BufferedStore(DATA, 4, 0x44332211, first),
                        new BufferedStore(DATA + 4, 1, 0x77, machine.core.clock() + 40)),
                machine.core.bufferedStores());
        assertEquals(first, machine.core.storeDue());
        machine.core.drainOldestStore();
        assertEquals(0x44332211, machine.memory.read32(DATA));
        assertEquals(0, machine.memory.read8(DATA + 4));
    }

    /** Whether an instruction makes the store before it visible. */
    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource({
        "nop,                90,                 false",
        "a load,             a100010500,         false",
        "cli,                fa,                 false",
        "lock inc,           f0ff0500010500,     true",
        "xchg with memory,   871d00010500,       true",
        "xchg of registers,  87d8,               false",
        "mfence,             0faef0,             true",
        "lfence,             0faee8,             false",
        "sfence,             0faef8,             false",
        "cpuid,              0fa2,               true",
        "wrmsr,              0f30,               true",
        "rdmsr,              0f32,               false",
        "rdtsc,              0f31,               false",
        "mov to cr3,         0f22d8,             true",
        "mov from cr3,       0f20d8,             false",
        "mov to dr7,         0f23fa,             true",
        "invlpg,             0f013d00000600,     true",
        "wbinvd,             0f09,               true",
        "in,                 e440,               true",
        "out,                e640,               true",
        "int,                cd80,               true",
        "iret,               cf,                 true",
        "a division error,   f7f1,               true",
        "hlt,                f4,                 true",
        "a far jump,         ea110001000800,     false",
        "push,               50,                 false"
    })
    void whatWaitsForThem(String what, String code, boolean visible) {
        var machine = Rings.kernel(STORE + code, MemoryOrder.TOTAL_STORE);
        int[] r = machine.core.registers().r;
        r[EAX] = Rings.DIRECTORY;
        r[ECX] = what.contains("msr") ? 0x10 : 0;
        r[Registers.EDX] = 0;
        int stack = r[ESP];
        machine.memory.write32(stack, Rings.CODE);
        machine.memory.write32(stack + 4, 8);
        machine.memory.write32(stack + 8, 2);
        machine.core.step();
        assertEquals(0, machine.memory.read32(DATA));
        machine.core.step();
        assertEquals(visible ? 0x44332211 : 0, machine.memory.read32(DATA), what);
    }

    @Test
    void anInterruptMakesThemVisible() {
        var machine = Rings.kernel(STORE + "90", MemoryOrder.TOTAL_STORE);
        machine.core.step();
        machine.core.registers().eflags |= Flags.IF;
        machine.pending.add(0x30);
        machine.core.step();
        assertEquals(Rings.handler(0x30), machine.core.linearEip());
        assertEquals(0x44332211, machine.memory.read32(DATA));
        assertEquals(3, machine.core.bufferedStores().size(), "what the handler was given waits in its turn");
    }

    @ParameterizedTest
    @CsvSource({"a10000e0fe", "a30000e0fe"})
    void aDeviceIsReachedAfterThem(String access) {
        var machine = TestMachine.flat(Rings.CODE, STORE + access, MemoryOrder.TOTAL_STORE);
        machine.steps(2);
        assertEquals(0x44332211, machine.memory.read32(DATA));
    }

    @Test
    void aFullBufferLetsTheOldestGo() {
        var machine = TestMachine.flat(Rings.CODE, "f3aa", MemoryOrder.TOTAL_STORE);
        machine.core.registers().r[EAX] = 7;
        machine.core.registers().r[ECX] = 40;
        machine.core.registers().r[EDI] = DATA;
        machine.steps(PendingStores.CAPACITY);
        assertEquals(0, machine.memory.read8(DATA));
        machine.core.step();
        assertEquals(7, machine.memory.read8(DATA));
        assertEquals(0, machine.memory.read8(DATA + 1));
        assertEquals(PendingStores.CAPACITY, machine.core.bufferedStores().size());
    }

    @Test
    void aPageWalkReadsMemoryAndWaitsForStoresToItsEntries() {
        int entry = Rings.TABLE + 0x50 * 4;
        var machine = Rings.kernel(
                "c70500000700 01000000 c705" + little(entry) + "03000600 c70504000700 02000000 a100000500",
                MemoryOrder.TOTAL_STORE);
        machine.memory.write32(0x6_0000, 0x22);
        machine.steps(3);
        assertEquals(OptionalInt.of(DATA), machine.core.translate(DATA), "the tables in memory are as they were");
        machine.core.step();
        assertEquals(0x22, machine.register(EAX));
        assertEquals(OptionalInt.of(0x6_0000), machine.core.translate(DATA));
        assertEquals(1, machine.memory.read32(0x7_0000), "stores before it have gone, too");
        assertEquals(1, machine.core.bufferedStores().size(), "the one after it waits on");
    }

    @Test
    void aFetchReadsMemoryAndWaitsForStoresToItsBytes() {
        var machine = TestMachine.flat(
                Rings.CODE, "c605" + little(Rings.CODE + 14) + "43 c60500000500 77 90", MemoryOrder.TOTAL_STORE);
        machine.core.step();
        assertEquals(0x90, machine.memory.read8(Rings.CODE + 14));
        machine.steps(2);
        assertEquals(1, machine.register(EBX), "the new instruction was executed");
        assertEquals(1, machine.core.bufferedStores().size());
    }

    @Test
    void anObserverIsToldWhenTheStoreBecomesVisible() {
        var machine = TestMachine.flat(Rings.CODE, STORE, MemoryOrder.TOTAL_STORE);
        machine.memory.write32(DATA, 5);
        machine.watch.lines(Set.of(DATA));
        machine.observe();
        machine.core.step();
        assertEquals(List.<MachineEvent>of(), machine.events);
        machine.core.drainOldestStore();
        assertEquals(List.of(new Accessed(0, DATA, DATA, 4, Access.WRITE, 5, 0x44332211)), machine.events);
    }

    @Test
    void underSequentialConsistencyNothingWaits() {
        var machine = TestMachine.flat(Rings.CODE, STORE);
        machine.core.step();
        assertEquals(0x44332211, machine.memory.read32(DATA));
        assertTrue(machine.core.bufferedStores().isEmpty());
    }

    /** An address as it stands in an instruction. */
    private static String little(int address) {
        return "%08x".formatted(Integer.reverseBytes(address));
    }
}
