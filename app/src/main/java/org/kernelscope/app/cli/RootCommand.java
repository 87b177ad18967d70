/* `kscope` alone: the window on the spinlock scenario, or the same walk in the terminal where there is no display. */
package org.kernelscope.app.cli;

import java.util.concurrent.Callable;
import org.kernelscope.app.window.WindowOptions;
import org.kernelscope.engine.ScenarioOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "kscope",
        description = {
            "See a real multicore kernel work.",
            "Without a command: opens the window on the spinlock scenario. Where there is no display, walks the same "
                    + "hand-off in the terminal and writes the pictures of the views."
        },
        footer = {
            "",
            "Exit codes: 0 fine, 1 a check failed, 2 wrong usage or input that cannot be used, 3 the environment lacks "
                    + "something or Kernelscope itself failed (KSCOPE_DEBUG=1 shows where)."
        })
final class RootCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (Display.present()) {
            return Opening.window(WindowOptions.usual());
        }
        return new TerminalWalk(spec.commandLine().getOut()).walk("spinlock", ScenarioOptions.defaults());
    }
}
