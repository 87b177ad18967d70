/* Small guest programs of the tests: bytes with what they mean, and the machine that runs them. */
package org.kernelscope.hw;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import org.kernelscope.hw.interleaving.Interleavings;

/** Programs of one instruction a line, {@code bytes ; mnemonic}, in flat protected mode without paging. */
final class GuestProgram {
    /** Where every vector's handler is: an IRET. */
    static final int HANDLER = TestImage.ENTRY + 0x400;

    static final int RESULT = 0x103000;

    private static final int DESCRIPTORS = 0x600;
    private static final int VECTORS = 0x800;
    private static final long ENOUGH = 100_000;

    /** Stack, descriptor table, interrupt table. */
    private static final String START = """
            bc 00 e0 09 00       ; mov esp,0x9e000
            0f 01 15 58 06 10 00 ; lgdt ds:0x100658
            0f 01 1d 60 06 10 00 ; lidt ds:0x100660
            """;

    private static final String END = """
            b0 10 ; mov al,0x10
            e6 f4 ; out 0xf4,al
            """;

    private GuestProgram() {}

    /** A machine that has run this program to its end. */
    static Machine run(String program, String profile) {
        ByteBuffer code = ByteBuffer.allocate(0x1000).order(ByteOrder.LITTLE_ENDIAN);
        code.put(bytes(START)).put(bytes(program)).put(bytes(END));
        code.put(HANDLER - TestImage.ENTRY, (byte) 0xCF);
        code.putLong(DESCRIPTORS + 8, 0x00CF9A000000FFFFL).putLong(DESCRIPTORS + 16, 0x00CF92000000FFFFL);
        code.putShort(DESCRIPTORS + 24, (short) 23).putInt(DESCRIPTORS + 26, TestImage.ENTRY + DESCRIPTORS);
        code.putShort(DESCRIPTORS + 32, (short) 0x7FF).putInt(DESCRIPTORS + 34, TestImage.ENTRY + VECTORS);
        for (int vector = 0; vector < 256; vector++) {
            code.putInt(VECTORS + vector * 8, HANDLER & 0xFFFF | 8 << 16);
            code.putInt(VECTORS + vector * 8 + 4, HANDLER & 0xFFFF0000 | 0x8E00);
        }
        try {
            var config = new MachineConfig(1, 8, HardwareProfile.parse("test", profile));
            Machine machine = Machine.boot(config, TestImage.elf(code.array()), "");
            machine.run(Interleavings.byTime(), ENOUGH);
            assertEquals(new MachineState.Exited(33), machine.state());
            return machine;
        } catch (ImageException e) {
            throw new AssertionError(e);
        }
    }

    /** A word of memory. */
    static int word(Machine machine, int address) {
        return ByteBuffer.wrap(machine.peekPhysical(address, 4))
                .order(ByteOrder.LITTLE_ENDIAN)
                .getInt();
    }

    private static byte[] bytes(String program) {
        StringBuilder hex = new StringBuilder();
        program.lines().forEach(line -> hex.append(line.split(";")[0].replace(" ", "")));
        return HexFormat.of().parseHex(hex);
    }
}
