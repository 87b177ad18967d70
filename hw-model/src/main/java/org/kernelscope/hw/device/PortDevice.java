/* What every device behind I/O ports offers. */
package org.kernelscope.hw.device;

/** A device at a range of I/O ports. */
public interface PortDevice extends Device {
    /** Whether the device answers at this port. */
    boolean at(int port);

    /** Bytes that one access may have; the board splits wider ones into bytes at consecutive ports. */
    default int width() {
        return 1;
    }

    /** Reads; the caller masks the result to the access's size. */
    int read(int port);

    /** The same for a device to which the access's size of 1, 2 or 4 bytes makes a difference. */
    default int read(int port, int size) {
        return read(port);
    }

    /** Writes a value of the access's size, zero-extended. */
    void write(int core, int port, int value);

    /** The same for a device to which the access's size of 1, 2 or 4 bytes makes a difference. */
    default void write(int core, int port, int size, int value) {
        write(core, port, value);
    }
}
