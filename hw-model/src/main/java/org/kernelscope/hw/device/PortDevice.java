/* What every device behind I/O ports offers. */
package org.kernelscope.hw.device;

import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.state.StateReader;
import org.kernelscope.hw.state.StateWriter;

/** A device at a range of I/O ports. */
public interface PortDevice {
    /** Whether the device answers at this port. */
    boolean at(int port);

    /** Reads; the caller masks the result to the access's size. */
    int read(int port);

    /** Writes a value of the access's size, zero-extended. */
    void write(int core, int port, int value);

    void save(StateWriter out);

    void load(StateReader in) throws ImageException;
}
