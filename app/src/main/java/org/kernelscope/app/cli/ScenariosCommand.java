/* `kscope scenarios`: what there is to run. */
package org.kernelscope.app.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.kernelscope.engine.ScenarioTemplate;
import org.kernelscope.engine.Scenarios;
import org.kernelscope.engine.event.Topic;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(name = "scenarios", description = "Lists the scenarios by topic, with the options of each.")
final class ScenariosCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        for (Topic topic : Topic.values()) {
            out.println(topic.name().toLowerCase(Locale.ROOT));
            Scenarios.all().stream()
                    .filter(template -> template.topic() == topic)
                    .forEach(template -> print(out, template));
        }
        out.println("All take --lock, --optimise, --cores, --memory, --profile, --interleaving and --seed.");
        return ExitCode.FINE;
    }

    private static void print(PrintWriter out, ScenarioTemplate template) {
        out.printf(Locale.ROOT, "  %-18s %s. %s%n", template.name(), template.title(), template.summary());
        out.printf(Locale.ROOT, "  %-18s %s%n", "", String.join(" ", ScenarioMixin.own(template)));
    }
}
