/* What the window is to show when it opens. */
package org.kernelscope.app.window;

import java.util.Optional;
import org.kernelscope.app.settings.Look;
import org.kernelscope.engine.Recording;
import org.kernelscope.engine.ScenarioOptions;

/**
 * What whoever opens the window asks for; what is empty is as the user left it.
 *
 * @param scenario name of a scenario
 * @param options its parameters
 * @param recording a recording to open in the scenario's place
 * @param look the theme
 */
public record WindowOptions(
        Optional<String> scenario,
        Optional<ScenarioOptions> options,
        Optional<Recording> recording,
        Optional<Look> look) {
    /** As the user left it. */
    public static WindowOptions usual() {
        return new WindowOptions(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    public static WindowOptions of(String scenario, ScenarioOptions options) {
        return new WindowOptions(Optional.of(scenario), Optional.of(options), Optional.empty(), Optional.empty());
    }

    public static WindowOptions of(Recording recording) {
        return new WindowOptions(Optional.empty(), Optional.empty(), Optional.of(recording), Optional.empty());
    }
}
