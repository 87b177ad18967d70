/* The tables from which an operating system learns the machine's processors. */
package org.kernelscope.hw.boot;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.kernelscope.hw.device.ApicBus;
import org.kernelscope.hw.device.IoApic;
import org.kernelscope.hw.device.IsaWiring;
import org.kernelscope.hw.memory.PhysicalMemory;

/**
 * Intel MultiProcessor Specification 1.4: floating pointer, configuration table, processors, the ISA bus, the I/O APIC,
 * and where interrupts lead: the 8259 pair to pin 0 and LINT0 (virtual wire), line 0 to pin 2, line n to pin n.
 */
public final class MultiprocessorTables {
    /** Where the floating pointer is; the configuration table follows it. */
    public static final int FLOATING_POINTER = 0xF0000;

    private static final int CONFIGURATION = FLOATING_POINTER + 16;
    private static final int HEADER_BYTES = 44;
    private static final int PROCESSOR_BYTES = 20;
    private static final int SMALL_ENTRY_BYTES = 8;
    private static final int REVISION_1_4 = 4;
    private static final int APIC_VERSION = 0x14;
    private static final int ISA_LINES = 16;
    private static final int CASCADE = 2;
    private static final int IO_INTERRUPT = 3;
    private static final int LOCAL_INTERRUPT = 4;
    private static final int VECTORED = 0;
    private static final int NON_MASKABLE = 1;
    private static final int EXTERNAL = 3;
    private static final int ALL_LOCAL_APICS = 0xFF;
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
        int interrupts = ISA_LINES + 2;
        int length = HEADER_BYTES + cores * PROCESSOR_BYTES + (2 + interrupts) * SMALL_ENTRY_BYTES;
        byte[] table = new byte[length];
        ByteBuffer out = ByteBuffer.wrap(table).order(ByteOrder.LITTLE_ENDIAN);
        out.put(text("PCMP", 4))
                .putShort((short) length)
                .put((byte) REVISION_1_4)
                .put((byte) 0);
        out.put(text("KSCOPE", 8)).put(text("MACHINE", 12));
        out.putInt(0).putShort((short) 0).putShort((short) (cores + 2 + interrupts));
        out.putInt(ApicBus.BASE).putInt(0);
        for (int core = 0; core < cores; core++) {
            int flags = core == 0 ? ENABLED | BOOT_PROCESSOR : ENABLED;
            out.put((byte) 0).put((byte) core).put((byte) APIC_VERSION).put((byte) flags);
            out.putInt(SIGNATURE).putInt(FEATURES).putLong(0);
        }
        out.put((byte) 1).put((byte) 0).put(text("ISA", 6));
        out.put((byte) 2).put((byte) cores).put((byte) 0x11).put((byte) ENABLED).putInt(IoApic.BASE);
        putInterrupt(out, IO_INTERRUPT, EXTERNAL, 0, cores, 0);
        for (int line = 0; line < ISA_LINES; line++) {
            if (line != CASCADE) {
                putInterrupt(out, IO_INTERRUPT, VECTORED, line, cores, IsaWiring.pin(line));
            }
        }
        putInterrupt(out, LOCAL_INTERRUPT, EXTERNAL, 0, ALL_LOCAL_APICS, 0);
        putInterrupt(out, LOCAL_INTERRUPT, NON_MASKABLE, 0, ALL_LOCAL_APICS, 1);
        return summed(table, 7);
    }

    /** Polarity and trigger conform to the bus. */
    private static void putInterrupt(ByteBuffer out, int entry, int type, int line, int apic, int pin) {
        out.put((byte) entry).put((byte) type).putShort((short) 0);
        out.put((byte) 0).put((byte) line).put((byte) apic).put((byte) pin);
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
