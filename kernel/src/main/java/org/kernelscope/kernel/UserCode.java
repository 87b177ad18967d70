/* Where user programs and their library lie among the sources, and what they may use of the kernel. */
package org.kernelscope.kernel;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.kernelscope.kernel.SourceGuard.Include;

/**
 * Where user programs and their library lie among the sources, and what they may use of the kernel: the headers that
 * both sides share, nothing else. Each {@code user/programs/NAME.c} is one program, linked with all of
 * {@code user/lib}.
 */
final class UserCode {
    static final String LINKER_SCRIPT = "user/link.ld";
    static final List<String> SEARCH_FOLDERS = List.of("user/lib/", "user/", "");

    private static final String ROOT = "user/";
    private static final String LIBRARY = "user/lib/";
    private static final String PROGRAMS = "user/programs/";
    private static final Set<String> SHARED = Set.of("error/error.h", "syscall/numbers.h");
    private static final String RULE =
            "user code may include its own library, error/error.h and syscall/numbers.h alone";

    private final KernelSources sources;
    private final Layers layers;

    UserCode(KernelSources sources, Layers layers) {
        this.sources = sources;
        this.layers = layers;
    }

    static boolean contains(String path) {
        return path.startsWith(ROOT);
    }

    /** The sources that every program is linked with, by name. */
    List<String> library() {
        return sources.paths().stream()
                .filter(path -> isDirectlyIn(path, LIBRARY) && (path.endsWith(".c") || path.endsWith(".S")))
                .toList();
    }

    /** The source of each program, by name. */
    List<String> programs() {
        return sources.paths().stream()
                .filter(path -> isDirectlyIn(path, PROGRAMS) && path.endsWith(".c"))
                .toList();
    }

    static String programName(String source) {
        return source.substring(PROGRAMS.length(), source.length() - ".c".length());
    }

    private static boolean isDirectlyIn(String path, String folder) {
        return path.startsWith(folder) && path.indexOf('/', folder.length()) < 0;
    }

    /** Sources that would be in no program, and what is missing to link programs. */
    List<Diagnostic> homeless() {
        List<Diagnostic> problems = new ArrayList<>();
        List<String> known =
                Stream.concat(library().stream(), programs().stream()).toList();
        for (String path : sources.paths()) {
            boolean isCode = path.endsWith(".c") || path.endsWith(".S");
            if (contains(path) && isCode && !known.contains(path)) {
                problems.add(Diagnostic.error(path, 0, "is in no program; move it to " + LIBRARY + " or " + PROGRAMS));
            }
        }
        if (!programs().isEmpty() && !sources.contains(LINKER_SCRIPT)) {
            problems.add(Diagnostic.error(LINKER_SCRIPT, 0, "the linker script of the programs is missing"));
        }
        return problems;
    }

    /** The includes that cross the border between kernel and user code elsewhere than at the shared headers. */
    List<Diagnostic> includes(SortedMap<String, List<Include>> includes) {
        return includes.values().stream()
                .flatMap(Collection::stream)
                .flatMap(include -> crossing(include).stream())
                .toList();
    }

    private Optional<Diagnostic> crossing(Include include) {
        String from = include.file();
        String to = include.target();
        boolean isForUser = contains(from) || SHARED.contains(from);
        boolean isAccepted =
                isForUser ? SHARED.contains(to) || contains(from) && to.startsWith(LIBRARY) : !contains(to);
        if (isAccepted) {
            return Optional.empty();
        }
        String rule = isForUser ? RULE : "the kernel contains no user code";
        return Optional.of(Diagnostic.error(
                from, include.line(), from + " (" + side(from) + ") includes " + to + " (" + side(to) + "); " + rule));
    }

    private String side(String path) {
        if (contains(path)) {
            return "user code";
        }
        return layers.ofFile(path).map(layer -> "layer " + layer.name()).orElse("in no layer");
    }

    /** The references of user code to what the kernel alone defines. */
    List<Diagnostic> references(List<ObjectFile> user, List<ObjectFile> kernel) {
        Map<String, ObjectFile.Definition> kernels = new HashMap<>();
        kernel.forEach(object -> object.definitions().forEach(each -> kernels.putIfAbsent(each.symbol(), each)));
        user.forEach(object -> object.definitions().forEach(each -> kernels.remove(each.symbol())));
        return user.stream()
                .flatMap(object -> object.references().stream())
                .filter(reference -> kernels.containsKey(reference.symbol()))
                .map(reference -> reaching(reference, kernels.get(reference.symbol())))
                .distinct()
                .toList();
    }

    private Diagnostic reaching(ObjectFile.Reference from, ObjectFile.Definition to) {
        return Diagnostic.error(
                from.place().file(),
                from.place().line(),
                from.function().orElse("data") + " (" + side(from.file()) + ") uses " + to.symbol() + " (" + to.place()
                        + ", " + side(to.file()) + "), which user code reaches by system calls alone");
    }
}
