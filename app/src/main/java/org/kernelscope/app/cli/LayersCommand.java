/* `kscope layers`: what the kernel is made of, layer by layer. */
package org.kernelscope.app.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.kernel.LayerFacts;
import org.kernelscope.kernel.LayerPage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "layers",
        description = "Prints the layers of the kernel as Markdown: functions, state, locks, callers, sizes.")
final class LayersCommand implements Callable<Integer> {
    @Parameters(index = "0", arity = "0..1", paramLabel = "NAME", description = "this layer alone")
    private Optional<String> name = Optional.empty();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        List<LayerFacts> facts = new Kernels().layers();
        PrintWriter out = spec.commandLine().getOut();
        out.print(name.isPresent() ? LayerPage.section(named(facts, name.get())) : LayerPage.of(facts));
        out.flush();
        return ExitCode.FINE;
    }

    private static LayerFacts named(List<LayerFacts> facts, String name) throws UserMistake {
        return facts.stream()
                .filter(each -> each.layer().name().equals(name))
                .findFirst()
                .orElseThrow(() -> new UserMistake("There is no layer '" + name + "'; there are "
                        + facts.stream().map(each -> each.layer().name()).collect(Collectors.joining(", ")) + "."));
    }
}
