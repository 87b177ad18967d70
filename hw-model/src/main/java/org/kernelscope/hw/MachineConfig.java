/* What a machine is made of: cores, memory, hardware profile, and what is given to it from outside. */
package org.kernelscope.hw;

import java.util.Arrays;
import java.util.List;

/**
 * One machine, and what it is given besides its kernel.
 *
 * @param cores number of processors, 1 to {@value #MAX_CORES}
 * @param memoryMiB size of RAM in MiB, 4 to 1024
 * @param profile costs and cache geometry
 * @param modules boot modules, in the order in which the kernel sees them
 * @param inputs what arrives at the serial port and from the keyboard, in the order of time
 * @param order when a core's stores become visible to the others
 * @param disks first master and slave, second master and slave; {@value #MAX_DISKS} at most
 */
public record MachineConfig(
        int cores,
        int memoryMiB,
        HardwareProfile profile,
        List<Module> modules,
        List<Input> inputs,
        MemoryOrder order,
        List<DiskImage> disks) {
    public static final int MAX_CORES = 16;
    public static final int MAX_DISKS = 4;

    public MachineConfig {
        if (cores < 1 || cores > MAX_CORES) {
            throw new IllegalArgumentException("cores must be 1 to " + MAX_CORES + ", not " + cores);
        }
        if (memoryMiB < 4 || memoryMiB > 1024) {
            throw new IllegalArgumentException("memory must be 4 to 1024 MiB, not " + memoryMiB);
        }
        modules = List.copyOf(modules);
        inputs = Input.inOrder(inputs);
        if (disks.size() > MAX_DISKS) {
            throw new IllegalArgumentException("disks must be " + MAX_DISKS + " at most, not " + disks.size());
        }
        disks = List.copyOf(disks);
    }

    /** A machine without disks. */
    public MachineConfig(
            int cores,
            int memoryMiB,
            HardwareProfile profile,
            List<Module> modules,
            List<Input> inputs,
            MemoryOrder order) {
        this(cores, memoryMiB, profile, modules, inputs, order, List.of());
    }

    /** A sequentially consistent machine. */
    public MachineConfig(int cores, int memoryMiB, HardwareProfile profile, List<Module> modules, List<Input> inputs) {
        this(cores, memoryMiB, profile, modules, inputs, MemoryOrder.SEQUENTIAL);
    }

    /** A sequentially consistent machine without modules that nobody types at. */
    public MachineConfig(int cores, int memoryMiB, HardwareProfile profile) {
        this(cores, memoryMiB, profile, List.of(), List.of());
    }

    public MachineConfig withModules(List<Module> given) {
        return new MachineConfig(cores, memoryMiB, profile, given, inputs, order, disks);
    }

    public MachineConfig withInputs(List<Input> given) {
        return new MachineConfig(cores, memoryMiB, profile, modules, given, order, disks);
    }

    public MachineConfig withOrder(MemoryOrder given) {
        return new MachineConfig(cores, memoryMiB, profile, modules, inputs, given, disks);
    }

    public MachineConfig withDisks(List<DiskImage> given) {
        return new MachineConfig(cores, memoryMiB, profile, modules, inputs, order, given);
    }

    /**
     * A boot module: a file that the loader puts into memory next to the kernel.
     *
     * @param text its string, by custom its name and arguments
     * @param content its bytes
     */
    public record Module(String text, byte[] content) {
        public Module {
            content = content.clone();
        }

        @Override
        public byte[] content() {
            return content.clone();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Module that && text.equals(that.text) && Arrays.equals(content, that.content);
        }

        @Override
        public int hashCode() {
            return text.hashCode() * 31 + Arrays.hashCode(content);
        }
    }
}
