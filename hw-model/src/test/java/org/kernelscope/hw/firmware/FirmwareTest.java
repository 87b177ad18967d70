/* A boot sector's calls of the firmware, each a few bytes of real mode: what comes back, and what fails. */
package org.kernelscope.hw.firmware;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kernelscope.hw.CoreState;
import org.kernelscope.hw.DiskImage;
import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.Input;
import org.kernelscope.hw.Machine;
import org.kernelscope.hw.MachineConfig;
import org.kernelscope.hw.MachineState;
import org.kernelscope.hw.TestProfiles;
import org.kernelscope.hw.interleaving.Interleavings;

class FirmwareTest {
    private static final int SECTORS = 16 * 63 * 2;
    private static final int TURNS = 3_000_000;

    /** PUSHF, POP BP, CLI, HLT: the flags are looked at in BP. */
    private static final String END = "9C 5D FA F4";

    /** The call; AX, BX, CX, DX and the carry flag after it. Registers that are 0 before stay so, DX is 80h. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            CD 11                             | 0422 0000 0000 0080 | 0
            CD 12                             | 027F 0000 0000 0080 | 0
            B4 88 CD 15                       | 1C00 0000 0000 0080 | 0
            B8 01 E8 CD 15                    | 1C00 0000 1C00 0000 | 0
            B8 01 24 CD 15                    | 0001 0000 0000 0080 | 0
            B8 03 24 CD 15                    | 0003 0003 0000 0080 | 0
            B4 C7 CD 15                       | 8600 0000 0000 0080 | 1
            B4 41 BB AA 55 CD 13              | 2100 AA55 0001 0080 | 0
            B4 41 CD 13                       | 0100 0000 0000 0080 | 1
            B4 08 CD 13                       | 0000 0000 013F 0F01 | 0
            B4 15 CD 13                       | 0300 0000 0000 07E0 | 0
            CD 13                             | 0000 0000 0000 0080 | 0
            B2 00 CD 13                       | 0100 0000 0000 0000 | 1
            B2 81 CD 13                       | 0100 0000 0000 0081 | 1
            B4 66 CD 13                       | 0100 0000 0000 0080 | 1
            B4 0F CD 10                       | 5003 0000 0000 0080 | 0
            B4 03 CD 10                       | 0000 0000 0607 0000 | 0
            B8 00 1A CD 10                    | 1A1A 0008 0000 0080 | 0
            B4 FE CD 10                       | FE00 0000 0000 0080 | 1
            B4 02 CD 1A                       | 0200 0000 0000 0000 | 0
            B4 04 CD 1A                       | 0400 0000 2024 0101 | 0
            B4 B1 CD 1A                       | B100 0000 0000 0080 | 1
            B4 02 CD 16                       | 0200 0000 0000 0080 | 0
            """)
    void answers(String code, String registers, int carry) throws ImageException {
        Machine machine = run(code + END, List.of());
        CoreState core = machine.core(0);
        String seen = String.format("%04X %04X %04X %04X", word(core, 0), word(core, 3), word(core, 1), word(core, 2));
        assertEquals(registers, seen);
        assertEquals(carry, word(core, 5) & 1);
    }

    @Test
    void printsOnTheScreen() throws ImageException {
        String code = "B8 03 00 CD 10 B4 0E B0 48 CD 10 B0 69 CD 10 B0 0D CD 10 B0 0A CD 10 B0 21 CD 10"
                + "BD 20 7D B9 03 00 BA 05 03 BB 1E 00 B8 01 13 CD 10" + END;
        Machine machine = run(code, List.of());
        List<String> lines =
                machine.screen().text().lines().map(String::stripTrailing).toList();
        assertEquals(List.of("Hi", "!", "", "     xyz"), lines.subList(0, 4));
        assertEquals(0x1E, machine.screen().rows().get(3).attributes().get(6));
        assertEquals(8, machine.screen().cursor().orElseThrow().column());
        assertEquals(3, machine.screen().cursor().orElseThrow().row());
    }

    @Test
    void scrollsWhenTheLastLineEnds() throws ImageException {
        String code = "B8 03 00 CD 10 B9 1E 00 B4 0E B0 41 28 C8 04 20 CD 10 B0 0D CD 10 B0 0A CD 10 E2 EE" + END;
        List<String> lines =
                run(code, List.of()).screen().text().lines().map(String::strip).toList();
        assertEquals(24, lines.size());
        assertEquals("" + (char) ('A' - 1 + 0x20), lines.get(23));
        assertEquals("" + (char) ('A' - 24 + 0x20), lines.get(0));
    }

    @Test
    void readsSectorsByPlaceAndByNumber() throws ImageException {
        String code = "BB 00 80 B9 02 00 B6 01 B8 02 02 CD 13" + "B8 00 42 BE 30 7D CD 13" + END;
        Machine machine = run(code, List.of());
        assertEquals(0, word(machine.core(0), 5) & 1);
        byte[] disk = disk();
        assertArrayEquals(Arrays.copyOfRange(disk, 64 * 512, 66 * 512), machine.peekPhysical(0x8000, 1024));
        assertArrayEquals(Arrays.copyOfRange(disk, 1000 * 512, 1001 * 512), machine.peekPhysical(0x9000, 512));
    }

    @Test
    void writesASectorThatCanBeReadAgain() throws ImageException {
        String code = "BB 00 7C B9 05 00 B6 00 B8 01 03 CD 13 BB 00 A0 B8 01 02 CD 13" + END;
        Machine machine = run(code, List.of());
        assertArrayEquals(machine.peekPhysical(0x7C00, 512), machine.peekPhysical(0xA000, 512));
    }

    @Test
    void aSectorBehindTheEndFails() throws ImageException {
        Machine machine = run("BB 00 80 B9 02 04 B6 00 B8 02 02 CD 13" + END, List.of());
        assertEquals(0x0400, word(machine.core(0), 0));
        assertEquals(1, word(machine.core(0), 5) & 1);
    }

    @Test
    void theMemoryMapIsWhole() throws ImageException {
        String code = "66 31 DB BF 00 80 66 B8 20 E8 00 00 66 BA 50 41 4D 53 66 B9 14 00 00 00 CD 15 72 09"
                + "83 C7 14 66 09 DB 75 E2 F8" + END;
        Machine machine = run(code, List.of());
        assertEquals(0, word(machine.core(0), 5) & 1);
        assertEquals(0x8000 + 4 * 20, word(machine.core(0), 7));
        int end = 0;
        for (int i = 0; i < 4; i++) {
            byte[] entry = machine.peekPhysical(0x8000 + i * 20, 20);
            int start = wide(entry, 0);
            assertTrue(start >= end);
            end = start + wide(entry, 8);
        }
        assertEquals(8 << 20, end);
    }

    @Test
    void aKeyIsWaitedFor() throws ImageException {
        List<Input> keys = List.of(key(400_000, 0x2A), key(500_000, 0x1E), key(600_000, 0x9E));
        Machine machine = run("CD 16 89 C3 B4 01 CD 16" + END, keys);
        assertEquals(0x1E41, word(machine.core(0), 3));
        assertEquals(0x40, word(machine.core(0), 5) & 0x40, "there is no second one");
        assertEquals(2, machine.peekPhysical(DataArea.SHIFTS, 1)[0]);
    }

    @Test
    void theTimerCounts() throws ImageException {
        Machine machine = run("B4 00 CD 1A 83 FA 05 73 03 F4 EB F4 89 D3" + END, List.of());
        assertEquals(5, word(machine.core(0), 3));
    }

    @Test
    void theBootSectorCanBeStartedAgain() throws ImageException {
        Machine machine = run("A0 00 05 FE C0 A2 00 05 3C 03 74 02 CD 19" + END, List.of());
        assertEquals(3, machine.peekPhysical(0x500, 1)[0]);
    }

    /** As small kernels drive a disk: wait until it is ready, command, wait again, take the words; is there a second one? */
    @Test
    void theDiskAnswersAtItsPortsToo() throws ImageException {
        String ready = "BA F7 01 EC 24 C0 3C 40 75 F9";
        String command = "BA F2 01 B0 01 EE 42 B0 64 EE 42 30 C0 EE 42 EE 42 B0 E0 EE 42 B0 20 EE";
        String take = "BA F0 01 BF 00 80 B9 00 01 F3 6D";
        String second = "C6 06 00 05 77 BA F6 01 B0 F0 EE 42 EC A2 00 05";
        Machine machine = run(ready + command + ready + take + second + END, List.of());
        assertArrayEquals(Arrays.copyOfRange(disk(), 100 * 512, 101 * 512), machine.peekPhysical(0x8000, 512));
        assertEquals(0, machine.peekPhysical(0x500, 1)[0]);
    }

