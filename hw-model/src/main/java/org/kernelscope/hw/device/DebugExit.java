/* The port by which a guest ends the machine, as QEMU's isa-debug-exit at 0xF4. */
package org.kernelscope.hw.device;

import org.kernelscope.hw.state.StateReader;
import org.kernelscope.hw.state.StateWriter;

/** Stateless: what the machine does with the request is the machine's. */
public final class DebugExit implements PortDevice {
    public static final int PORT = 0xF4;

    private final Sink sink;

    public DebugExit(Sink sink) {
        this.sink = sink;
    }

    @Override
    public boolean at(int port) {
        return port == PORT;
    }

    @Override
    public int width() {
        return 4;
    }

    @Override
    public int read(int port) {
        return -1;
    }

    @Override
    public void write(int core, int port, int value) {
        sink.exit(core, value << 1 | 1);
    }

    @Override
    public void save(StateWriter out) {}

    @Override
    public void load(StateReader in) {}

    /** Receives the request with the code that QEMU would exit with. */
    @FunctionalInterface
    public interface Sink {
        void exit(int core, int code);
    }
}
