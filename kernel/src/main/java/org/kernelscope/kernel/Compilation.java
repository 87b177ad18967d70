/* Compiles the sources of one build in parallel, taking from the cache what did not change. */
package org.kernelscope.kernel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.kernelscope.kernel.elf.FormatException;

/** Compiles and links the sources of one build in parallel, taking from the cache what did not change. */
final class Compilation {
    private final Compiler compiler;
    private final ObjectCache cache;
    private final String toolchainId;
    private final KernelSources sources;
    private final Map<String, List<SourceGuard.Include>> includes;

    Compilation(
            Compiler compiler,
            ObjectCache cache,
            String toolchainId,
            KernelSources sources,
            Map<String, List<SourceGuard.Include>> includes) {
        this.compiler = compiler;
        this.cache = cache;
        this.toolchainId = toolchainId;
        this.sources = sources;
        this.includes = includes;
    }

    /** One compiled source; the object is empty where it could not be compiled. */
    record Compiled(String source, byte[] object, List<Diagnostic> messages, boolean isNew) {
        boolean failed() {
            return object.length == 0;
        }

        ObjectFile read() throws ToolchainException {
            try {
                return ObjectFile.read(source, object);
            } catch (FormatException malformed) {
                throw new ToolchainException(
                        "The compiler's object for " + source + " cannot be read: " + malformed.getMessage() + ".",
                        malformed);
            }
        }
    }

    /** What these objects define and use, in their order. */
    static List<ObjectFile> read(List<Compiled> objects) throws IOException, InterruptedException, ToolchainException {
        return inParallel(objects.stream()
                .<Callable<ObjectFile>>map(object -> object::read)
                .toList());
    }

    /** Compiles these sources; the results are in their order. */
    List<Compiled> compile(List<String> wanted) throws IOException, InterruptedException, ToolchainException {
        return inParallel(wanted.stream()
                .<Callable<Compiled>>map(source -> () -> compile(source))
                .toList());
    }

    private Compiled compile(String source) throws IOException, InterruptedException {
        String key = key(source);
        Optional<ObjectCache.Entry> known = cache.find(key);
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
    private String key(String source) {
        Hash hash = new Hash().add(toolchainId).add(String.join("\0", compiler.flags(source)));
        List<String> files = new ArrayList<>(List.of(source));
        for (int i = 0; i < files.size(); i++) {
            String file = files.get(i);
            hash.add(file).add(sources.text(file).orElseThrow().getBytes(StandardCharsets.UTF_8));
            for (SourceGuard.Include include : includes.getOrDefault(file, List.of())) {
                if (!files.contains(include.target())) {
                    files.add(include.target());
                }
            }
        }
        return hash.hex();
    }

    /** Links one image of these objects, unless the cache knows it. */
    Compiler.Output link(List<Compiled> objects, String script, String output)
            throws IOException, InterruptedException {
        Hash hash = new Hash().add(toolchainId).add(sources.text(script).orElseThrow());
        objects.forEach(each -> hash.add(each.source()).add(each.object()));
        String key = hash.hex();
        Optional<ObjectCache.Entry> known = cache.find(key);
        if (known.isPresent()) {
            return new Compiler.Output(known.get().object(), known.get().printed(), List.of());
        }
        for (Compiled each : objects) {
            compiler.place(each.source(), each.object());
        }
        Compiler.Output linked =
                compiler.link(objects.stream().map(Compiled::source).toList(), script, output);
        if (linked.bytes().length > 0 && linked.messages().isEmpty()) {
            cache.put(key, new ObjectCache.Entry(linked.bytes(), linked.printed()));
        }
        return linked;
    }

    /** Links each program with the library; the results are in the programs' order. */
    List<Compiler.Output> linkEach(List<Compiled> programs, List<Compiled> library, String script)
            throws IOException, InterruptedException, ToolchainException {
        return inParallel(programs.stream()
                .<Callable<Compiler.Output>>map(program -> () -> linkProgram(program, library, script))
                .toList());
    }

    private Compiler.Output linkProgram(Compiled program, List<Compiled> library, String script)
            throws IOException, InterruptedException {
        List<Compiled> objects = new ArrayList<>(library);
        objects.add(program);
        return link(objects, script, UserCode.programName(program.source()) + ".elf");
    }

    private static <T> List<T> inParallel(List<Callable<T>> jobs)
            throws IOException, InterruptedException, ToolchainException {
        int threads = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 8);
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Future<T>> running = jobs.stream().map(pool::submit).toList();
            List<T> results = new ArrayList<>();
            for (Future<T> each : running) {
                results.add(each.get());
            }
            return results;
        } catch (ExecutionException failure) {
            switch (failure.getCause()) {
                case IOException io -> throw io;
                case InterruptedException stopped -> throw stopped;
                case ToolchainException broken -> throw broken;
                default -> throw new AssertionError("a job of the build failed", failure.getCause());
            }
        }
    }
}
