/* The firmware's own code: for each interrupt a few instructions that ask for the service and go back. */
package org.kernelscope.hw.firmware;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import org.kernelscope.hw.memory.PhysicalMemory;

/**
 * The entry of interrupt n is at F000:{@link #ENTRIES} + 16 n. A service is asked for by OUT to {@link Firmware#PORT}; it
 * tells by the carry flag whether it has to be asked again after the next interrupt.
 */
final class Rom {
    static final int SEGMENT = 0xF000;
    static final int ENTRIES = 0xE000;
    static final int ENTRY_BYTES = 16;
    static final int VECTORS = 0x78;

    static final int TICK = 0x08;
    static final int KEY = 0x09;
    static final int START = 0x19;

    private static final int IVT_ENTRIES = 0x100;
    private static final int IDENTIFICATION = 0xFFFF0;

    /** OUT; JC to STI; IRET; STI; HLT; back to OUT. */
    private static final String SERVICE = "E6B2 7201 CF FB F4 EBF7";

    private static final String NOTHING = "CF";
    /** OUT; INT 1Ch; then as {@link #FIRST_LINE}. */
    private static final String TICKS = "E6B2 CD1C 50 B020 E620 58 CF";

    /** PUSH AX; IN from 60h; OUT; end of interrupt; POP AX; IRET. */
    private static final String KEYS = "50 E460 E6B2 B020 E620 58 CF";

    /** PUSH AX; end of interrupt at the first controller; POP AX; IRET. */
    private static final String FIRST_LINE = "50 B020 E620 58 CF";

    private static final String SECOND_LINE = "50 B020 E6A0 E620 58 CF";

    /** CLI; HLT; again. */
    private static final String STOP = "FA F4 EBFC";

    /** OUT; JC to CLI; JMP 0:7C00; CLI; HLT; again. */
    private static final String STARTS = "E6B2 7205 EA007C0000 FA F4 EBFC";

    /** JMP to the entry of INT 19h; a date; the model byte of an AT. */
    private static final String RESET = "EA90E100F0";

    private static final Map<Integer, String> OTHERS =
            Map.of(TICK, TICKS, KEY, KEYS, 0x18, STOP, START, STARTS, 0x1C, NOTHING, 0x1D, NOTHING, 0x1E, NOTHING);

    private Rom() {}

    /** Writes the code, and the vectors that lead to it. */
    static void write(PhysicalMemory memory) {
        var code = new ByteArrayOutputStream();
        for (int vector = 0; vector < VECTORS; vector++) {
            byte[] entry = HexFormat.of().parseHex(entry(vector).replace(" ", ""));
            assert entry.length <= ENTRY_BYTES;
            code.writeBytes(entry);
            code.writeBytes(new byte[ENTRY_BYTES - entry.length]);
        }
        memory.fill((SEGMENT << 4) + ENTRIES, code.toByteArray(), 0, code.size());
        for (int vector = 0; vector < IVT_ENTRIES; vector++) {
            int known = vector < VECTORS ? vector : 0;
            memory.write32(vector * 4, SEGMENT << 16 | ENTRIES + known * ENTRY_BYTES);
        }
        byte[] reset = HexFormat.of().parseHex(RESET);
        memory.fill(IDENTIFICATION, reset, 0, reset.length);
        byte[] date = "01/01/24".getBytes(StandardCharsets.US_ASCII);
        memory.fill(IDENTIFICATION + 5, date, 0, date.length);
        memory.write8(IDENTIFICATION + 14, 0xFC);
    }

    private static String entry(int vector) {
        if (OTHERS.containsKey(vector)) {
            return OTHERS.get(vector);
        }
        if (vector < TICK) {
            return NOTHING;
        }
        if (vector < 0x10) {
            return FIRST_LINE;
        }
        if (vector >= 0x70) {
            return SECOND_LINE;
        }
        return vector < 0x20 ? SERVICE : NOTHING;
    }
}
