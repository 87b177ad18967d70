/* What a compiler or linker may use before it is stopped. */
package org.kernelscope.kernel;

import java.time.Duration;

/**
 * What a compiler or linker may use before it is stopped; sources may be hostile.
 *
 * @param time of one program run
 * @param memoryMiB address space of one program, where the host can limit it
 * @param outputMiB size of any file that a program writes
 * @param messageBytes length of what a program prints
 * @param sourceBytes total length of the sources
 */
public record BuildLimits(Duration time, int memoryMiB, int outputMiB, int messageBytes, int sourceBytes) {

    public static BuildLimits usual() {
        return new BuildLimits(Duration.ofSeconds(10), 2048, 16, 1 << 20, 8 << 20);
    }
}
