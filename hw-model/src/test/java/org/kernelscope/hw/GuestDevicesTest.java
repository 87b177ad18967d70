/* Small guest programs that use the devices as kernels do: interrupts, calibration, keys, serial echo, NMI. */
package org.kernelscope.hw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kernelscope.hw.device.KeyMap;
import org.kernelscope.hw.interleaving.Decisions;
import org.kernelscope.hw.interleaving.Interleavings;

final class GuestDevicesTest {
    private static final long ENOUGH = 1_000_000;
    private static final MachineState SUCCESS = new MachineState.Exited(33);
    private static final int RESULT = 0x103000;
    private static final int HANDLER = 0x400;
    private static final int DESCRIPTORS = 0x600;
    private static final int VECTORS = 0x800;

    /** Stack, descriptor table, interrupt table; the program follows. */
    private static final String START = """
            BC 00 E0 09 00                 mov esp,0x9E000
            0F 01 15 58 06 10 00           lgdt 0x100658
            0F 01 1D 60 06 10 00           lidt 0x100660
            """;

    private static final String CALIBRATION = """
            C7 05 F0 00 E0 FE FF 01 00 00  mov 0xfee000f0,0x1ff
            C7 05 E0 03 E0 FE 0B 00 00 00  mov 0xfee003e0,0xb
            C7 05 00 00 C0 FE 14 00 00 00  mov 0xfec00000,0x14
            C7 05 10 00 C0 FE 40 00 00 00  mov 0xfec00010,0x40
            B0 34                          mov al,0x34
            E6 43                          out 0x43,al
            B0 A9                          mov al,0xa9
            E6 40                          out 0x40,al
            B0 04                          mov al,0x4
            E6 40                          out 0x40,al
            31 C9                          xor ecx,ecx
            FB                             sti
            F4                             hlt
            85 C9                          test ecx,ecx
            74 FB                          je 0x37
            C7 05 80 03 E0 FE FF FF FF FF  mov 0xfee00380,0xffffffff
            F4                             hlt
            83 F9 0B                       cmp ecx,0xb
            72 FA                          jb 0x46
            B8 FF FF FF FF                 mov eax,0xffffffff
            2B 05 90 03 E0 FE              sub eax,0xfee00390
            A3 00 30 10 00                 mov 0x103000,eax
            B0 10                          mov al,0x10
            E6 F4                          out 0xf4,al
            """;

    private static final String COUNT = """
            41                             inc ecx
            C7 05 B0 00 E0 FE 00 00 00 00  mov 0xfee000b0,0x0
            CF                             iret
            """;

    private static final String LEGACY_TIMER = """
            B0 11                          mov al,0x11
            E6 20                          out 0x20,al
            B0 20                          mov al,0x20
            E6 21                          out 0x21,al
            B0 04                          mov al,0x4
            E6 21                          out 0x21,al
            B0 01                          mov al,0x1
            E6 21                          out 0x21,al
            B0 FE                          mov al,0xfe
            E6 21                          out 0x21,al
            B0 36                          mov al,0x36
            E6 43                          out 0x43,al
            B0 00                          mov al,0x0
            E6 40                          out 0x40,al
            B0 10                          mov al,0x10
            E6 40                          out 0x40,al
            31 C9                          xor ecx,ecx
            FB                             sti
            F4                             hlt
            83 F9 05                       cmp ecx,0x5
            72 FA                          jb 0x23
            89 0D 00 30 10 00              mov 0x103000,ecx
            B0 10                          mov al,0x10
            E6 F4                          out 0xf4,al
            """;

    private static final String LEGACY_COUNT = """
            41                             inc ecx
            B0 20                          mov al,0x20
            E6 20                          out 0x20,al
            CF                             iret
            """;

    private static final String KEYBOARD = """
            C7 05 F0 00 E0 FE FF 01 00 00  mov 0xfee000f0,0x1ff
            C7 05 00 00 C0 FE 12 00 00 00  mov 0xfec00000,0x12
            C7 05 10 00 C0 FE 45 00 00 00  mov 0xfec00010,0x45
            BF 00 80 0B 00                 mov edi,0xb8000
            FB                             sti
            F4                             hlt
            81 FF 08 80 0B 00              cmp edi,0xb8008
            72 F7                          jb 0x24
            B0 10                          mov al,0x10
            E6 F4                          out 0xf4,al
            """;

    private static final String KEY = """
            E4 60                          in al,0x60
            B4 1F                          mov ah,0x1f
            66 89 07                       mov [edi],ax
            83 C7 02                       add edi,0x2
            C7 05 B0 00 E0 FE 00 00 00 00  mov 0xfee000b0,0x0
            CF                             iret
            """;

