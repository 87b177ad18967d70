/* Writes the page that describes every layer of the kernel. */
package org.kernelscope.kernel;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes the page that describes every layer of the kernel, as Markdown. */
public final class LayerPage {
    private LayerPage() {}

    /** The whole page: a table of all layers bottom to top, then each. */
    public static String of(List<LayerFacts> layers) {
        StringBuilder page = new StringBuilder("""
                # The layers of the kernel

                Bottom to top. Each includes, calls and names data of itself and of layers above it in this table \
                alone; the build refuses anything else. This page is made from the sources and the built kernel.

                | layer | group | what it is for | C | assembly | tests |
                | --- | --- | --- | ---: | ---: | ---: |
                """);
        layers.forEach(facts -> page.append(row(facts)));
        page.append("| | | lines together | %d | %d | %d |%n"
                .formatted(
                        layers.stream().mapToInt(LayerFacts::linesOfC).sum(),
                        layers.stream().mapToInt(LayerFacts::linesOfAssembly).sum(),
                        layers.stream().mapToInt(LayerFacts::linesOfTests).sum()));
        layers.forEach(facts -> page.append('\n').append(section(facts)));
        return page.toString().replace("\r\n", "\n");
    }

    private static String row(LayerFacts facts) {
        Layer layer = facts.layer();
        return "| [%s](#%s) | %s | %s | %d | %d | %d |%n"
                .formatted(
                        layer.name(),
                        layer.name(),
                        layer.group(),
                        layer.sentence(),
                        facts.linesOfC(),
                        facts.linesOfAssembly(),
                        facts.linesOfTests());
    }

    /** One layer: its sentence, who calls it, its functions, its state. */
    public static String section(LayerFacts facts) {
        Layer layer = facts.layer();
        StringBuilder text = new StringBuilder();
        text.append("## ")
                .append(layer.name())
                .append("\n\n")
                .append(layer.sentence())
                .append("\n\n");
        layer.implemented().ifPresent(name -> text.append("- implements: [%s](#%s)%n".formatted(name, name)));
        text.append("- called by: ").append(links(facts.calledBy())).append('\n');
        if (facts.calledBy().isEmpty()) {
            text.append("- included by: ").append(links(facts.includedBy())).append('\n');
        }
        text.append("- calls: ").append(links(facts.calls())).append('\n');
        text.append("- locks: ")
                .append(facts.locks().isEmpty() ? "none" : codes(facts.locks()))
                .append('\n');
        if (!facts.primitives().isEmpty()) {
            text.append("\n| function | contract |\n| --- | --- |\n");
            facts.primitives()
                    .forEach(each -> text.append("| `%s` | %s |%n".formatted(each.prototype(), each.sentence())));
        }
        if (!facts.state().isEmpty()) {
            text.append("\n| state | type | bytes |\n| --- | --- | ---: |\n");
            facts.state().forEach(each -> text.append(state(each)));
        }
        return text.toString().replace("\r\n", "\n");
    }

    private static String state(Variable variable) {
        return String.format(
                Locale.ROOT,
                "| `%s` | `%s` | %,d |%n",
                variable.name(),
                variable.type().name(),
                variable.type().size());
    }

    private static String links(List<String> names) {
        return names.isEmpty()
                ? "none"
                : names.stream().map(name -> "[%s](#%s)".formatted(name, name)).collect(Collectors.joining(", "));
    }

    private static String codes(List<String> names) {
        return names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
    }
}
