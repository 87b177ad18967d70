/* Packets taken from a stream of bytes. */
package org.kernelscope.engine.gdb;

import java.io.IOException;
import java.io.InputStream;

/** Reads one message after another. Bytes that belong to none are skipped. */
final class PacketReader {
    /** Bytes of the longest packet that is taken, its escapes undone. */
    static final int LONGEST = 0x4000;

    private static final int INTERRUPT = 3;
    private static final int ESCAPED = 0x20;
    private static final int END = -1;

    private final InputStream in;

    PacketReader(InputStream in) {
        this.in = in;
    }

    /** The next message; waits for it. After {@link Message.Gone} there is none. */
    Message next() throws IOException {
        int next = in.read();
        while (next != '$' && next != '-' && next != INTERRUPT && next != END) {
            next = in.read();
        }
        return switch (next) {
            case '$' -> packet();
            case '-' -> new Message.Again();
            case INTERRUPT -> new Message.Interrupt();
            default -> new Message.Gone();
        };
    }

    private Message packet() throws IOException {
        StringBuilder body = new StringBuilder();
        int sum = 0;
        boolean escape = false;
        int next = in.read();
        while (next != '#') {
            if (next == END) {
                return new Message.Gone();
            }
            if (next == '$') {
                body.setLength(0);
                sum = 0;
                escape = false;
            } else {
                sum += next;
                if (next == '}' && !escape) {
                    escape = true;
                } else if (body.length() <= LONGEST) {
                    body.append((char) (escape ? next ^ ESCAPED : next));
                    escape = false;
                }
            }
            next = in.read();
        }
        int high = in.read();
        int low = in.read();
        if (low == END) {
            return new Message.Gone();
        }
        boolean right = Character.digit(high, 16) << 4 == (sum & 0xF0) && Character.digit(low, 16) == (sum & 0xF);
        return right && body.length() <= LONGEST ? new Message.Packet(body.toString()) : new Message.Damaged();
    }
}
