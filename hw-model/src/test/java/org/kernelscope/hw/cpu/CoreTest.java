/* Small programs: interrupts, halts, modes, costs, saved states. */
package org.kernelscope.hw.cpu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kernelscope.hw.cpu.Registers.EAX;
import static org.kernelscope.hw.cpu.Registers.EBX;
import static org.kernelscope.hw.cpu.Registers.ECX;
import static org.kernelscope.hw.cpu.Registers.ESP;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kernelscope.hw.CoreState.Activity;
import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.MachineEvent.Access;
import org.kernelscope.hw.MachineEvent.Accessed;
import org.kernelscope.hw.MachineEvent.Interrupted;
import org.kernelscope.hw.MachineEvent.Probed;
import org.kernelscope.hw.cpu.TestMachine.Accounted;
import org.kernelscope.hw.state.StateReader;
import org.kernelscope.hw.state.StateWriter;

class CoreTest {
    private static final int GDT = 0x5000;
    private static final int IDT = 0x6000;
    private static final int HANDLER = 0x8000;

    /** Flat code with an IDT whose handlers lie 16 bytes apart. */
    private static TestMachine withHandlers(String hex) {
        TestMachine machine = TestMachine.flat(0x1_0000, hex);
        machine.put64(GDT + 8, TestMachine.flatDescriptor(0x9B));
        machine.put64(GDT + 16, TestMachine.flatDescriptor(0x93));
        for (int vector = 0; vector < 64; vector++) {
            machine.put64(IDT + vector * 8, TestMachine.gate(8, HANDLER + vector * 16, 0xE, 0));
        }
        Registers g = machine.core.registers();
        g.gdtBase = GDT;
        g.gdtLimit = 23;
        g.idtBase = IDT;
        g.idtLimit = 64 * 8 - 1;
        return machine;
    }

    @Test
    void callsAndReturns() {
        // mov eax, 5; call f; hlt; f: push ebp; mov ebp, esp; add eax, 2; pop ebp; ret
        var machine = TestMachine.flat(0x1000, "b805000000 e801000000 f4 55 89e5 83c002 5d c3");
        machine.steps(8);
        assertEquals(7, machine.register(EAX));
        assertEquals(Activity.HALTED, machine.core.activity());
        assertEquals(8, machine.core.retired());
        assertEquals(0x9_0000, machine.register(ESP));
    }

    @Test
    void interruptWaitsForTheInstructionAfterSti() {
        // sti; nop; nop
        var machine = withHandlers("fb 90 90");
        machine.pending.add(0x20);
        machine.core.step();
        machine.core.step();
        assertEquals(0x1_0002, machine.core.linearEip());
        machine.core.step();
        assertEquals(HANDLER + 0x200, machine.core.linearEip());
        assertEquals(0, machine.core.registers().eflags & Flags.IF);
        assertEquals(0x1_0002, machine.memory.read32(0x9_0000 - 12));
    }

    @Test
    void anInterruptThatIsPendingDoesNotSlipBetweenStiAndHlt() {
        // sti; hlt
        var machine = withHandlers("fb f4");
        machine.pending.add(0x21);
        machine.steps(2);
        assertEquals(Activity.HALTED, machine.core.activity());
        machine.core.step();
        assertEquals(HANDLER + 0x210, machine.core.linearEip());
        assertEquals(0x1_0002, machine.memory.read32(0x9_0000 - 12), "the handler returns behind the halt");
    }

    /** Load of SS with IF or TF set, then two nops; where the handler returns to, which the shadow moves by one nop. */
    @ParameterizedTest
    @CsvSource({
        "8ed0, 200, 32, 3, mov ss",
        "17, 200, 32, 2, pop ss",
        "0fb22500200000, 200, 32, 7, lss without a shadow",
        "8ed8, 200, 32, 2, mov ds without a shadow",
        "8ed0, 100, 1, 3, single-step behind mov ss",
        "8ed8, 100, 1, 2, single-step behind mov ds"
    })
    void loadsOfTheStackSegmentHoldInterruptsBack(String hex, String flag, int vector, int returns, String name) {
        var machine = withHandlers(hex + "9090");
        Registers g = machine.core.registers();
        g.r[EAX] = 0x10;
        machine.memory.write32(g.r[ESP], 0x10);
        machine.memory.write32(0x2000, g.r[ESP]);
        machine.memory.write32(0x2004, 0x10);
        g.eflags |= Integer.parseInt(flag, 16);
        machine.core.step();
        machine.pending.add(0x20);
        for (int i = 0; i < 3 && machine.core.linearEip() != HANDLER + vector * 16; i++) {
            machine.core.step();
        }
        assertEquals(HANDLER + vector * 16, machine.core.linearEip(), name);
        assertEquals(0x1_0000 + returns, machine.memory.read32(g.r[ESP]), name);
    }

