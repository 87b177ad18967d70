/* Permission, waiting exceptions, and images of the floating-point unit. */
package org.kernelscope.hw.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kernelscope.hw.fpu.Extended;
import org.kernelscope.hw.fpu.FloatRegisters;
import org.kernelscope.hw.fpu.FloatRegisters.Location;

class FloatControlTest {
    private static final int DATA = 0x2_0000;

    /** Bits of CR0, code, vector or -1: SDM 3A, tables 2-2 and 9-3. */
    @ParameterizedTest
    @CsvSource({
        "4, d9e8, 7",
        "8, d9e8, 7",
        "0, d9e8, -1",
        "2, d9e8, -1",
        "4, dbe3, 7",
        "8, dfe0, 7",
        "8, 9b, -1",
        "2, 9b, -1",
        "a, 9b, 7",
        "4, 9b, -1",
        "4, db08, 7",
        "0, db08, 6",
        "8, 0fae0500000200, 7",
        "4, 0fae0500000200, 6",
        "0, 0fae0500000200, -1",
        "0, 0fae0508000200, 13",
        "0, 0fae0d08000200, 13"
    })
    void permission(String bits, String code, int vector) {
        TestMachine machine = Rings.kernel(code);
        machine.core.registers().cr0 |= Integer.parseInt(bits, 16);
        machine.core.step();
        int expected = vector < 0 ? Rings.CODE + code.length() / 2 : Rings.handler(vector);
        assertEquals(expected, machine.core.linearEip());
    }

    /** Code that follows a division by zero with its exception unmasked; whether it waits for it: SDM 1, 8.6. */
    @ParameterizedTest
    @CsvSource({
        "9b, true",
        "d9e8, true",
        "d92d00000200, true",
        "d92500000200, true",
        "dd2500000200, true",
        "dd05000000f0, true",
        "dbe3, false",
        "dbe2, false",
        "dfe0, false",
        "d93d00000200, false",
        "d93500000200, false",
        "dd3500000200, false",
        "0fae0500000200, false",
        "0fae0d00000200, false"
    })
    void unmaskedExceptionsWait(String code, boolean waits) {
        for (int native0 : new int[] {Registers.CR0_NE, 0}) {
            TestMachine machine = Rings.kernel("d9e8 d9ee def9" + code);
            machine.core.registers().cr0 |= native0;
            machine.core.floats().initialize();
            machine.core.floats().setControl(0x37B);
            machine.steps(3);
            assertTrue(machine.core.floats().pending());
            machine.steps(1);
            boolean faulted = machine.core.linearEip() == Rings.handler(Fault.FLOATING_POINT);
            assertEquals(waits && native0 != 0, faulted);
            if (faulted) {
                assertEquals(Rings.CODE + 6, machine.memory.read32(machine.register(Registers.ESP)));
            }
        }
    }

    @Test
    void changingMasksWakesAndSilencesExceptions() {
        TestMachine machine = Rings.kernel("d9e8 d9ee def9 d92d00000200 dfe0 d93d02000200 dbe2 dfe0");
        machine.core.floats().initialize();
        machine.put(DATA, "7b03");
        machine.steps(3);
        assertEquals(0x0004, machine.core.floats().statusWord() & 0x87FF);
        machine.steps(3);
        assertEquals(0x8084, machine.register(Registers.EAX) & 0x87FF);
        assertEquals(0x37B, machine.memory.read16(DATA + 2));
        machine.steps(2);
        assertEquals(0x0000, machine.register(Registers.EAX) & 0x87FF);
    }

    /** Images after FLD1 and FDIV DWORD [0x20004]; prefix, bytes of the environment: SDM 1, figures 8-9 to 8-12. */
    @Test
    void environments() {
        TestMachine machine = Rings.kernel("d9e8 d83504000200 d93500010200 66d93500020200");
        machine.core.floats().initialize();
        machine.core.floats().setControl(0x340);
        machine.put(DATA + 4, "00004040");
        machine.steps(4);
        assertEquals(
                "4003ffff a0baffff ff3fffff 02000100 08003500 04000200 1000ffff".replace(" ", ""),
                bytes(machine, DATA + 0x100, 28));
        assertEquals("7f03 203a ff3f 0200 0800 0400 1000".replace(" ", ""), bytes(machine, DATA + 0x200, 14));
        assertEquals(0x37F, machine.core.floats().control().bits(), "FNSTENV masks all");
    }

