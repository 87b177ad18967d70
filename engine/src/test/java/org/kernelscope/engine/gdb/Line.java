/* A client that speaks the remote protocol word by word. */
package org.kernelscope.engine.gdb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** One connection. It fails when no answer comes for a long time. */
final class Line implements AutoCloseable {
    private static final int PATIENCE_MILLISECONDS = 120_000;

    private final Socket socket;
    private final PacketReader in;
    private final PacketWriter out;

    Line(int port) {
        try {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(PATIENCE_MILLISECONDS);
            in = new PacketReader(socket.getInputStream());
            out = new PacketWriter(socket.getOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends bytes as they are. */
    void raw(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    void send(String body) {
        try {
            out.packet(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next bytes, exactly so many. */
    String bytes(int count) throws IOException {
        return new String(socket.getInputStream().readNBytes(count), StandardCharsets.ISO_8859_1);
    }

    /** The next packet that arrives. */
    String reply() {
        try {
            return switch (in.next()) {
                case Message.Packet packet -> packet.body();
                case Message other -> throw new AssertionError("no packet but " + other);
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String ask(String body) {
        send(body);
        return reply();
    }

    /** The text that a monitor command answers with. */
    String monitor(String command) {
        send("qRcmd," + Fields.hex(command));
        StringBuilder text = new StringBuilder();
        for (String reply = reply(); !reply.equals("OK"); reply = reply()) {
            byte[] bytes = HexFormat.of().parseHex(reply.substring(1));
            text.append(new String(bytes, StandardCharsets.UTF_8));
        }
        return text.toString();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
