/* The PCI configuration ports of a machine without a PCI bus, and the reset register among them. */
package org.kernelscope.hw.device;

import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.state.StateReader;
import org.kernelscope.hw.state.StateWriter;

/**
 * Mechanism 1 (PCI Local Bus Specification 2.1, 3.7.4.1): the address, written and read in 32 bits, can be read back; every
 * function is absent. A byte at 0xCF9 is the reset control register (Intel 82371SB, 2.7.4): a rising bit 2 resets.
 */
public final class PciConfiguration implements PortDevice {
    /** The reset control register. */
    public static final int RESET_CONTROL = 0xCF9;

    /** What resets the machine there, whatever was written before it. */
    public static final int HARD_RESET = 0x06;

    private static final int ADDRESS = 0xCF8;
    private static final int WRITABLE = 0x80FF_FFFC;
    private static final int RESETS = 0x04;
    private static final int KEPT = 0x06;

    private final KeyboardController.Reset reset;
    private int address;
    private int resetControl;

    public PciConfiguration(KeyboardController.Reset reset) {
        this.reset = reset;
    }

    @Override
    public boolean at(int port) {
        return (port & ~7) == ADDRESS;
    }

    @Override
    public int width() {
        return 4;
    }

    @Override
    public int read(int port, int size) {
        if (port == ADDRESS && size == 4) {
            return address;
        }
        return port == RESET_CONTROL && size == 1 ? resetControl : -1;
    }

    @Override
    public int read(int port) {
        return read(port, 1);
    }

    @Override
    public void write(int core, int port, int size, int value) {
        if (port == ADDRESS && size == 4) {
            address = value & WRITABLE;
        } else if (port == RESET_CONTROL && size == 1) {
            boolean rises = (value & ~resetControl & RESETS) != 0;
            resetControl = value & KEPT;
            if (rises) {
                reset.pulse(core);
            }
        }
    }

    @Override
    public void write(int core, int port, int value) {
        write(core, port, 1, value);
    }

    @Override
    public void save(StateWriter out) {
        out.putInt(address);
        out.putInt(resetControl);
    }

    @Override
    public void load(StateReader in) throws ImageException {
        address = in.getInt() & WRITABLE;
        resetControl = in.getInt() & KEPT;
    }
}