    @Test
    void theMachineIsSwitchedOffAndReset() throws ImageException {
        assertEquals(new MachineState.PoweredOff(0), ended("BA 04 06 B8 00 34 EF EB FE"));
        assertEquals(new MachineState.ResetRequested(0), ended("BA F9 0C B0 02 EE B0 06 EE EB FE"));
        assertEquals(new MachineState.Idle(), ended("BA F8 0C B8 06 06 EF BA F9 0C B0 02 EE" + END));
    }

    private static MachineState ended(String code) throws ImageException {
        Machine machine = boot(code, List.of());
        machine.run(Interleavings.byTime(), TURNS);
        Machine other = boot(code, List.of());
        other.load(machine.save());
        assertEquals(machine.state(), other.state());
        return machine.state();
    }

    @Test
    void aDiskWithoutTheMarkIsRefused() throws ImageException {
        var none = new MachineConfig(1, 8, TestProfiles.small());
        assertThrows(ImageException.class, () -> Machine.boot(none));
        var unmarked = none.withDisks(List.of(DiskImage.of(new byte[512])));
        ImageException refused = assertThrows(ImageException.class, () -> Machine.boot(unmarked));
        assertEquals("the first sector of the first disk does not end with 55 AA", refused.getMessage());
    }

    @Test
    void aSnapshotBringsTheDiskBack() throws ImageException {
        String read = "BB 00 A0 B9 05 00 B6 00 B8 01 02 CD 13";
        Machine machine = boot("BB 00 7C B9 05 00 B6 00 B8 01 03 CD 13" + read + END, List.of());
        var snapshot = machine.snapshot();
        long before = machine.stateHash();
        machine.run(Interleavings.byTime(), TURNS);
        long after = machine.stateHash();
        byte[] saved = machine.save();
        machine.restore(snapshot);
        assertEquals(before, machine.stateHash());
        machine.run(Interleavings.byTime(), TURNS);
        assertEquals(after, machine.stateHash());
        machine.restore(snapshot);
        machine.load(saved);
        assertEquals(after, machine.stateHash());
    }

