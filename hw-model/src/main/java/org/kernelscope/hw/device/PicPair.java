/* The two cascaded 8259A interrupt controllers of a PC. */
package org.kernelscope.hw.device;

import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.state.StateReader;
import org.kernelscope.hw.state.StateWriter;

/** The first at 0x20 with lines 0 to 7, the second at 0xA0 with lines 8 to 15 behind line 2 of the first. */
public final class PicPair implements PortDevice {
    private static final int CASCADE = 2;

    private final Pic first = new Pic(0x08);
    private final Pic second = new Pic(0x70);
    private final Output output;

    public PicPair(Output output) {
        this.output = output;
    }

    /** Where the INT pin of the first controller leads. */
    @FunctionalInterface
    public interface Output {
        void set(boolean high);
    }

    @Override
    public boolean at(int port) {
        return (port & ~0x81) == 0x20;
    }

    @Override
    public int read(int port) {
        Pic chip = chip(port);
        if ((port & 1) != 0) {
            return chip.readMask();
        }
        int value = chip.readCommand();
        settle();
        return value;
    }

    @Override
    public void write(int core, int port, int value) {
        if ((port & 1) == 0) {
            chip(port).writeCommand(value & 0xFF);
        } else {
            chip(port).writeData(value & 0xFF);
        }
        settle();
    }

    /** Drives a line, 0 to 15; line 2 is the cascade's and has no input of its own. */
    public void set(int line, boolean high) {
        if (line >= 8) {
            second.set(line - 8, high);
        } else if (line != CASCADE) {
            first.set(line, high);
        }
        settle();
    }

    /** Whether a rising edge of this line would be a new request. */
    public boolean matters(int line) {
        return line < 8 ? first.listens(line) : second.listens(line - 8);
    }

    /** Interrupt acknowledge: the vector of the line that is now in service. */
    public int acknowledge() {
        int line = first.acknowledge();
        int vector = first.vector(line);
        if (line == CASCADE) {
            vector = second.vector(second.acknowledge());
            first.set(CASCADE, false);
        }
        settle();
        return vector;
    }

    private Pic chip(int port) {
        return port < 0x80 ? first : second;
    }

    private void settle() {
        first.set(CASCADE, second.pending() != Pic.NONE);
        output.set(first.pending() != Pic.NONE);
    }

    @Override
    public void save(StateWriter out) {
        first.save(out);
        second.save(out);
    }

    @Override
    public void load(StateReader in) throws ImageException {
        first.load(in);
        second.load(in);
    }
}
