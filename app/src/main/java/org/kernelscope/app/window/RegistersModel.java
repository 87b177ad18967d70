/* The focused core's registers as text. */
package org.kernelscope.app.window;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.kernelscope.engine.view.CoreView;

/** Pure functions from a core to what the register panel says. */
final class RegistersModel {
    private static final List<String> NAMES = List.of("eax", "ecx", "edx", "ebx", "esp", "ebp", "esi", "edi");
    private static final int EIP = 8;

    /** The flags that are shown, with their bits (SDM 1, 3.4.3). */
    enum Flag {
        CF(0, "Carry"),
        PF(2, "Parity: the low byte has an even number of ones"),
        ZF(6, "Zero"),
        SF(7, "Sign"),
        OF(11, "Overflow"),
        DF(10, "Direction of string instructions"),
        IF(9, "Interrupts are enabled");

        private final int bit;
        private final String words;

        Flag(int bit, String words) {
            this.bit = bit;
            this.words = words;
        }

        boolean set(CoreView core) {
            return (core.state().eflags() >> bit & 1) == 1;
        }

        String words() {
            return words;
        }
    }

    private RegistersModel() {}

    /**
     * One register.
     *
     * @param name as in the assembler
     * @param value as text
     * @param changed since the previous stop
     */
    record Entry(String name, String value, boolean changed) {}

    /** The eight general registers in the encoding order, then eip. */
    static List<Entry> entries(CoreView core, boolean hexadecimal) {
        List<Entry> entries = new ArrayList<>();
        for (int index = 0; index < NAMES.size(); index++) {
            int value = core.state().registers().get(index);
            entries.add(new Entry(
                    NAMES.get(index), number(value, hexadecimal), core.changed().contains(index)));
        }
        entries.add(new Entry(
                "eip", number(core.state().eip(), true), core.changed().contains(EIP)));
        return entries;
    }

    private static String number(int value, boolean hexadecimal) {
        if (!hexadecimal) {
            return Integer.toUnsignedString(value);
        }
        String digits = String.format(Locale.ROOT, "%08x", value);
        return digits.substring(0, 4) + " " + digits.substring(4);
    }
}
