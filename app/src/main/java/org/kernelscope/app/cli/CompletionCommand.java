/* `kscope completion`: a completion script for bash and zsh, derived from the commands. */
package org.kernelscope.app.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(name = "completion", description = "Prints a completion script for bash and zsh: source <(kscope completion)")
final class CompletionCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine()
                .getOut()
                .print(AutoComplete.bash("kscope", spec.root().commandLine()));
        spec.commandLine().getOut().flush();
        return ExitCode.FINE;
    }
}
