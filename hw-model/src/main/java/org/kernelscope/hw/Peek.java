/* Looking at memory, which changes nothing. */
package org.kernelscope.hw;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.kernelscope.hw.cpu.Core;
import org.kernelscope.hw.cpu.Disassembler;
import org.kernelscope.hw.cpu.Disassembly;
import org.kernelscope.hw.memory.PhysicalMemory;

/** Copies of RAM as page tables show it. */
final class Peek {
    private static final int LONGEST_INSTRUCTION = 15;
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

    /** RAM; shorter than asked for at its end. */
    static byte[] physical(PhysicalMemory memory, int address, int length) {
        boolean inside = address >= 0 && address < memory.size();
        return inside ? memory.copy(address, Math.min(length, memory.size() - address)) : new byte[0];
    }

    /** The instruction at a linear address as a core would decode it. */
    static Disassembly disassembled(PhysicalMemory memory, Core core, int linear) {
        byte[] bytes = linear(memory, core, linear, LONGEST_INSTRUCTION, List.of());
        return Disassembler.disassemble(bytes, 0, linear, core.wide());
    }

    private static boolean holds(PhysicalMemory memory, int physical, int length) {
        return physical >= 0 && physical <= memory.size() - length;
    }
}