    private static final String ECHO = """
            C7 05 F0 00 E0 FE FF 01 00 00  mov 0xfee000f0,0x1ff
            C7 05 00 00 C0 FE 18 00 00 00  mov 0xfec00000,0x18
            C7 05 10 00 C0 FE 44 00 00 00  mov 0xfec00010,0x44
            66 BA FA 03                    mov dx,0x3fa
            B0 41                          mov al,0x41
            EE                             out dx,al
            66 BA FC 03                    mov dx,0x3fc
            B0 08                          mov al,0x8
            EE                             out dx,al
            66 BA F9 03                    mov dx,0x3f9
            B0 01                          mov al,0x1
            EE                             out dx,al
            FB                             sti
            F4                             hlt
            80 FB 21                       cmp bl,0x21
            75 FA                          jne 0x34
            B0 10                          mov al,0x10
            E6 F4                          out 0xf4,al
            """;

    private static final String RECEIVED = """
            66 BA FD 03                    mov dx,0x3fd
            EC                             in al,dx
            A8 01                          test al,0x1
            74 0A                          je 0x13
            66 BA F8 03                    mov dx,0x3f8
            EC                             in al,dx
            EE                             out dx,al
            88 C3                          mov bl,al
            EB ED                          jmp 0x0
            C7 05 B0 00 E0 FE 00 00 00 00  mov 0xfee000b0,0x0
            CF                             iret
            """;

    private static final String NMI = """
            C7 05 F0 00 E0 FE FF 01 00 00  mov 0xfee000f0,0x1ff
            C7 05 00 03 E0 FE 00 44 00 00  mov 0xfee00300,0x4400
            FA                             cli
            F4                             hlt
            89 0D 00 30 10 00              mov 0x103000,ecx
            B0 10                          mov al,0x10
            E6 F4                          out 0xf4,al
            """;

    private static final String NMI_HANDLER = """
            41                             inc ecx
            CF                             iret
            """;

    @Test
    void theIntervalTimerCalibratesTheApicTimer() {
        Machine machine = finished(machine(CALIBRATION, COUNT, List.of()));
        // Ten periods of 1193 ticks of 1.193182 MHz, in cycles of 1000 MHz.
        long expected = 10 * 1193 * 1_000_000_000L / 1_193_182;
        long counted = word(machine) & 0xFFFF_FFFFL;
        assertTrue(Math.abs(counted - expected) < 1000, counted + " instead of " + expected);
    }

    @Test
    void theTimerReachesTheBootProcessorThroughThe8259Pair() {
        Machine machine = finished(machine(LEGACY_TIMER, LEGACY_COUNT, List.of()));
        assertEquals(5, word(machine));
    }

    @Test
    void keysArriveAndAppearOnTheScreen() {
        List<Input> keys = new ArrayList<>();
        for (char key : new char[] {'a', '5'}) {
            for (byte code : KeyMap.typing(key).orElseThrow()) {
                keys.add(new Input(1_000_000 + keys.size() / 2 * 50_000, Input.Kind.KEYBOARD, code));
            }
        }
        Machine machine = finished(machine(KEYBOARD, KEY, keys));
        Screen.Row row = machine.screen().rows().getFirst();
        assertEquals("▲₧♠å", row.text().strip(), "codes 1E 9E 06 86 as characters");
        assertEquals(0x1F, row.attributes().getFirst());
        assertTrue(machine.now() >= 1_050_000);
    }

    @Test
    void theSerialLineEchoesByInterrupts() {
        Machine machine = finished(machine(ECHO, RECEIVED, text("Hello, world!", 5_000, 20_000)));
        assertEquals("Hello, world!", machine.serialOutput());
    }

    @Test
    void anNmiWakesACoreThatHasInterruptsOff() {
        assertEquals(1, word(finished(machine(NMI, NMI_HANDLER, List.of()))));
    }

    @Test
    void theKeyboardControllerResetsTheMachine() {
        Machine machine = machine("B0 FE                          mov al,0xFE\nE6 64\nF4\n", COUNT, List.of());
        machine.run(Interleavings.byTime(), ENOUGH);
        assertEquals(new MachineState.ResetRequested(0), machine.state());
    }

    @Test
    void anUntouchedTimerWakesNobody() {
        Machine machine =
                machine("FB                             sti\nF4                             hlt\n", COUNT, List.of());
        machine.run(Interleavings.byTime(), ENOUGH);
        assertEquals(new MachineState.Idle(), machine.state());
    }

