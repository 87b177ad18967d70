/* What vectors say of the floating-point registers. */
package org.kernelscope.hw.cpu;

import static org.kernelscope.hw.fpu.StatusWord.C0;
import static org.kernelscope.hw.fpu.StatusWord.C1;
import static org.kernelscope.hw.fpu.StatusWord.C2;
import static org.kernelscope.hw.fpu.StatusWord.C3;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.kernelscope.hw.fpu.Extended;
import org.kernelscope.hw.fpu.FloatRegisters;

/**
 * The comparable part of an FNSAVE image.
 *
 * @param control control word
 * @param status status word
 * @param occupied a bit for each register that is not empty
 * @param numbers ST(0) to ST(7), also what empty ones hold
 */
record FloatImage(int control, int status, int occupied, List<Extended> numbers) {
    private static final int START = 28;
    private static final int BYTES = 10;
    private static final int COUNT = 8;
    private static final List<String> ALL_DEFINED =
            List.of("fcom", "fucom", "ftst", "fxam", "fprem", "fninit", "frstor");
    private static final List<String> C2_DEFINED = List.of("fsin", "fcos", "fptan");

    FloatImage {
        numbers = List.copyOf(numbers);
    }

    static FloatImage of(String hex) {
        ByteBuffer bytes = ByteBuffer.wrap(HexFormat.of().parseHex(hex)).order(ByteOrder.LITTLE_ENDIAN);
        FloatRegisters tags = new FloatRegisters();
        tags.setTagWord(bytes.getShort(8));
        List<Extended> numbers = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            int at = START + i * BYTES;
            numbers.add(new Extended(bytes.getShort(at + 8), bytes.getLong(at)));
        }
        return new FloatImage(bytes.getShort(0) & 0xFFFF, bytes.getShort(4) & 0xFFFF, tags.occupied(), numbers);
    }

    static FloatImage of(FloatRegisters floats) {
        List<Extended> numbers = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            numbers.add(floats.get(i));
        }
        return new FloatImage(floats.control().bits(), floats.statusWord(), floats.occupied(), numbers);
    }

    void load(FloatRegisters floats) {
        floats.setControl(control);
        floats.setStatusWord(status);
        floats.setOccupied(occupied);
        for (int i = 0; i < COUNT; i++) {
            floats.setHidden(i, numbers.get(i));
        }
    }

    /** The bits of the status word that an instruction of this name defines, but for C1 (SDM 2A, "FPU flags affected"). */
    static int comparedStatus(String name) {
        int codes = ALL_DEFINED.stream().anyMatch(name::startsWith)
                ? C0 | C2 | C3
                : C2_DEFINED.stream().anyMatch(name::startsWith) ? C2 : 0;
        return 0xFFFF & ~(C0 | C1 | C2 | C3) | codes;
    }

    static String text(Extended number) {
        return "%04x:%016x".formatted(number.head(), number.significand());
    }
}
