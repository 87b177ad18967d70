/* `kscope test`, which the launcher carries out itself; listed here so that the help shows it. */
package org.kernelscope.app.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(name = "test", description = "Builds everything and passes all tests (the launcher does it with Maven).")
final class TestCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine()
                .getErr()
                .println("kscope: start the tests through the launcher: './kscope test' in the project's folder.");
        return ExitCode.WRONG_USAGE;
    }
}