    @Test
    void liveInputIsRecordedAndReplaysBitForBit() throws ImageException {
        var recorder = new Decisions.Recorder(Interleavings.random(3));
        Machine live = machine(ECHO, RECEIVED, List.of());
        List<Long> hashes = new ArrayList<>();
        for (char character : "abc!".toCharArray()) {
            live.run(recorder, 9);
            hashes.add(live.stateHash());
            Input asked = new Input(0, Input.Kind.SERIAL, (byte) character);
            assertEquals(live.now() + 1, live.input(asked).cycles(), "never in the past");
        }
        live.run(recorder, ENOUGH);
        assertEquals(SUCCESS, live.state());
        assertEquals("abc!", live.serialOutput());

        List<Input> recorded = Input.fromBytes(Input.toBytes(live.inputs()));
        assertEquals(live.inputs(), recorded);
        Machine replayed = machine(ECHO, RECEIVED, recorded);
        Interleaving replay = Interleavings.replay(recorder.decisions());
        for (long hash : hashes) {
            replayed.run(replay, 9);
            assertEquals(hash, replayed.stateHash());
        }
        replayed.run(replay, live.steps() - replayed.steps());
        assertEquals(live.stateHash(), replayed.stateHash());
        assertEquals(live.steps(), replayed.steps());
    }

    @Test
    void anIdleMachineGoesOnWhenSomethingArrives() {
        Machine machine = machine(ECHO, RECEIVED, List.of());
        machine.run(Interleavings.byTime(), ENOUGH);
        assertEquals(new MachineState.Idle(), machine.state());
        machine.input(new Input(machine.now() + 12_345, Input.Kind.SERIAL, (byte) '!'));
        finished(machine);
        assertEquals("!", machine.serialOutput());
    }

    @Test
    void goingBackMeetsTheSameInputAgain() {
        Machine machine = machine(ECHO, RECEIVED, text("one!", 5_000, 5_000));
        Snapshot start = machine.snapshot();
        machine.run(Interleavings.byTime(), 60);
        Snapshot later = machine.snapshot();
        String halfway = machine.serialOutput();
        assertTrue(machine.serialOutput().length() > 0 && machine.serialOutput().length() < 4, machine.serialOutput());
        long end = finished(machine).stateHash();
        machine.restore(start);
        assertEquals("", machine.serialOutput());
        assertEquals(end, finished(machine).stateHash());

        machine.restore(start);
        machine.inputs(text("two!", 5_000, 5_000));
        finished(machine);
        assertEquals("two!", machine.serialOutput());
        machine.restore(later);
        assertEquals(halfway, machine.serialOutput(), "its own past");
    }

    @Test
    void inputToComeIsSaved() throws ImageException {
        Machine machine = machine(ECHO, RECEIVED, text("saved!", 5_000, 5_000));
        machine.run(Interleavings.byTime(), 60);
        byte[] saved = machine.save();
        Machine other = machine(ECHO, RECEIVED, List.of());
        other.load(saved);
        assertEquals(machine.stateHash(), other.stateHash());
        assertEquals(finished(machine).stateHash(), finished(other).stateHash());
        assertEquals("saved!", other.serialOutput());
    }

    private static List<Input> text(String text, long first, long gap) {
        List<Input> inputs = new ArrayList<>();
        for (byte value : text.getBytes(StandardCharsets.ISO_8859_1)) {
            inputs.add(new Input(first + inputs.size() * gap, Input.Kind.SERIAL, value));
        }
        return inputs;
    }

    private static Machine machine(String program, String handler, List<Input> inputs) {
        ByteBuffer code = ByteBuffer.allocate(0x1000).order(ByteOrder.LITTLE_ENDIAN);
        code.put(bytes(START)).put(bytes(program));
        code.position(HANDLER).put(bytes(handler));
        code.putLong(DESCRIPTORS + 8, 0x00CF9A000000FFFFL).putLong(DESCRIPTORS + 16, 0x00CF92000000FFFFL);
        code.putShort(DESCRIPTORS + 24, (short) 23).putInt(DESCRIPTORS + 26, TestImage.ENTRY + DESCRIPTORS);
        code.putShort(DESCRIPTORS + 32, (short) 0x7FF).putInt(DESCRIPTORS + 34, TestImage.ENTRY + VECTORS);
        int target = TestImage.ENTRY + HANDLER;
        for (int vector = 0; vector < 256; vector++) {
            code.putInt(VECTORS + vector * 8, target & 0xFFFF | 8 << 16);
            code.putInt(VECTORS + vector * 8 + 4, target & 0xFFFF0000 | 0x8E00);
        }
        try {
            var config = new MachineConfig(2, 8, TestProfiles.small()).withInputs(inputs);
            return Machine.boot(config, TestImage.elf(code.array()), "");
        } catch (ImageException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] bytes(String program) {
        StringBuilder hex = new StringBuilder();
        program.lines().forEach(line -> hex.append(line, 0, Math.min(30, line.length())));
        return HexFormat.of().parseHex(hex.toString().replace(" ", ""));
    }

    private static Machine finished(Machine machine) {
        machine.run(Interleavings.byTime(), ENOUGH);
        assertEquals(SUCCESS, machine.state());
        return machine;
    }

    private static int word(Machine machine) {
        return ByteBuffer.wrap(machine.peekPhysical(RESULT, 4))
                .order(ByteOrder.LITTLE_ENDIAN)
                .getInt();
    }
}
