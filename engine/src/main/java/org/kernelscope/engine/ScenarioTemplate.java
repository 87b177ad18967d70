/* A scenario whose parameters are still open. */
package org.kernelscope.engine;

import java.util.Locale;
import org.kernelscope.hw.HardwareProfile;
import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.MachineConfig;
import org.kernelscope.kernel.Variant;

/**
 * One entry of the list of scenarios.
 *
 * @param name as on the command line
 * @param title as in the window
 * @param summary one sentence: what to look at
 * @param run the kernel's word for the workload
 */
public record ScenarioTemplate(String name, String title, String summary, String run) {
    private static final int MOST_ROUNDS = 1_000_000;
    private static final int MOST_UNITS = 1_000_000;
    private static final long LARGEST_SEED = 1_000_000;

    /** The scenario with these parameters; a value out of range is named with the accepted ones. */
    public Scenario with(ScenarioOptions options) throws UserMistake {
        require("cores", options.cores(), 1, MachineConfig.MAX_CORES);
        require("memory in MiB", options.memoryMiB(), 4, 1024);
        require("rounds", options.rounds(), 1, MOST_ROUNDS);
        require("section", options.section(), 0, MOST_UNITS);
        require("think", options.think(), 0, MOST_UNITS);
        require("seed", options.seed(), 0, LARGEST_SEED);
        HardwareProfile profile = Profiles.load(options.profile());
        var machine = new MachineConfig(options.cores(), options.memoryMiB(), profile);
        return new Scenario(
                name,
                title,
                summary,
                Variant.of(options.lock(), options.optimisation()),
                machine,
                commandLine(options),
                options.interleaving(),
                megahertz(profile));
    }

    private String commandLine(ScenarioOptions options) {
        return String.format(
                Locale.ROOT,
                "kscope run=%s rounds=%d section=%d think=%d seed=%d",
                run,
                options.rounds(),
                options.section(),
                options.think(),
                options.seed());
    }

    private static void require(String what, long value, long least, long most) throws UserMistake {
        if (value < least || value > most) {
            throw new UserMistake(String.format(
                    Locale.ROOT, "%s: %d is not possible; accepted are %d to %d.", what, value, least, most));
        }
    }

    private static int megahertz(HardwareProfile profile) {
        try {
            return profile.value("clock");
        } catch (ImageException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }
}
