/* Which keys of a US keyboard make which characters. */
package org.kernelscope.hw.device;

import java.io.ByteArrayOutputStream;
import java.util.Optional;

/** Scan codes of set 1 (IBM PC keyboard), the code being the place in these rows. */
public final class KeyMap {
    private static final String PLAIN = "\0\u001b1234567890-=\b\tqwertyuiop[]\n\0asdfghjkl;'`\0\\zxcvbnm,./\0\0\0 ";
    private static final String SHIFTED = "\0\u001b!@#$%^&*()_+\b\tQWERTYUIOP{}\n\0ASDFGHJKL:\"~\0|ZXCVBNM<>?\0\0\0 ";
    private static final int SHIFT = 0x2A;
    private static final int RELEASE = 0x80;

    private KeyMap() {}

    /** The scan codes of pressing and releasing what types this character; empty if no key does. */
    public static Optional<byte[]> typing(char character) {
        if (character == 0) {
            return Optional.empty();
        }
        var codes = new ByteArrayOutputStream();
        int plain = PLAIN.indexOf(character);
        int shifted = SHIFTED.indexOf(character);
        if (plain >= 0) {
            codes.write(plain);
            codes.write(plain | RELEASE);
        } else if (shifted >= 0) {
            codes.write(SHIFT);
            codes.write(shifted);
            codes.write(shifted | RELEASE);
            codes.write(SHIFT | RELEASE);
        } else {
            return Optional.empty();
        }
        return Optional.of(codes.toByteArray());
    }
}
