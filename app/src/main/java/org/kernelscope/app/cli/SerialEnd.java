/* What is at the other end of the machine's serial line: the terminal or a file. */
package org.kernelscope.app.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.kernelscope.engine.UserMistake;

/** Takes what the machine sends; the terminal also gives what is entered there. */
final class SerialEnd implements AutoCloseable {
    private static final String TERMINAL = "stdio";

    private final PrintWriter terminal;
    private final Optional<OutputStream> file;
    private final Optional<InputStream> entered;

    private SerialEnd(PrintWriter terminal, Optional<OutputStream> file, Optional<InputStream> entered) {
        this.terminal = terminal;
        this.file = file;
        this.entered = entered;
    }

    /** The end that an option names; without one a terminal that nobody types at. */
    static SerialEnd open(Optional<String> option, PrintWriter terminal) throws IOException, UserMistake {
        if (option.isEmpty()) {
            return new SerialEnd(terminal, Optional.empty(), Optional.empty());
        }
        if (option.get().equals(TERMINAL)) {
            return new SerialEnd(terminal, Optional.empty(), Optional.of(System.in));
        }
        OutputStream file = new BufferedOutputStream(Files.newOutputStream(path(option.get())));
        return new SerialEnd(terminal, Optional.of(file), Optional.empty());
    }

    private static Path path(String name) throws UserMistake {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new UserMistake("--serial " + name + ": this names no file.");
        }
    }

    /** The machine sent a byte. */
    void take(int value) throws IOException {
        if (file.isPresent()) {
            file.get().write(value);
        } else {
            terminal.write(value);
        }
    }

    /** Lets everything be seen that was taken. */
    void flush() throws IOException {
        if (file.isPresent()) {
            file.get().flush();
        } else {
            terminal.flush();
        }
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
        if (file.isPresent()) {
            file.get().close();
        }
    }
}
