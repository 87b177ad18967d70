/* Builds a kernel image from sources, compiling only what changed. */
package org.kernelscope.kernel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.kernelscope.kernel.BuildResult.Built;
import org.kernelscope.kernel.BuildResult.Failed;
import org.kernelscope.kernel.SourceGuard.Verdict;
import org.kernelscope.kernel.elf.FormatException;

/**
 * Builds a kernel image from sources, compiling only what changed. Sources need not be trusted: they are checked before
 * the compiler sees them, and the compiler works in a scratch folder that holds nothing else, under limits. Equal
 * sources and variants give equal bytes on every host. May be used by several threads.
 */
public final class KernelBuilder {
    private static final String LINKER_SCRIPT = "link.ld";

    private final Toolchain toolchain;
    private final Path cacheFolder;
    private final BuildLimits limits;

    /** A builder that keeps objects below {@code cacheFolder}. */
    public KernelBuilder(Toolchain toolchain, Path cacheFolder, BuildLimits limits) {
        this.toolchain = toolchain;
        this.cacheFolder = cacheFolder.toAbsolutePath();
        this.limits = limits;
    }

    /**
     * Builds one variant.
     *
     * @throws ToolchainException where the compiler cannot be started or the cache folder cannot be written; all that
     *     is wrong with the sources is a {@link Failed} instead
     */
    public BuildResult build(KernelSources sources, Variant variant) throws ToolchainException {
        Verdict verdict = SourceGuard.judge(sources, variant, limits);
        Layers.Reading layers = Layers.read(sources);
        LayerCheck check = new LayerCheck(sources, layers.layers());
        List<Diagnostic> problems = new ArrayList<>(layers.problems());
        if (problems.isEmpty()) {
            problems.addAll(layers.layers().choiceProblems(variant));
        }
        problems.addAll(verdict.problems());
        problems.addAll(check.includes(verdict.includes()));
        problems.addAll(check.homeless());
        if (!sources.contains(LINKER_SCRIPT)) {
            problems.add(Diagnostic.error(LINKER_SCRIPT, 0, "the linker script is missing"));
        }
        if (!problems.isEmpty()) {
            return new Failed(problems);
        }
        try {
            Path scratches = Files.createDirectories(cacheFolder.resolve("scratch"));
            Path scratch = Files.createTempDirectory(scratches, "build-");
            try {
                Compiler compiler = new Compiler(toolchain, sources, variant, limits, scratch);
                return compileAndLink(compiler, new Inputs(sources, variant, layers.layers(), verdict, check));
            } finally {
                ToolchainUnpacker.deleteTree(scratch);
            }
        } catch (IOException failure) {
            throw new ToolchainException(
                    "The build could not work in " + cacheFolder + ": " + failure.getMessage()
                            + "; free space there or choose another folder with KSCOPE_CACHE.",
                    failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new ToolchainException("The build was interrupted.", stopped);
        }
    }

    private record Inputs(KernelSources sources, Variant variant, Layers layers, Verdict verdict, LayerCheck check) {}

    /** One compiled source; the object is empty where it could not be compiled. */
    private record Compiled(String source, byte[] object, List<Diagnostic> messages, boolean isNew) {
        boolean failed() {
            return object.length == 0;
        }
    }

    private BuildResult compileAndLink(Compiler compiler, Inputs inputs)
            throws IOException, InterruptedException, ToolchainException {
        List<Compiled> compiled = compileAll(compiler, inputs);
        List<Diagnostic> messages = compiled.stream()
                .flatMap(each -> each.messages().stream())
                .distinct()
                .toList();
        if (compiled.stream().anyMatch(Compiled::failed)) {
            return new Failed(messages);
        }
        List<Diagnostic> upwards = inputs.check().references(read(compiled));
        if (!upwards.isEmpty()) {
            return new Failed(upwards);
        }
        List<Compiler.NamedObject> objects = compiled.stream()
                .map(each -> new Compiler.NamedObject(each.source(), each.object()))
                .toList();
        Compiler.Output linked = compiler.link(objects, LINKER_SCRIPT);
        if (linked.bytes().length == 0) {
            return new Failed(linked.messages());
        }
        List<Diagnostic> warnings = new ArrayList<>(messages);
        warnings.addAll(linked.messages());
        List<String> fresh =
                compiled.stream().filter(Compiled::isNew).map(Compiled::source).toList();
        try {
            return new Built(KernelImage.read(linked.bytes(), inputs.sources()), warnings, fresh);
        } catch (ImageFormatException unreadable) {
            return new Failed(List.of(Diagnostic.error(LINKER_SCRIPT, 0, unreadable.getMessage())));
        }
    }

    private static List<ObjectFile> read(List<Compiled> compiled) throws ToolchainException {
        List<ObjectFile> objects = new ArrayList<>();
        for (Compiled each : compiled) {
            try {
                objects.add(ObjectFile.read(each.source(), each.object()));
            } catch (FormatException malformed) {
                throw new ToolchainException(
                        "The compiler's object for " + each.source() + " cannot be read: " + malformed.getMessage()
                                + ".",
                        malformed);
            }
        }
        return objects;
    }

    private List<Compiled> compileAll(Compiler compiler, Inputs inputs) throws IOException, InterruptedException {
        ObjectCache cache = new ObjectCache(cacheFolder.resolve("objects"));
        List<Future<Compiled>> running = new ArrayList<>();
        int threads = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 8);
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            for (String source : compiledSources(inputs)) {
                running.add(pool.submit(() -> compile(compiler, cache, inputs, source)));
            }
            List<Compiled> results = new ArrayList<>();
            for (Future<Compiled> each : running) {
                results.add(each.get());
            }
            return results;
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof IOException io) {
                throw io;
            }
            if (failure.getCause() instanceof InterruptedException stopped) {
                throw stopped;
            }
            throw new AssertionError("a compile job failed", failure.getCause());
        }
    }

    /** The sources of the layers in this build, layer by layer from the bottom, in each by name. */
    private static List<String> compiledSources(Inputs inputs) {
        return inputs.layers().bottomToTop().stream()
                .filter(layer -> inputs.layers().isBuilt(layer, inputs.variant()))
                .flatMap(layer -> inputs.sources().paths().stream().filter(path -> path.startsWith(layer.name() + "/")))
                .filter(path -> path.endsWith(".c") || path.endsWith(".S"))
                .toList();
    }

    private Compiled compile(Compiler compiler, ObjectCache cache, Inputs inputs, String source)
            throws IOException, InterruptedException {
        String key = key(compiler, inputs, source);
        var known = cache.find(key);
        if (known.isPresent()) {
            List<Diagnostic> messages =
                    CompilerMessages.ofClang(source, known.get().printed());
            return new Compiled(source, known.get().object(), messages, false);
        }
        Compiler.Output output = compiler.compile(source);
        if (output.bytes().length > 0) {
            cache.put(key, new ObjectCache.Entry(output.bytes(), output.printed()));
        }
        return new Compiled(source, output.bytes(), output.messages(), true);
    }

    /** The hash of all that an object depends on: toolchain, flags, the source and every file it includes. */
    private String key(Compiler compiler, Inputs inputs, String source) {
        Hash hash = new Hash().add(toolchain.id()).add(String.join("\0", compiler.flags(source)));
        Map<String, List<SourceGuard.Include>> includes = inputs.verdict().includes();
        List<String> files = new ArrayList<>(List.of(source));
        for (int i = 0; i < files.size(); i++) {
            String file = files.get(i);
            hash.add(file).add(inputs.sources().text(file).orElseThrow().getBytes(StandardCharsets.UTF_8));
            for (SourceGuard.Include include : includes.getOrDefault(file, List.of())) {
                if (!files.contains(include.target())) {
                    files.add(include.target());
                }
            }
        }
        return hash.hex();
    }
}
