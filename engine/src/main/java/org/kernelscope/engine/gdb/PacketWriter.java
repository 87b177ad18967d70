/* Packets put on a stream of bytes. */
package org.kernelscope.engine.gdb;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes packets with their checksum, and acknowledgements. */
final class PacketWriter {
    private static final String SPECIAL = "#$}*";

    private final OutputStream out;

    PacketWriter(OutputStream out) {
        this.out = out;
    }

    /** Sends a packet; each character of the body is one byte. */
    void packet(String body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write('$');
        int sum = 0;
        for (int i = 0; i < body.length(); i++) {
            char character = body.charAt(i);
            if (SPECIAL.indexOf(character) >= 0) {
                bytes.write('}');
                bytes.write(character ^ 0x20);
                sum += '}' + (character ^ 0x20);
            } else {
                bytes.write(character);
                sum += character;
            }
        }
        bytes.writeBytes(String.format("#%02x", sum & 0xFF).getBytes(StandardCharsets.US_ASCII));
        out.write(bytes.toByteArray());
        out.flush();
    }

    /** Says that a packet arrived well, or asks for it again. */
    void acknowledge(boolean well) throws IOException {
        out.write(well ? '+' : '-');
        out.flush();
    }
}
