/* What to play: image variant, machine configuration, workload, interleaving. */
package org.kernelscope.engine;

import java.util.List;
import org.kernelscope.hw.MachineConfig;
import org.kernelscope.kernel.Variant;

/**
 * A scenario with every parameter settled.
 *
 * @param name as on the command line: {@code spinlock}
 * @param title as in the window: {@code Spinlock hand-off}
 * @param summary one sentence: what to look at
 * @param variant how the kernel is built
 * @param machine the hardware; the user programs come with the image
 * @param commandLine what the kernel is told at boot
 * @param interleaving who gets the turns
 * @param megahertz clock rate of the profile
 * @param programs names of the user programs that the loader puts into memory, in that order
 * @param views ids of the visualizers to open, the one to look at first
 */
public record Scenario(
        String name,
        String title,
        String summary,
        Variant variant,
        MachineConfig machine,
        String commandLine,
        InterleavingChoice interleaving,
        int megahertz,
        List<String> programs,
        List<String> views) {
    private static final List<String> LOCK_VIEWS = List.of("spinlock", "cores", "timeline", "events");

    public Scenario {
        programs = List.copyOf(programs);
        views = List.copyOf(views);
    }

    /** Whether somebody can type: its programs are told what to do at the serial line. */
    public boolean takesInput() {
        return programs.contains("shell");
    }

    /** A scenario about a lock, without user programs. */
    public Scenario(
            String name,
            String title,
            String summary,
            Variant variant,
            MachineConfig machine,
            String commandLine,
            InterleavingChoice interleaving,
            int megahertz) {
        this(name, title, summary, variant, machine, commandLine, interleaving, megahertz, List.of(), LOCK_VIEWS);
    }
}
