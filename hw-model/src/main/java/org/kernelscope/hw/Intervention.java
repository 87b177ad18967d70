/* A change that someone outside makes to a machine between two turns. */
package org.kernelscope.hw;

import java.util.Arrays;
import org.kernelscope.hw.cpu.Core;
import org.kernelscope.hw.memory.PhysicalMemory;

/**
 * What a debugger writes. No instruction did it, so no cache moves a line, no translation buffer notices and no time
 * passes; decoded instructions are decoded anew. A run with an intervention is another run than the one without.
 */
public sealed interface Intervention {
    /** Whether the machine was changed; if it could not be as a whole, nothing of it was. */
    boolean on(PhysicalMemory memory, Core[] cores);

    /**
     * Bytes in RAM; fails where they do not fit.
     *
     * @param physical address of the first byte
     */
    record Memory(int physical, byte[] bytes) implements Intervention {
        public Memory {
            bytes = bytes.clone();
        }

        @Override
        public byte[] bytes() {
            return bytes.clone();
        }

        @Override
        public boolean on(PhysicalMemory memory, Core[] cores) {
            boolean fits = physical >= 0 && physical <= memory.size() - bytes.length;
            if (fits) {
                memory.fill(physical, bytes, 0, bytes.length);
            }
            return fits;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Memory that && physical == that.physical && Arrays.equals(bytes, that.bytes);
        }

        @Override
        public int hashCode() {
            return physical * 31 + Arrays.hashCode(bytes);
        }
    }

    /**
     * The registers of a core that programs use; fails if there is no such core.
     *
     * @param which a general register as in {@link CoreState}, {@link #EIP} or {@link #EFLAGS}
     * @param value of EIP: the offset in CS
     */
    record Register(int core, int which, int value) implements Intervention {
        public static final int EIP = 8;
        public static final int EFLAGS = 9;

        public Register {
            if (which < 0 || which > EFLAGS) {
                throw new IllegalArgumentException("there is no register " + which + " to write");
            }
        }

        @Override
        public boolean on(PhysicalMemory memory, Core[] cores) {
            boolean known = core >= 0 && core < cores.length;
            if (known) {
                cores[core].write(which, value);
            }
            return known;
        }
    }
}
