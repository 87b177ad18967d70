/* Looking at memory, which changes nothing. */
package org.kernelscope.hw;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.kernelscope.hw.cpu.Core;
import org.kernelscope.hw.memory.PhysicalMemory;

/** Copies of RAM as page tables show it. */
final class Peek {
    private static final int OFFSET = PhysicalMemory.PAGE_BYTES - 1;

    private Peek() {}

    /** Memory by a core's page tables with these stores over it; shorter than asked for where no RAM is mapped. */
    static byte[] linear(PhysicalMemory memory, Core core, int address, int length, List<BufferedStore> stores) {
        byte[] bytes = new byte[length];
        int done = 0;
        while (done < length) {
            int linear = address + done;
            OptionalInt physical = core.translate(linear);
            int part = Math.min(length - done, PhysicalMemory.PAGE_BYTES - (linear & OFFSET));
            if (physical.isEmpty() || !holds(memory, physical.getAsInt(), part)) {
                break;
            }
            byte[] copy = memory.copy(physical.getAsInt(), part);
            stores.forEach(store -> store.over(copy, physical.getAsInt()));
            System.arraycopy(copy, 0, bytes, done, part);
            done += part;
        }
        return Arrays.copyOf(bytes, done);
    }

    private static boolean holds(PhysicalMemory memory, int physical, int length) {
        return physical >= 0 && physical <= memory.size() - length;
    }
}
