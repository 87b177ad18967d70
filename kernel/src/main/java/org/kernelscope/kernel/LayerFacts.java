/* What one layer is, offers, keeps and uses, read from its sources and its builds. */
package org.kernelscope.kernel;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import org.kernelscope.kernel.BuildResult.Built;
import org.kernelscope.kernel.SourceGuard.Include;

/**
 * What one layer is, offers, keeps and uses, read from its sources and its builds. Tests count for nothing but their
 * size.
 *
 * @param primitives the functions that its headers declare
 * @param state its variables that can change, by name
 * @param locks those of them, or of their members, that are locks or guards, as C writes them
 * @param calledBy layers that name its functions or data, bottom to top
 * @param includedBy layers that include a header of its, bottom to top
 * @param calls layers whose functions or data it names, bottom to top
 * @param linesOfC lines of its sources and headers
 * @param linesOfAssembly lines of its assembly
 * @param linesOfTests lines of its tests
 */
public record LayerFacts(
        Layer layer,
        List<Primitive> primitives,
        List<Variable> state,
        List<String> locks,
        List<String> calledBy,
        List<String> includedBy,
        List<String> calls,
        int linesOfC,
        int linesOfAssembly,
        int linesOfTests) {

    /** Two builds that contain every implementation of every interface. */
    public static final List<Variant> VARIANTS = List.of(
            Variant.of(Variant.Lock.MCS, Variant.Optimisation.O1),
            new Variant(
                    Variant.Lock.TICKET,
                    Variant.Guarding.BIG,
                    Variant.Preemption.PREEMPTIVE,
                    Variant.Alignment.PACKED,
                    Variant.Optimisation.O1));

    /**
     * The facts about every layer, bottom to top.
     *
     * @param builds of these sources; together they contain every layer
     */
    public static List<LayerFacts> of(KernelSources sources, List<Built> builds) {
        Layers layers = Layers.of(sources);
        List<LayerUse> uses =
                builds.stream().flatMap(built -> built.uses().stream()).toList();
        List<Include> includes =
                SourceGuard.judge(sources, VARIANTS.getFirst(), BuildLimits.usual()).includes().values().stream()
                        .flatMap(Collection::stream)
                        .toList();
        Evidence evidence = new Evidence(sources, layers, builds, uses, includes);
        return layers.bottomToTop().stream().map(layer -> of(layer, evidence)).toList();
    }

    private record Evidence(
            KernelSources sources, Layers layers, List<Built> builds, List<LayerUse> uses, List<Include> includes) {}

    private static LayerFacts of(Layer layer, Evidence evidence) {
        String name = layer.name();
        KernelSources sources = evidence.sources();
        Layers layers = evidence.layers();
        List<String> paths = sources.paths().stream()
                .filter(path -> path.startsWith(name + "/"))
                .toList();
        List<Variable> state = state(name, evidence.builds());
        return new LayerFacts(
                layer,
                paths.stream()
                        .filter(path -> path.endsWith(".h") && !isTest(path))
                        .flatMap(path ->
                                HeaderText.functions(path, sources.text(path).orElseThrow()).stream())
                        .toList(),
                state,
                state.stream().flatMap(variable -> locks(variable).stream()).toList(),
                others(layers, evidence.uses(), use -> use.used().equals(name), LayerUse::user),
                includers(layer, evidence),
                others(layers, evidence.uses(), use -> use.user().equals(name), LayerUse::used),
                lines(sources, paths, path -> !isTest(path) && (path.endsWith(".c") || path.endsWith(".h"))),
                lines(sources, paths, path -> path.endsWith(".S")),
                lines(sources, paths, LayerFacts::isTest));
    }

    /** Whether a source is a test of its layer; the layer that runs the tests is none. */
    static boolean isTest(String path) {
        String folder = path.substring(0, path.lastIndexOf('/') + 1);
        String file = path.substring(folder.length());
        return (file.endsWith("_test.c") || file.endsWith("_test.h"))
                && !folder.equals(file.substring(0, file.length() - 2) + "/");
    }

    private static int lines(KernelSources sources, List<String> paths, Predicate<String> wanted) {
        return paths.stream()
                .filter(wanted)
                .mapToInt(path -> (int) sources.text(path).orElseThrow().lines().count())
                .sum();
    }

    /** The layer's variables in the first build that contains it. */
    private static List<Variable> state(String layer, List<Built> builds) {
        for (Built built : builds) {
            List<Variable> all = built.image().variables().stream()
                    .filter(variable -> variable.file().startsWith(layer + "/") && !isTest(variable.file()))
                    .filter(variable -> built.image().isWritable(variable.address()))
                    .sorted((one, other) -> one.name().compareTo(other.name()))
                    .toList();
            if (!all.isEmpty()) {
                return all;
            }
        }
        return List.of();
    }

    private static List<String> locks(Variable variable) {
        List<String> found = new ArrayList<>();
        collectLocks(variable.name(), variable.type(), found);
        return found;
    }

    private static void collectLocks(String expression, Type type, List<String> found) {
        switch (type) {
            case Type.Array array -> collectLocks(expression + "[]", array.element(), found);
            case StructType struct
            when Set.of("struct lock", "struct guard").contains(struct.name()) -> found.add(expression);
            case StructType struct ->
                struct.members()
                        .forEach(member -> collectLocks(expression + "." + member.name(), member.type(), found));
            default -> {}
        }
    }

    private static List<String> others(
            Layers layers, List<LayerUse> uses, Predicate<LayerUse> wanted, Function<LayerUse, String> end) {
        Set<String> names = new TreeSet<>(uses.stream().filter(wanted).map(end).toList());
        return inOrder(layers, names);
    }

    private static List<String> inOrder(Layers layers, Set<String> names) {
        return layers.bottomToTop().stream()
                .map(Layer::name)
                .filter(names::contains)
                .toList();
    }

    private static List<String> includers(Layer layer, Evidence evidence) {
        Set<String> names = new TreeSet<>();
        evidence.includes().stream()
                .filter(include -> include.target().startsWith(layer.name() + "/") && !isTest(include.file()))
                .flatMap(include -> evidence.layers().ofFile(include.file()).stream())
                .filter(includer -> !includer.equals(layer))
                .forEach(includer -> names.add(includer.name()));
        return inOrder(evidence.layers(), names);
    }
}
