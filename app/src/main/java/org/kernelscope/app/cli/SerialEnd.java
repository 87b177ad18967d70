/* What is at the other end of the machine's serial line: the terminal, a file, or a program that connected. */
package org.kernelscope.app.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.kernelscope.engine.UserMistake;

/** Takes what the machine sends; the terminal and a connected program also give what is entered there. */
final class SerialEnd implements AutoCloseable {
    private static final String TERMINAL = "stdio";
    private static final String NETWORK = "tcp:";
    private static final int LAST_PORT = 0xFFFF;

    private final Sink sink;
    private final Optional<InputStream> entered;

    private SerialEnd(Sink sink, Optional<InputStream> entered) {
        this.sink = sink;
        this.entered = entered;
    }

    /** Where the machine's bytes go. */
    private interface Sink {
        void take(int value) throws IOException;

        void flush() throws IOException;

        void close() throws IOException;
    }

    /**
     * The end that an option names; without one a terminal that nobody types at. A network port is one of this computer
     * alone; this waits until a program connects to it.
     *
     * @param said takes a sentence about what it waits for
     */
    static SerialEnd open(Optional<String> option, PrintWriter terminal, PrintWriter said)
            throws IOException, UserMistake {
        if (option.isEmpty()) {
            return new SerialEnd(new Terminal(terminal), Optional.empty());
        }
        String name = option.get();
        if (name.equals(TERMINAL)) {
            return new SerialEnd(new Terminal(terminal), Optional.of(System.in));
        }
        if (name.startsWith(NETWORK)) {
            Socket socket = connected(name, said);
            return new SerialEnd(new Connection(socket), Optional.of(socket.getInputStream()));
        }
        return new SerialEnd(new Stream(new BufferedOutputStream(Files.newOutputStream(path(name)))), Optional.empty());
    }

    private static Path path(String name) throws UserMistake {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new UserMistake("--serial " + name + ": this names no file.");
        }
    }

    private static Socket connected(String name, PrintWriter said) throws IOException, UserMistake {
        try (ServerSocket server = new ServerSocket(port(name), 1, InetAddress.getLoopbackAddress())) {
            said.println("kscope: the serial line waits for a connection to localhost:" + server.getLocalPort() + ".");
            said.flush();
            return server.accept();
        } catch (BindException taken) {
            throw new UserMistake("--serial " + name + ": this port cannot be used (" + taken.getMessage()
                    + "); choose another, or 0 for any that is free.");
        }
    }

    private static int port(String name) throws UserMistake {
        String digits = name.substring(NETWORK.length());
        if (!digits.matches("\\d{1,5}") || Integer.parseInt(digits) > LAST_PORT) {
            throw new UserMistake("--serial " + name + ": a port is a number from 0 to " + LAST_PORT + ".");
        }
        return Integer.parseInt(digits);
    }

    /** The machine sent a byte. */
    void take(int value) throws IOException {
        sink.take(value);
    }

    /** Lets everything be seen that was taken. */
    void flush() throws IOException {
        sink.flush();
    }

    /** Whatever was entered and not given yet; never waits. */
    byte[] entered() throws IOException {
        return entered.isEmpty()
                ? new byte[0]
                : entered.get().readNBytes(entered.get().available());
    }

    @Override
    public void close() throws IOException {
        flush();
        sink.close();
    }

    private record Terminal(PrintWriter writer) implements Sink {
        @Override
        public void take(int value) {
            writer.write(value);
        }

        @Override
        public void flush() {
            writer.flush();
        }

        @Override
        public void close() {}
    }

    private record Stream(OutputStream file) implements Sink {
        @Override
        public void take(int value) throws IOException {
            file.write(value);
        }

        @Override
        public void flush() throws IOException {
            file.flush();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    /** A program on this computer; once it is gone, the machine sends to nobody. */
    private static final class Connection implements Sink {
        private final Socket socket;
        private final OutputStream out;
        private boolean gone;

        Connection(Socket socket) throws IOException {
            this.socket = socket;
            out = new BufferedOutputStream(socket.getOutputStream());
        }

        @Override
        public void take(int value) {
            unlessGone(() -> out.write(value));
        }

        @Override
        public void flush() {
            unlessGone(out::flush);
        }

        private void unlessGone(Sending sending) {
            try {
                if (!gone) {
                    sending.send();
                }
            } catch (IOException hungUp) {
                gone = true;
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }

        private interface Sending {
            void send() throws IOException;
        }
    }
}