    @Test
    void haltEndsWithAnInterruptAndTheHandlerReturnsBehindIt() {
        // sti; hlt; mov eax, 1;  handler: iret
        var machine = withHandlers("fb f4 b801000000");
        machine.put(HANDLER + 0x210, "cf");
        machine.steps(2);
        assertFalse(machine.core.canRun());
        machine.pending.add(0x21);
        assertTrue(machine.core.canRun());
        machine.steps(3);
        assertEquals(1, machine.register(EAX));
        assertEquals(Activity.RUNNING, machine.core.activity());
    }

    @Test
    void haltWithInterruptsOffDoesNotRun() {
        var machine = TestMachine.flat(0x1000, "f4");
        machine.core.step();
        machine.pending.add(0x20);
        assertFalse(machine.core.canRun());
    }

    @Test
    void lockIsOnlyForReadModifyWriteOfMemory() {
        // lock add eax, ecx;  lock mov [0x2000], eax;  lock add [0x2000], ecx
        for (String illegal : List.of("f001c8", "f0a300200000", "f0833d0020000001")) {
            var machine = withHandlers(illegal);
            machine.core.step();
            assertEquals(HANDLER + Fault.INVALID_OPCODE * 16, machine.core.linearEip(), illegal);
            assertEquals(0x1_0000, machine.memory.read32(machine.register(ESP)));
        }
        var legal = withHandlers("f0010d00200000");
        legal.core.registers().r[ECX] = 3;
        legal.core.step();
        assertEquals(3, legal.memory.read32(0x2000));
        assertEquals(List.of(new Accounted(0x2000, Access.LOCKED)), legal.accesses);
        assertEquals(1 + 1 + 17, legal.core.clock());
    }

    @Test
    void accessAcrossLinesIsAccountedTwice() {
        // mov eax, [0x203e]; mov [0x203e], eax
        var machine = TestMachine.flat(0x1000, "a13e200000 a33e200000");
        machine.steps(2);
        assertEquals(
                List.of(
                        new Accounted(0x203E, Access.READ),
                        new Accounted(0x2041, Access.READ),
                        new Accounted(0x203E, Access.WRITE),
                        new Accounted(0x2041, Access.WRITE)),
                machine.accesses);
    }

    @Test
    void eventsTellProbesAccessesAndInterrupts() {
        // inc dword [0x2000]; xchg [0x2000], eax; mov [0x3000], eax; ud2
        var machine = withHandlers("ff0500200000 870500200000 a300300000 0f0b");
        machine.observe();
        machine.probe(0x1_0006);
        machine.watch.lines(java.util.Set.of(0x2010));
        machine.steps(4);
        assertEquals(
                List.of(
                        new Accessed(0, 0x2000, 0x2000, 4, Access.READ, 0, 0),
                        new Accessed(0, 0x2000, 0x2000, 4, Access.WRITE, 0, 1),
                        new Probed(0, 0x1_0006),
                        new Accessed(0, 0x2000, 0x2000, 4, Access.LOCKED, 1, 0),
                        new Interrupted(0, Fault.INVALID_OPCODE, false)),
                machine.events);
    }

    @Test
    void writingCodeChangesWhatRuns() {
        // L: mov byte [0x1007], 0x43 ; inc eax -> inc ebx ; jmp L
        var machine = TestMachine.flat(0x1000, "c6050710000043 40 ebf6");
        machine.core.step();
        machine.core.step();
        assertEquals(0, machine.register(EAX));
        assertEquals(1, machine.register(EBX));
        machine.put(0x1007, "40");
        machine.core.registers().eip = 0x1007;
        machine.core.step();
        assertEquals(1, machine.register(EAX));
    }

