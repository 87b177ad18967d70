/* The power-on self-test port 0x80, which guests also write to wait a moment. */
package org.kernelscope.hw.device;

import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.state.StateReader;
import org.kernelscope.hw.state.StateWriter;

/** Keeps the last code written. */
public final class PostCode implements PortDevice {
    private int code;

    @Override
    public boolean at(int port) {
        return port == 0x80;
    }

    @Override
    public int read(int port) {
        return code;
    }

    @Override
    public void write(int core, int port, int value) {
        code = value & 0xFF;
    }

    @Override
    public void save(StateWriter out) {
        out.putInt(code);
    }

    @Override
    public void load(StateReader in) throws ImageException {
        code = in.getInt();
    }
}
