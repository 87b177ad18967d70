/* What a machine is made of: cores, memory, hardware profile. */
package org.kernelscope.hw;

/**
 * The hardware of one machine.
 *
 * @param cores number of processors, 1 to {@value #MAX_CORES}
 * @param memoryMiB size of RAM in MiB, 4 to 1024
 * @param profile costs and cache geometry
 */
public record MachineConfig(int cores, int memoryMiB, HardwareProfile profile) {
    public static final int MAX_CORES = 16;

    public MachineConfig {
        if (cores < 1 || cores > MAX_CORES) {
            throw new IllegalArgumentException("cores must be 1 to " + MAX_CORES + ", not " + cores);
        }
        if (memoryMiB < 4 || memoryMiB > 1024) {
            throw new IllegalArgumentException("memory must be 4 to 1024 MiB, not " + memoryMiB);
        }
    }
}
