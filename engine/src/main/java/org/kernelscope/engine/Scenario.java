/* What to play: image variant, machine configuration, workload, interleaving. */
package org.kernelscope.engine;

import org.kernelscope.hw.MachineConfig;
import org.kernelscope.kernel.Variant;

/**
 * A scenario with every parameter settled.
 *
 * @param name as on the command line: {@code spinlock}
 * @param title as in the window: {@code Spinlock hand-off}
 * @param summary one sentence: what to look at
 * @param variant how the kernel is built
 * @param machine the hardware
 * @param commandLine what the kernel is told at boot
 * @param interleaving who gets the turns
 * @param megahertz clock rate of the profile
 */
public record Scenario(
        String name,
        String title,
        String summary,
        Variant variant,
        MachineConfig machine,
        String commandLine,
        InterleavingChoice interleaving,
        int megahertz) {}
