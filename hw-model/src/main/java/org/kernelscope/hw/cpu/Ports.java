/* Port input and output with its permission check. */
package org.kernelscope.hw.cpu;

import static org.kernelscope.hw.cpu.Registers.TR;

/** I/O ports as one core reaches them (SDM 1, 19.5). */
final class Ports {
    private static final int BITMAP_POINTER = 0x66;

    private final int core;
    private final Registers registers;
    private final DataPath data;
    private final Environment environment;
    private final Breakpoints breakpoints;

    Ports(int core, Registers registers, DataPath data, Environment environment, Breakpoints breakpoints) {
        this.core = core;
        this.registers = registers;
        this.data = data;
        this.environment = environment;
        this.breakpoints = breakpoints;
    }

    /** Raises #GP where neither the I/O privilege level nor the task's bitmap allows the ports. */
    void check(int port, int size) {
        boolean open = registers.cpl <= registers.inputOutputLevel() && !registers.virtual();
        if (!open && !allowed(port, size)) {
            throw registers.fault.of(Fault.GENERAL_PROTECTION, 0);
        }
    }

    private boolean allowed(int port, int size) {
        int rights = registers.rights[TR];
        int limit = registers.limit[TR];
        if ((rights & 0x9F) != (Segments.PRESENT | Segments.TSS32_BUSY)
                || Integer.compareUnsigned(limit, BITMAP_POINTER + 1) < 0) {
            return false;
        }
        int first = data.readSystem(registers.base[TR] + BITMAP_POINTER, 2) + (port >>> 3);
        if (Integer.compareUnsigned(first + 1, limit) > 0) {
            return false;
        }
        int bits = data.readSystem(registers.base[TR] + first, 2) >>> (port & 7);
        return (bits & (1 << size) - 1) == 0;
    }

    int read(int port, int size) {
        breakpoints.port(port, size);
        return environment.readPort(core, port, size);
    }

    void write(int port, int size, int value) {
        breakpoints.port(port, size);
        environment.writePort(core, port, size, value & Alu.mask(size * 8));
    }
}
