/* The tables of ACPI, from which an operating system learns processors, interrupts and how to switch off. */
package org.kernelscope.hw.boot;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.kernelscope.hw.device.ApicBus;
import org.kernelscope.hw.device.IoApic;
import org.kernelscope.hw.device.IsaWiring;
import org.kernelscope.hw.device.PciConfiguration;
import org.kernelscope.hw.device.PowerManagement;
import org.kernelscope.hw.memory.PhysicalMemory;

/**
 * Advanced Configuration and Power Interface Specification 2.0, chapter 5: root pointer, root table, fixed description,
 * processors and interrupts, a differentiated description that only tells how to switch off, firmware control. They say
 * what the multiprocessor tables say.
 */
public final class AcpiTables {
    /** Where the root pointer is; the tables follow it. */
    public static final int ROOT_POINTER = 0xF1000;

    private static final int ROOT_TABLE = 0xF1040;
    private static final int FIXED = 0xF1080;
    private static final int INTERRUPTS = 0xF1180;
    private static final int DESCRIPTION = 0xF1280;
    private static final int CONTROL = 0xF1300;

    private static final int HEADER_BYTES = 36;
    private static final int CHECKSUM = 9;
    private static final int FIXED_BYTES = 244;
    private static final int CONTROL_BYTES = 64;
    private static final int PROCESSOR_BYTES = 8;
    private static final int OTHER_ENTRIES_BYTES = 12 + 10 + 10 + 6;
    private static final int ALL = 0xFF;
    private static final int LEVEL_ACTIVE_HIGH = 0x000D;
    private static final int NO_SUCH_STATE = 0x0FFF;
    private static final int CENTURY = 0x32;

    /** Devices of the ISA bus, a keyboard controller. */
    private static final int LEGACY_DEVICES = 3;

    /** WBINVD works, HLT sleeps, no fixed buttons, no alarm that wakes from sleep, a reset register. */
    private static final int FEATURES = 1 | 1 << 2 | 1 << 4 | 1 << 5 | 1 << 6 | 1 << 10;

    /** Name (_S5, Package (4) {5, 5, 0, 0}): the sleep type that switches off. */
    private static final String SOFT_OFF = "08 5F53355F 12 08 04 0A05 0A05 00 00";

    private AcpiTables() {}

    /** Writes the tables for this many processors, ids 0 and up. */
    public static void write(PhysicalMemory memory, int cores) {
        put(memory, ROOT_POINTER, rootPointer());
        put(memory, ROOT_TABLE, rootTable());
        put(memory, FIXED, fixed());
        put(memory, INTERRUPTS, interrupts(cores));
        put(memory, DESCRIPTION, description());
        put(memory, CONTROL, control());
    }

    private static void put(PhysicalMemory memory, int address, byte[] table) {
        memory.fill(address, table, 0, table.length);
    }

    private static byte[] rootPointer() {
        ByteBuffer out = ByteBuffer.allocate(20).order(ByteOrder.LITTLE_ENDIAN);
        out.put(text("RSD PTR "))
                .put((byte) 0)
                .put(text("KSCOPE"))
                .put((byte) 0)
                .putInt(ROOT_TABLE);
        return summed(out.array(), 8);
    }

    private static byte[] rootTable() {
        byte[] table = new byte[HEADER_BYTES + 2 * Integer.BYTES];
        headed(table, "RSDT", 1).putInt(FIXED).putInt(INTERRUPTS);
        return summed(table, CHECKSUM);
    }

    /** Offsets as in table 5-8 of the specification. */
    private static byte[] fixed() {
        byte[] table = new byte[FIXED_BYTES];
        ByteBuffer out = headed(table, "FACP", 3);
        out.putInt(36, CONTROL).putInt(40, DESCRIPTION);
        out.put(44, (byte) 1).put(45, (byte) 1);
        out.putShort(46, (short) PowerManagement.LINE);
        out.putInt(56, PowerManagement.EVENTS)
                .putInt(64, PowerManagement.CONTROL)
                .putInt(76, PowerManagement.TIMER);
        out.put(88, (byte) 4).put(89, (byte) 2).put(91, (byte) 4);
        out.putShort(96, (short) NO_SUCH_STATE).putShort(98, (short) NO_SUCH_STATE);
        out.put(108, (byte) CENTURY).putShort(109, (short) LEGACY_DEVICES).putInt(112, FEATURES);
        putPort(out, 116, 8, PciConfiguration.RESET_CONTROL);
        out.put(128, (byte) PciConfiguration.HARD_RESET);
        out.putLong(132, CONTROL).putLong(140, DESCRIPTION);
        putPort(out, 148, 32, PowerManagement.EVENTS);
        putPort(out, 172, 16, PowerManagement.CONTROL);
        putPort(out, 208, 32, PowerManagement.TIMER);
        return summed(table, CHECKSUM);
    }

    /** A generic address: space, width in bits, offset, reserved, address. */
    private static void putPort(ByteBuffer out, int at, int bits, int port) {
        out.put(at, (byte) 1).put(at + 1, (byte) bits).putLong(at + 4, port);
    }

    private static byte[] interrupts(int cores) {
        byte[] table = new byte[HEADER_BYTES + 2 * Integer.BYTES + cores * PROCESSOR_BYTES + OTHER_ENTRIES_BYTES];
        ByteBuffer out = headed(table, "APIC", 1);
        out.putInt(ApicBus.BASE).putInt(1);
        for (int core = 0; core < cores; core++) {
            out.put((byte) 0).put((byte) PROCESSOR_BYTES).put((byte) core).put((byte) core);
            out.putInt(1);
        }
        out.put((byte) 1).put((byte) 12).put((byte) cores).put((byte) 0);
        out.putInt(IoApic.BASE).putInt(0);
        putOverride(out, 0, 0);
        putOverride(out, PowerManagement.LINE, LEVEL_ACTIVE_HIGH);
        out.put((byte) 4).put((byte) 6).put((byte) ALL).putShort((short) 0).put((byte) 1);
        return summed(table, CHECKSUM);
    }

    /** A line of the ISA bus whose pin or kind is not what it would be without a word. */
    private static void putOverride(ByteBuffer out, int line, int kind) {
        out.put((byte) 2).put((byte) 10).put((byte) 0).put((byte) line);
        out.putInt(IsaWiring.pin(line)).putShort((short) kind);
    }

    private static byte[] description() {
        byte[] code = HexFormat.of().parseHex(SOFT_OFF.replace(" ", ""));
        assert code[code.length - 3] == PowerManagement.SOFT_OFF : "the table names another sleep type";
        byte[] table = new byte[HEADER_BYTES + code.length];
        headed(table, "DSDT", 1).put(code);
        return summed(table, CHECKSUM);
    }

    private static byte[] control() {
        ByteBuffer out = ByteBuffer.allocate(CONTROL_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        return out.put(text("FACS")).putInt(CONTROL_BYTES).put(32, (byte) 1).array();
    }

    /** Writes a table's header; what follows goes to the buffer. */
    private static ByteBuffer headed(byte[] table, String name, int revision) {
        ByteBuffer out = ByteBuffer.wrap(table).order(ByteOrder.LITTLE_ENDIAN);
        out.put(text(name)).putInt(table.length).put((byte) revision).put((byte) 0);
        return out.put(text("KSCOPE"))
                .put(text("MACHINE "))
                .putInt(1)
                .put(text("KSCP"))
                .putInt(1);
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

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