    private static int word(CoreState core, int register) {
        return core.registers().get(register) & 0xFFFF;
    }

    private static int wide(byte[] bytes, int at) {
        return bytes[at] & 0xFF | (bytes[at + 1] & 0xFF) << 8 | (bytes[at + 2] & 0xFF) << 16 | bytes[at + 3] << 24;
    }

    private static Input key(long time, int code) {
        return new Input(time, Input.Kind.KEYBOARD, (byte) code);
    }

    private static Machine run(String code, List<Input> inputs) throws ImageException {
        Machine machine = boot(code, inputs);
        machine.run(Interleavings.byTime(), TURNS);
        assertEquals(new MachineState.Idle(), machine.state());
        return machine;
    }

    private static Machine boot(String code, List<Input> inputs) throws ImageException {
        byte[] disk = disk();
        byte[] sector = HexFormat.of().parseHex(code.replace(" ", ""));
        System.arraycopy(sector, 0, disk, 0, sector.length);
        var config = new MachineConfig(1, 8, TestProfiles.small())
                .withDisks(List.of(DiskImage.of(disk)))
                .withInputs(inputs);
        return Machine.boot(config);
    }

    /** Different bytes everywhere; in the first sector, beside its mark, a text at 120h and a packet at 130h. */
    private static byte[] disk() {
        byte[] disk = new byte[SECTORS * DiskImage.SECTOR];
        for (int i = DiskImage.SECTOR; i < disk.length; i++) {
            disk[i] = (byte) (i / DiskImage.SECTOR * 7 + i);
        }
        disk[510] = 0x55;
        disk[511] = (byte) 0xAA;
        System.arraycopy("xyz".getBytes(StandardCharsets.US_ASCII), 0, disk, 0x120, 3);
        byte[] packet = HexFormat.of().parseHex("1000010000900000E803000000000000");
        System.arraycopy(packet, 0, disk, 0x130, packet.length);
        return disk;
    }
}
