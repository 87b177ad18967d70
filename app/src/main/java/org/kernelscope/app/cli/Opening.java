/* Opens the window on a scenario or a recording. */
package org.kernelscope.app.cli;

import org.kernelscope.app.window.Window;
import org.kernelscope.app.window.WindowOptions;
import org.kernelscope.engine.Playback;
import org.kernelscope.engine.Scenario;
import org.kernelscope.engine.ScenarioOptions;
import org.kernelscope.engine.Scenarios;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.kernel.ToolchainException;

/** From a name and options to something that plays. */
final class Opening {
    private Opening() {}

    static Playback playback(String scenario, ScenarioOptions options) throws UserMistake, ToolchainException {
        Scenario settled = Scenarios.named(scenario).with(options);
        return Playback.open(settled, new Kernels().of(settled.variant()));
    }

    /** Shows the window until it is closed. */
    static int window(WindowOptions options) throws InterruptedException {
        Window.launch(options, new Kernels());
        return ExitCode.FINE;
    }
}
