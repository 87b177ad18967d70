/* The registers that gdb is told of, in its order. */
package org.kernelscope.engine.gdb;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import org.kernelscope.hw.CoreState;
import org.kernelscope.hw.Intervention;

/**
 * One row a register; its place in the list is its number, and the description that gdb reads is made of the list. What
 * the machine does not have reads as zero. gdb's EIP is the linear address of the next instruction.
 */
final class RegisterTable {
    private static final String CORE = "org.gnu.gdb.i386.core";
    private static final String SYSTEM = "org.kernelscope.i386.system";
    private static final int NOT_WRITABLE = -1;

    /**
     * A register.
     *
     * @param write which it is for an {@link Intervention.Register}, or that it cannot be written
     */
    private record Row(String feature, String name, int bits, String type, ToIntFunction<CoreState> read, int write) {}

    private static final List<Row> ROWS = rows();

    private RegisterTable() {}

    private static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        List<String> general = List.of("eax", "ecx", "edx", "ebx", "esp", "ebp", "esi", "edi");
        for (String name : general) {
            int index = rows.size();
            String type = name.equals("esp") || name.equals("ebp") ? "data_ptr" : "int32";
            rows.add(new Row(CORE, name, 32, type, core -> core.registers().get(index), index));
        }
        rows.add(new Row(CORE, "eip", 32, "code_ptr", CoreState::linearEip, Intervention.Register.EIP));
        rows.add(new Row(CORE, "eflags", 32, "i386_eflags", CoreState::eflags, Intervention.Register.EFLAGS));
        List<String> segments = List.of("es", "cs", "ss", "ds", "fs", "gs");
        for (String name : List.of("cs", "ss", "ds", "es", "fs", "gs")) {
            int index = segments.indexOf(name);
            rows.add(new Row(CORE, name, 32, "int32", core -> core.segments().get(index), NOT_WRITABLE));
        }
        for (int index = 0; index < 8; index++) {
            rows.add(new Row(CORE, "st" + index, 80, "i387_ext", core -> 0, NOT_WRITABLE));
        }
        for (String name : List.of("fctrl", "fstat", "ftag", "fiseg", "fioff", "foseg", "fooff", "fop")) {
            rows.add(new Row(CORE, name, 32, "int", core -> 0, NOT_WRITABLE));
        }
        rows.add(new Row(SYSTEM, "cr0", 32, "int32", CoreState::cr0, NOT_WRITABLE));
        rows.add(new Row(SYSTEM, "cr2", 32, "data_ptr", CoreState::cr2, NOT_WRITABLE));
        rows.add(new Row(SYSTEM, "cr3", 32, "int32", CoreState::cr3, NOT_WRITABLE));
        rows.add(new Row(SYSTEM, "cr4", 32, "int32", CoreState::cr4, NOT_WRITABLE));
        return List.copyOf(rows);
    }

    /** How many registers there are. */
    static int count() {
        return ROWS.size();
    }

    /** The target description. */
    static String xml() {
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\"?>\n<!DOCTYPE target SYSTEM \"gdb-target.dtd\">\n")
                .append("<target version=\"1.0\">\n<architecture>i386</architecture>\n");
        for (String feature : List.of(CORE, SYSTEM)) {
            xml.append("<feature name=\"").append(feature).append("\">\n");
            if (feature.equals(CORE)) {
                xml.append(flags());
            }
            for (int number = 0; number < ROWS.size(); number++) {
                Row row = ROWS.get(number);
                if (row.feature().equals(feature)) {
                    xml.append(String.format(
                            "<reg name=\"%s\" bitsize=\"%d\" type=\"%s\" regnum=\"%d\"/>%n",
                            row.name(), row.bits(), row.type(), number));
                }
            }
            xml.append("</feature>\n");
        }
        return xml.append("</target>\n").toString().replace("\r\n", "\n");
    }

    /** EFLAGS (SDM 1, 3.4.3), bit by bit. */
    private static String flags() {
        String[] names = "CF @ PF @ AF @ ZF SF TF IF DF OF".split(" ", -1);
        StringBuilder xml = new StringBuilder("<flags id=\"i386_eflags\" size=\"4\">\n");
        for (int bit = 0; bit < names.length; bit++) {
            if (!names[bit].equals("@")) {
                xml.append(String.format("<field name=\"%s\" start=\"%d\" end=\"%d\"/>%n", names[bit], bit, bit));
            }
        }
        return xml.append("</flags>\n").toString();
    }

    /** One register as hexadecimal bytes, the lowest first. */
    static String read(CoreState core, int number) {
        Row row = ROWS.get(number);
        String value = String.format("%08x", Integer.reverseBytes(row.read().applyAsInt(core)));
        return value + "0".repeat(row.bits() / 4 - value.length());
    }

    /** All registers, one after the other. */
    static String readAll(CoreState core) {
        StringBuilder all = new StringBuilder();
        for (int number = 0; number < ROWS.size(); number++) {
            all.append(read(core, number));
        }
        return all.toString();
    }

    /**
     * What has to be changed so that a register holds these bytes; nothing if it does already.
     *
     * @throws Malformed if the bytes are too few or too many, or the register cannot be written
     */
    static List<Intervention> write(CoreState core, int number, String hex) throws Malformed {
        Row row = ROWS.get(number);
        if (hex.length() != row.bits() / 4) {
            throw new Malformed("register " + row.name() + " has " + row.bits() + " bits");
        }
        if (hex.equalsIgnoreCase(read(core, number))) {
            return List.of();
        }
        if (row.write() == NOT_WRITABLE) {
            throw new Malformed("register " + row.name() + " cannot be written");
        }
        Fields fields = new Fields(hex);
        int value = Integer.reverseBytes(fields.number());
        fields.end();
        int base = row.write() == Intervention.Register.EIP ? core.linearEip() - core.eip() : 0;
        return List.of(new Intervention.Register(core.id(), row.write(), value - base));
    }

    /** The same for all registers at once. */
    static List<Intervention> writeAll(CoreState core, String hex) throws Malformed {
        List<Intervention> all = new ArrayList<>();
        int at = 0;
        for (int number = 0; number < ROWS.size(); number++) {
            int end = at + ROWS.get(number).bits() / 4;
            if (end > hex.length()) {
                throw new Malformed("the registers are too few");
            }
            all.addAll(write(core, number, hex.substring(at, end)));
            at = end;
        }
        if (at != hex.length()) {
            throw new Malformed("the registers are too many");
        }
        return all;
    }
}
