/* The tables from which an operating system learns the machine's processors. */
package org.kernelscope.hw.boot;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.kernelscope.hw.memory.PhysicalMemory;

/** Intel MultiProcessor Specification 1.4: floating pointer, configuration table, processors, one bus, one I/O APIC. */
public final class MultiprocessorTables {
    /** Where the floating pointer is; the configuration table follows it. */
    public static final int FLOATING_POINTER = 0xF0000;

    private static final int CONFIGURATION = FLOATING_POINTER + 16;
    private static final int HEADER_BYTES = 44;
    private static final int PROCESSOR_BYTES = 20;
    private static final int SMALL_ENTRY_BYTES = 8;
    private static final int REVISION_1_4 = 4;
    private static final int APIC_VERSION = 0x14;
    private static final int LOCAL_APICS = 0xFEE0_0000;
    private static final int IO_APIC = 0xFEC0_0000;
    private static final int ENABLED = 1;
    private static final int BOOT_PROCESSOR = 2;
    /** Family 6; an FPU and an APIC on the chip. */
    private static final int SIGNATURE = 0x600;

    private static final int FEATURES = 1 | 1 << 9;

    private MultiprocessorTables() {}

    /** Writes the tables for this many processors, ids 0 and up, 0 the one that boots. */
    public static void write(PhysicalMemory memory, int cores) {
        byte[] configuration = configuration(cores);
        memory.fill(CONFIGURATION, configuration, 0, configuration.length);
        byte[] pointer = floatingPointer();
        memory.fill(FLOATING_POINTER, pointer, 0, pointer.length);
    }

    private static byte[] floatingPointer() {
        byte[] table = new byte[16];
        ByteBuffer out = ByteBuffer.wrap(table).order(ByteOrder.LITTLE_ENDIAN);
        out.put(text("_MP_", 4)).putInt(CONFIGURATION).put((byte) 1).put((byte) REVISION_1_4);
        return summed(table, 10);
    }

    private static byte[] configuration(int cores) {
        int length = HEADER_BYTES + cores * PROCESSOR_BYTES + 2 * SMALL_ENTRY_BYTES;
        byte[] table = new byte[length];
        ByteBuffer out = ByteBuffer.wrap(table).order(ByteOrder.LITTLE_ENDIAN);
        out.put(text("PCMP", 4))
                .putShort((short) length)
                .put((byte) REVISION_1_4)
                .put((byte) 0);
        out.put(text("KSCOPE", 8)).put(text("MACHINE", 12));
        out.putInt(0).putShort((short) 0).putShort((short) (cores + 2));
        out.putInt(LOCAL_APICS).putInt(0);
        for (int core = 0; core < cores; core++) {
            int flags = core == 0 ? ENABLED | BOOT_PROCESSOR : ENABLED;
            out.put((byte) 0).put((byte) core).put((byte) APIC_VERSION).put((byte) flags);
            out.putInt(SIGNATURE).putInt(FEATURES).putLong(0);
        }
        out.put((byte) 1).put((byte) 0).put(text("ISA", 6));
        // Listed because the specification wants one, marked unusable because no device interrupts are wired.
        out.put((byte) 2).put((byte) cores).put((byte) 0x11).put((byte) 0).putInt(IO_APIC);
        return summed(table, 7);
    }

    /** Sets the byte that makes the sum of all bytes 0. */
    private static byte[] summed(byte[] table, int at) {
        int sum = 0;
        for (byte value : table) {
            sum += value;
        }
        table[at] = (byte) -sum;
        return table;
    }

    private static byte[] text(String text, int length) {
        return String.format("%-" + length + "s", text).getBytes(StandardCharsets.US_ASCII);
    }
}
