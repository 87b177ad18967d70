/* The PCI configuration ports of a machine without a PCI bus. */
package org.kernelscope.hw.device;

import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.state.StateReader;
import org.kernelscope.hw.state.StateWriter;

/** Mechanism 1 (PCI Local Bus Specification 2.1, 3.7.4.1): the address can be read back, every function is absent. */
public final class PciConfiguration implements PortDevice {
    private static final int ADDRESS = 0xCF8;
    private static final int WRITABLE = 0x80FF_FFFC;

    private int address;

    @Override
    public boolean at(int port) {
        return (port & ~7) == ADDRESS;
    }

    @Override
    public int width() {
        return 4;
    }

    @Override
    public int read(int port) {
        return port < ADDRESS + 4 ? address >>> (port & 3) * 8 : -1;
    }

    @Override
    public void write(int core, int port, int value) {
        if (port == ADDRESS) {
            address = value & WRITABLE;
        }
    }

    @Override
    public void save(StateWriter out) {
        out.putInt(address);
    }

    @Override
    public void load(StateReader in) throws ImageException {
        address = in.getInt();
    }
}