    @Test
    void applicationProcessorComesFromRealModeToProtectedMode() {
        // cli; mov ax,cs; mov ds,ax; xor bx,bx; lgdt [bx+0x40]; PE=1; jmp far 8:0x8020
        // mov ax,0x10; mov ds,ax; mov ss,ax; mov esp,0x9000; push 0x12345678; pop ecx; hlt
        var machine = new TestMachine();
        machine.put(0x8000, """
                fa 8cc8 8ed8 31db 0f015740 0f20c0 0c01 0f22c0 66ea208000000800 90 00000000
                66b81000 8ed8 8ed0 bc00900000 6878563412 59 f4
                """);
        machine.put(0x8040, "1700 00500000");
        machine.put64(GDT + 8, TestMachine.flatDescriptor(0x9A));
        machine.put64(GDT + 16, TestMachine.flatDescriptor(0x92));
        machine.core.init();
        assertFalse(machine.core.canRun());
        machine.core.startup(8);
        assertEquals(0x8000, machine.core.linearEip());
        machine.core.startup(9);
        machine.steps(16);
        assertEquals(Activity.HALTED, machine.core.activity());
        assertEquals(0x1234_5678, machine.register(ECX));
        assertEquals(0x9B, machine.memory.read8(GDT + 8 + 5), "loading a segment marks its descriptor accessed");
    }

    @Test
    void realModeInterruptsUseTheVectorTable() {
        var machine = new TestMachine();
        machine.put(0x7000, "cd40 f4");
        machine.put(0x40 * 4, "0000 0060");
        machine.put(0x6_0000, "b034 cf");
        machine.core.init();
        machine.core.startup(7);
        machine.core.registers().r[ESP] = 0x1000;
        machine.steps(4);
        assertEquals(0x34, machine.register(EAX));
        assertEquals(0x7003, machine.core.linearEip());
        assertEquals(0x1000, machine.register(ESP));
    }

    @Test
    void pauseIsSeenForOneTurn() {
        var machine = TestMachine.flat(0x1000, "f390 90");
        machine.core.step();
        assertTrue(machine.core.paused());
        machine.core.step();
        assertFalse(machine.core.paused());
    }

    @Test
    void timeStampIsTheClock() {
        var machine = TestMachine.flat(0x1000, "0f31");
        machine.core.setClock(0x1_0000_0000L);
        machine.core.step();
        assertEquals(1, machine.register(EAX));
        assertEquals(1, machine.register(Registers.EDX));
    }

    @Test
    void singleStepTrapsBehindTheInstruction() {
        var machine = withHandlers("40 40");
        machine.core.registers().eflags |= Flags.TF;
        machine.core.step();
        assertEquals(HANDLER + 16, machine.core.linearEip());
        assertEquals(0x1_0001, machine.memory.read32(machine.register(ESP)));
    }

    @Test
    void portsCarryValuesOfTheirSize() {
        // in al, 0x10; mov dx, 0x3f8; out dx, ax
        var machine = TestMachine.flat(0x1000, "e410 66baf803 66ef");
        machine.steps(3);
        assertEquals(List.of("3f8:2=11"), machine.ports);
    }

    @Test
    void faultWithoutAnyTableShutsDown() {
        var machine = TestMachine.flat(0x1000, "0f0b");
        machine.core.registers().idtLimit = 0;
        machine.core.step();
        assertEquals(Activity.SHUT_DOWN, machine.core.activity());
        assertFalse(machine.core.canRun());
        long clock = machine.core.clock();
        machine.core.step();
        assertEquals(clock, machine.core.clock());
    }

    @Test
    void savedStateGoesOnAsTheOriginal() throws ImageException {
        // L: add eax, 3; push eax; pop ebx; rol ebx, 5; xor [0x3000], ebx; jmp L
        String loop = "83c003 50 5b c1c305 311d00300000 ebf0";
        var original = TestMachine.flat(0x1000, loop);
        original.steps(1000);
        byte[] saved = save(original);
        var copy = TestMachine.flat(0x1000, loop);
        copy.memory.fill(0, original.memory.copy(0, TestMachine.MEMORY), 0, TestMachine.MEMORY);
        StateReader reader = new StateReader(saved);
        copy.core.load(reader);
        reader.finish();
        assertArrayEquals(saved, save(copy));
        original.steps(1000);
        copy.steps(1000);
        assertArrayEquals(save(original), save(copy));
        assertArrayEquals(original.memory.copy(0, TestMachine.MEMORY), copy.memory.copy(0, TestMachine.MEMORY));
    }

    private static byte[] save(TestMachine machine) {
        StateWriter out = new StateWriter();
        machine.core.save(out);
        return out.toBytes();
    }
}
