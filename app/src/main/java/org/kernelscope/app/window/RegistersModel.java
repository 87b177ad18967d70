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
    private static final int EFLAGS = 9;

    /** The flags that are shown, by bit (SDM 1, 3.4.3). */
    private enum Flag {
        CF(0),
        PF(2),
        ZF(6),
        SF(7),
        OF(11),
        DF(10),
        IF(9);

        private final int bit;

        Flag(int bit) {
            this.bit = bit;
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

    /** The flags that are set, the others as dashes, and the privilege level. */
    static Entry flags(CoreView core) {
        StringBuilder text = new StringBuilder();
        for (Flag flag : Flag.values()) {
            boolean set = (core.state().eflags() >> flag.bit & 1) == 1;
            text.append(set ? flag.name() : "\u2013 ").append(' ');
        }
        text.append("CPL ").append(core.state().privilege());
        return new Entry("flags", text.toString(), core.changed().contains(EFLAGS));
    }

    private static String number(int value, boolean hexadecimal) {
        if (!hexadecimal) {
            return Integer.toUnsignedString(value);
        }
        String digits = String.format(Locale.ROOT, "%08x", value);
        return digits.substring(0, 4) + " " + digits.substring(4);
    }
}