    @Test
    void environmentsOfRealModeHoldLinearAddresses() {
        TestMachine machine = new TestMachine();
        machine.core.init();
        machine.core.startup(0x12);
        machine.put(0x1_2000, "dbe3 d9e8 d8360400 d9360001 66d9360002");
        Registers g = machine.core.registers();
        g.setSegment(Registers.DS, 0x2340, 0x2_3400, 0xFFFF, Registers.DATA16);
        machine.put(0x2_3404, "00000040");
        machine.steps(5);
        assertEquals("7f03 0038 ff3f 0420 3610 0434 0020".replace(" ", ""), bytes(machine, 0x2_3500, 14));
        assertEquals(
                "7f03ffff 0038ffff ff3fffff 0420ffff 36100000 0434ffff 00200000".replace(" ", ""),
                bytes(machine, 0x2_3600, 28));
    }

    /** Save, wipe, restore: SDM 2A, FSAVE, FRSTOR, FXSAVE, FXRSTOR. */
    @ParameterizedTest
    @CsvSource({"dd3500000200, dd2500000200", "0fae0500000200, 0fae0d00000200", "66dd3500000200, 66dd2500000200"})
    void savedStatesComeBack(String save, String restore) {
        Random random = new Random(11);
        for (int run = 0; run < 50; run++) {
            TestMachine machine = Rings.kernel(save + "dbe3" + restore);
            FloatRegisters floats = machine.core.floats();
            randomState(floats, random);
            FloatImage before = FloatImage.of(floats);
            int tags = floats.tagWord();
            Location location = floats.location();
            machine.steps(1);
            for (int i = 0; i < 8; i++) {
                floats.set(i, Extended.ONE);
            }
            machine.steps(2);
            assertEquals(before, FloatImage.of(floats));
            assertEquals(tags, floats.tagWord());
            assertEquals(location.codeSelector(), floats.location().codeSelector());
        }
    }

    @Test
    void theExtendedImageHasItsLayout() {
        TestMachine machine = Rings.kernel("d9e8 dd1504000200 0fae0500010200");
        machine.core.floats().initialize();
        machine.put(DATA + 0x118, "aaaaaaaa");
        machine.steps(3);
        assertEquals(
                "7f03 0038 80 00 1505 02000100 08000000 04000200 10000000 aaaaaaaa".replace(" ", ""),
                bytes(machine, DATA + 0x100, 28));
        assertEquals("0000000000000080ff3f000000000000", bytes(machine, DATA + 0x120, 16));
    }

    @Test
    void aFaultOnTheWayLeavesTheUnitAsItWas() {
        // the page at 0xF000 is the last before the user's; nothing is mapped at 1 MiB
        for (String code :
                new String[] {"dd1df8ff0f00", "dd1dfcff0f00", "dd35f0ff0f00", "dd25f0ff0f00", "dd05fcff0f00"}) {
            TestMachine machine = Rings.kernel("d9e8" + code);
            machine.core.floats().initialize();
            machine.steps(1);
            FloatImage before = FloatImage.of(machine.core.floats());
            machine.steps(1);
            boolean whole = code.startsWith("dd1df8");
            assertEquals(!whole, machine.core.linearEip() == Rings.handler(Fault.PAGE), code);
            assertEquals(!whole, before.equals(FloatImage.of(machine.core.floats())), code);
        }
    }

    /** SDM 3A, table 9-1. */
    @Test
    void powerOnAndInit() {
        TestMachine machine = Rings.kernel("dbe3");
        assertEquals(0x40, machine.core.floats().control().bits());
        assertEquals(0x5555, machine.core.floats().tagWord());
        machine.steps(1);
        assertEquals(0x37F, machine.core.floats().control().bits());
        assertEquals(0xFFFF, machine.core.floats().tagWord());
        machine.core.init();
        assertEquals(0xFFFF, machine.core.floats().tagWord(), "INIT leaves the unit as it is");
    }

    private static void randomState(FloatRegisters floats, Random random) {
        for (int i = 0; i < 8; i++) {
            floats.setHidden(i, new Extended(random.nextInt(), random.nextLong()));
        }
        floats.setOccupied(random.nextInt());
        floats.setStatusWord(random.nextInt());
        floats.setControl(random.nextInt() | 0x3F);
        floats.setLocation(new Location(random.nextInt() & 0x7FF, random.nextInt(), 0x1B, random.nextInt(), 0x23));
    }

    private static String bytes(TestMachine machine, int address, int count) {
        byte[] found = new byte[count];
        for (int i = 0; i < count; i++) {
            found[i] = (byte) machine.memory.read8(address + i);
        }
        return HexFormat.of().formatHex(found);
    }
}
