/* Finds includes and references that reach from a layer to one above it. */
package org.kernelscope.kernel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.kernelscope.kernel.SourceGuard.Include;
import org.kernelscope.kernel.SourceText.Kind;

/** Finds includes and references that reach from a layer to one above it, and names both ends of each. */
final class LayerCheck {
    private final KernelSources sources;
    private final Layers layers;
    private final Map<String, Set<String>> declared = new HashMap<>();

    LayerCheck(KernelSources sources, Layers layers) {
        this.sources = sources;
        this.layers = layers;
        layers.bottomToTop().stream()
                .flatMap(layer -> layer.implemented().stream())
                .forEach(name -> declared.computeIfAbsent(name, this::headerWords));
    }

    List<Diagnostic> includes(SortedMap<String, List<Include>> includes) {
        List<Diagnostic> problems = new ArrayList<>();
        includes.forEach(
                (file, all) -> all.forEach(include -> checkInclude(include).ifPresent(problems::add)));
        return problems;
    }

    /** The sources that lie in no layer, and so would be in no build. */
    List<Diagnostic> homeless() {
        return sources.paths().stream()
                .filter(path -> path.endsWith(".c") || path.endsWith(".S"))
                .filter(path -> layers.ofFile(path).isEmpty() && !UserCode.contains(path))
                .map(path -> Diagnostic.error(path, 0, "lies in no layer; name its folder in " + Layers.FILE))
                .toList();
    }

    private Optional<Diagnostic> checkInclude(Include include) {
        Optional<Layer> from = layers.ofFile(include.file());
        Optional<Layer> to = layers.ofFile(include.target());
        if (from.isEmpty() || to.isEmpty() || layers.rank(to.get()) <= layers.rank(from.get())) {
            return Optional.empty();
        }
        return Optional.of(Diagnostic.error(
                include.file(),
                include.line(),
                include.file() + " (layer " + from.get().name() + ") includes " + include.target() + " (layer "
                        + to.get().name() + "), which lies above it"));
    }

    /** The references between these objects that reach upwards, in the order of the objects. */
    List<Diagnostic> references(List<ObjectFile> objects) {
        Map<String, ObjectFile.Definition> definitions = new HashMap<>();
        objects.forEach(object -> object.definitions().forEach(d -> definitions.putIfAbsent(d.symbol(), d)));
        List<Diagnostic> problems = new ArrayList<>();
        for (ObjectFile object : objects) {
            Set<String> seen = new LinkedHashSet<>();
            for (ObjectFile.Reference reference : object.references()) {
                ObjectFile.Definition target = definitions.get(reference.symbol());
                if (target != null && seen.add(reference.place() + reference.symbol())) {
                    checkReference(reference, target).ifPresent(problems::add);
                }
            }
        }
        return problems;
    }

    /** What layers name of each other between these objects, tests apart. */
    List<LayerUse> uses(List<ObjectFile> objects) {
        Map<String, ObjectFile.Definition> definitions = new HashMap<>();
        objects.forEach(object -> object.definitions().forEach(d -> definitions.putIfAbsent(d.symbol(), d)));
        return objects.stream()
                .filter(object -> !LayerFacts.isTest(object.source()))
                .flatMap(object -> object.references().stream())
                .filter(reference -> definitions.containsKey(reference.symbol()))
                .flatMap(reference -> use(reference, definitions.get(reference.symbol())).stream())
                .distinct()
                .toList();
    }

    private Optional<LayerUse> use(ObjectFile.Reference from, ObjectFile.Definition to) {
        Optional<Layer> user = layers.ofFile(from.file());
        Optional<Layer> owner = layers.ofFile(to.file());
        if (user.isEmpty() || owner.isEmpty() || LayerFacts.isTest(to.file())) {
            return Optional.empty();
        }
        String used = owner.get()
                .implemented()
                .filter(name -> isDeclared(name, to.symbol()))
                .orElse(owner.get().name());
        return Optional.of(new LayerUse(user.get().name(), used, to.symbol()))
                .filter(use -> !use.user().equals(use.used()));
    }

    private Optional<Diagnostic> checkReference(ObjectFile.Reference from, ObjectFile.Definition to) {
        Optional<Layer> user = layers.ofFile(from.file());
        Optional<Layer> owner = layers.ofFile(to.file());
        if (user.isEmpty() || owner.isEmpty() || isBelow(user.get(), owner.get(), to.symbol())) {
            return Optional.empty();
        }
        return Optional.of(Diagnostic.error(
                from.place().file(),
                from.place().line(),
                from.function().orElse("data") + " (layer " + user.get().name() + ") uses " + to.symbol() + " ("
                        + to.place() + ", layer " + owner.get().name() + "), which lies above it"));
    }

    /** Whether the owner's symbol may be used: it lies no higher, and a variant's only where its interface says so. */
    private boolean isBelow(Layer user, Layer owner, String symbol) {
        if (user.equals(owner) || owner.implemented().isEmpty()) {
            return layers.rank(owner) <= layers.rank(user);
        }
        String implemented = owner.implemented().get();
        return layers.rank(owner) <= layers.rank(user) && isDeclared(implemented, symbol);
    }

    private boolean isDeclared(String layer, String symbol) {
        return declared.getOrDefault(layer, Set.of()).contains(symbol);
    }

    private Set<String> headerWords(String layer) {
        return sources.paths().stream()
                .filter(path -> path.startsWith(layer + "/") && path.endsWith(".h"))
                .flatMap(path -> SourceText.scan(path, sources.text(path).orElseThrow()).tokens().stream())
                .filter(token -> token.kind() == Kind.WORD)
                .map(SourceText.Token::text)
                .collect(Collectors.toSet());
    }
}
