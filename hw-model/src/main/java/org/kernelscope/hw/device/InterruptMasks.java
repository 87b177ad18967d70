/* The 8259 pair as far as guests need it to switch it off: initialisation and masking; nothing is routed through it. */
package org.kernelscope.hw.device;

import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.state.StateReader;
import org.kernelscope.hw.state.StateWriter;

/** Two controllers at 0x20 and 0xA0 (Intel 8259A data sheet). No line is wired, so request and service read as 0. */
public final class InterruptMasks implements PortDevice {
    private static final int ICW1 = 0x10;
    private static final int ICW4_NEEDED = 0x01;
    private static final int SINGLE = 0x02;

    private final int[] mask = {0xFF, 0xFF};

    private final int[] expected = new int[2];
    private final int[] base = new int[2];
    private final int[] remaining = new int[2];

    @Override
    public boolean at(int port) {
        return (port & ~0x81) == 0x20;
    }

    @Override
    public int read(int port) {
        return (port & 1) == 0 ? 0 : mask[controller(port)];
    }

    @Override
    public void write(int core, int port, int value) {
        int chip = controller(port);
        if ((port & 1) == 0) {
            if ((value & ICW1) != 0) {
                expected[chip] = 1 + ((value & SINGLE) == 0 ? 1 : 0) + (value & ICW4_NEEDED);
                remaining[chip] = expected[chip];
                mask[chip] = 0;
            }
        } else if (remaining[chip] > 0) {
            if (remaining[chip] == expected[chip]) {
                base[chip] = value & 0xF8;
            }
            remaining[chip]--;
        } else {
            mask[chip] = value & 0xFF;
        }
    }

    private static int controller(int port) {
        return port >>> 7;
    }

    @Override
    public void save(StateWriter out) {
        out.putInts(mask);
        out.putInts(expected);
        out.putInts(remaining);
        out.putInts(base);
    }

    @Override
    public void load(StateReader in) throws ImageException {
        in.getInts(mask);
        in.getInts(expected);
        in.getInts(remaining);
        in.getInts(base);
    }
}
