/* The body of a packet, taken apart from left to right. */
package org.kernelscope.engine.gdb;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** A cursor over a packet's characters. */
final class Fields {
    private static final HexFormat HEX = HexFormat.of();

    private final String body;
    private int at;

    Fields(String body) {
        this.body = body;
    }

    boolean done() {
        return at == body.length();
    }

    /** Whether this comes next; if so, it is taken. */
    boolean takes(String text) {
        boolean next = body.startsWith(text, at);
        at += next ? text.length() : 0;
        return next;
    }

    /** Nothing more may come. */
    void end() throws Malformed {
        if (!done()) {
            throw new Malformed("there is too much: " + rest());
        }
    }

    /** Takes this, which has to come next. */
    void take(String text) throws Malformed {
        if (!takes(text)) {
            throw new Malformed("'" + text + "' is missing");
        }
    }

    /** Takes a hexadecimal number of at least one digit; more than 32 bits are no number here. */
    int number() throws Malformed {
        long value = 0;
        int begin = at;
        while (at < body.length() && HexFormat.isHexDigit(body.charAt(at))) {
            value = value << 4 | HexFormat.fromHexDigit(body.charAt(at));
            if (value > 0xFFFF_FFFFL) {
                throw new Malformed("a number has more than 32 bits");
            }
            at++;
        }
        if (at == begin) {
            throw new Malformed("a number is missing");
        }
        return (int) value;
    }

    /** Takes a hexadecimal number that counts something. */
    int count() throws Malformed {
        int count = number();
        if (count < 0) {
            throw new Malformed("a count is too large");
        }
        return count;
    }

    /** Takes everything up to this character, which is taken too, or up to the end. */
    String upTo(char end) {
        int found = body.indexOf(end, at);
        String text = body.substring(at, found < 0 ? body.length() : found);
        at = found < 0 ? body.length() : found + 1;
        return text;
    }

    String rest() {
        String text = body.substring(at);
        at = body.length();
        return text;
    }

    /** Takes pairs of hexadecimal digits up to the end. */
    byte[] bytes() throws Malformed {
        try {
            return HEX.parseHex(rest());
        } catch (IllegalArgumentException e) {
            throw new Malformed("hexadecimal digits are wrong or odd in number");
        }
    }

    static String hex(byte[] bytes) {
        return HEX.formatHex(bytes);
    }

    static String hex(String text) {
        return HEX.formatHex(text.getBytes(StandardCharsets.UTF_8));
    }
}
