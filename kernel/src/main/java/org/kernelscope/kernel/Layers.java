/* The layers of the kernel from bottom to top, read from layers.txt. */
package org.kernelscope.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The layers of the kernel from bottom to top. In {@code layers.txt} each has a line: name, group, {@code (implements
 * NAME)} where it is a variant of another layer's interface, one sentence; lines that begin with '#' are remarks.
 */
public record Layers(List<Layer> bottomToTop) {
    public static final String FILE = "layers.txt";
    private static final Pattern LINE = Pattern.compile(
            "([a-z][a-z0-9_]*)\\s+([a-z][a-z0-9_-]*)\\s+(?:\\(implements ([a-z][a-z0-9_]*)\\)\\s+)?(\\S.*)");

    public Layers {
        bottomToTop = List.copyOf(bottomToTop);
    }

    /** The layers, and what is wrong with their list; with problems the layers are those that could be read. */
    record Reading(Layers layers, List<Diagnostic> problems) {}

    /** The layers of these sources; lines that cannot be read are left out, the build reports them. */
    public static Layers of(KernelSources sources) {
        return read(sources).layers();
    }

    static Reading read(KernelSources sources) {
        List<Layer> layers = new ArrayList<>();
        List<Diagnostic> problems = new ArrayList<>();
        Optional<String> text = sources.text(FILE);
        if (text.isEmpty()) {
            problems.add(Diagnostic.error(FILE, 0, "the list of layers is missing"));
        }
        String[] lines = text.orElse("").split("\r?\n", -1);
        for (int i = 0; i < lines.length; i++) {
            String line = lines[i].strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                readLine(line, i + 1, layers, problems);
            }
        }
        return new Reading(new Layers(layers), problems);
    }

    private static void readLine(String line, int number, List<Layer> layers, List<Diagnostic> problems) {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            problems.add(Diagnostic.error(FILE, number, "a layer needs a name, a group and a sentence"));
            return;
        }
        Layer layer = new Layer(parts.group(1), parts.group(2), Optional.ofNullable(parts.group(3)), parts.group(4));
        Layers below = new Layers(List.copyOf(layers));
        if (below.named(layer.name()).isPresent()) {
            problems.add(Diagnostic.error(FILE, number, "the layer " + layer.name() + " is listed twice"));
        }
        layer.implemented()
                .filter(name -> below.named(name).isEmpty())
                .ifPresent(name -> problems.add(Diagnostic.error(
                        FILE, number, layer.name() + " implements " + name + ", which is no layer below it")));
        layers.add(layer);
    }

    public Optional<Layer> named(String name) {
        return bottomToTop.stream().filter(layer -> layer.name().equals(name)).findFirst();
    }

    /** The layer that a source file belongs to by its folder; none for files beside the folders. */
    public Optional<Layer> ofFile(String path) {
        int slash = path.indexOf('/');
        return slash < 0 ? Optional.empty() : named(path.substring(0, slash));
    }

    /** The place of a layer in the stack, from 0; a variant stands where the layer stands that it implements. */
    int rank(Layer layer) {
        return layer.implemented().flatMap(this::named).map(this::rank).orElseGet(() -> bottomToTop.indexOf(layer));
    }

    /** Whether a build of this variant contains the layer: all but the implementations that it did not choose. */
    public boolean isBuilt(Layer layer, Variant variant) {
        return layer.implemented().isEmpty() || variant.folders().contains(layer.name());
    }

    /** The interfaces of which this variant does not choose exactly one implementation. */
    List<Diagnostic> choiceProblems(Variant variant) {
        return bottomToTop.stream()
                .flatMap(layer -> layer.implemented().stream())
                .distinct()
                .flatMap(name -> choiceProblem(name, variant).stream())
                .toList();
    }

    private Optional<Diagnostic> choiceProblem(String interfaceName, Variant variant) {
        List<String> chosen = bottomToTop.stream()
                .filter(layer -> layer.implemented().equals(Optional.of(interfaceName)) && isBuilt(layer, variant))
                .map(Layer::name)
                .toList();
        return switch (chosen.size()) {
            case 0 ->
                Optional.of(Diagnostic.error(
                        FILE,
                        0,
                        "no layer of the build implements " + interfaceName + "; builds choose among "
                                + String.join(", ", variant.folders())));
            case 1 -> Optional.empty();
            default ->
                Optional.of(Diagnostic.error(
                        FILE, 0, String.join(" and ", chosen) + " both implement " + interfaceName + " in one build"));
        };
    }
}
