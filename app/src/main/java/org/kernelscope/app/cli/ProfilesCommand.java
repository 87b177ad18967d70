/* `kscope profiles`: the hardware there is, and every figure of one with its source. */
package org.kernelscope.app.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.kernelscope.engine.Profiles;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.hw.HardwareProfile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "profiles",
        description = "Lists the hardware profiles, or the figures of one: name, value, unit, source.")
final class ProfilesCommand implements Callable<Integer> {
    @Parameters(index = "0", arity = "0..1", paramLabel = "NAME", description = "the figures of this profile")
    private Optional<String> name = Optional.empty();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws UserMistake {
        PrintWriter out = spec.commandLine().getOut();
        if (name.isPresent()) {
            figures(out, Profiles.load(name.get()));
        } else {
            for (String each : Profiles.names()) {
                out.printf(Locale.ROOT, "%-12s  %s%n", each, Profiles.title(each));
            }
        }
        return ExitCode.FINE;
    }

    private static void figures(PrintWriter out, HardwareProfile profile) {
        profile.parameters()
                .forEach(each -> out.printf(
                        Locale.ROOT,
                        "%-24s %12s %-12s  %s%n",
                        each.name(),
                        String.format(Locale.ROOT, "%,d", each.value()),
                        each.unit(),
                        each.source()));
        profile.words()
                .forEach(each -> out.printf(Locale.ROOT, "%-24s %-25s  %s%n", each.name(), each.text(), each.source()));
    }
}
