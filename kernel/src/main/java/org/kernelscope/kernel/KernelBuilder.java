/* Builds a kernel image from sources, compiling only what changed. */
package org.kernelscope.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.kernelscope.kernel.BuildResult.Built;
import org.kernelscope.kernel.BuildResult.Failed;
import org.kernelscope.kernel.Compilation.Compiled;
import org.kernelscope.kernel.SourceGuard.Verdict;

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
        Inputs inputs = new Inputs(
                sources,
                variant,
                layers.layers(),
                new LayerCheck(sources, layers.layers()),
                new UserCode(sources, layers.layers()));
        List<Diagnostic> problems = new ArrayList<>(layers.problems());
        if (problems.isEmpty()) {
            problems.addAll(layers.layers().choiceProblems(variant));
        }
        problems.addAll(verdict.problems());
        problems.addAll(inputs.layerCheck().includes(verdict.includes()));
        problems.addAll(inputs.userCode().includes(verdict.includes()));
        problems.addAll(inputs.layerCheck().homeless());
        problems.addAll(inputs.userCode().homeless());
        if (!sources.contains(LINKER_SCRIPT)) {
            problems.add(Diagnostic.error(LINKER_SCRIPT, 0, "the linker script is missing"));
        }
        if (!problems.isEmpty()) {
            return new Failed(problems);
        }
        return inScratch(scratch -> {
            Compiler compiler = new Compiler(toolchain, sources, variant, limits, scratch);
            ObjectCache cache = new ObjectCache(cacheFolder.resolve("objects"));
            return compileAndLink(
                    new Compilation(compiler, cache, toolchain.id(), sources, verdict.includes()), inputs);
        });
    }

    /** A Multiboot kernel that computes with floating-point numbers; the last word of its command line says how much. */
    public byte[] floatProgram() throws ToolchainException {
        return assemble(KernelSources.bundledFloat());
    }

    /** Compiles, assembles and links trusted sources without layers, such as a loader; the result is an ELF file. */
    byte[] assemble(KernelSources sources) throws ToolchainException {
        Variant any = Variant.of(Variant.Lock.MCS, Variant.Optimisation.O2);
        Verdict verdict = SourceGuard.judge(sources, any, limits);
        assert verdict.problems().isEmpty() : verdict.problems();
        return inScratch(scratch -> {
            Compiler compiler = new Compiler(toolchain, sources, any, limits, scratch);
            ObjectCache cache = new ObjectCache(cacheFolder.resolve("objects"));
            Compilation compilation = new Compilation(compiler, cache, toolchain.id(), sources, verdict.includes());
            List<Compiled> objects = compilation.compile(sources.paths().stream()
                    .filter(path -> path.endsWith(".c") || path.endsWith(".S"))
                    .toList());
            List<Diagnostic> messages =
                    objects.stream().flatMap(each -> each.messages().stream()).toList();
            if (!messages.isEmpty()) {
                throw new AssertionError(messages);
            }
            Compiler.Output linked = compilation.link(objects, LINKER_SCRIPT, "linked.elf");
            if (linked.bytes().length == 0) {
                throw new AssertionError(linked.messages());
            }
            return linked.bytes();
        });
    }

    /** Work in a folder of its own. */
    private interface ScratchWork<T> {
        T in(Path scratch) throws IOException, InterruptedException, ToolchainException;
    }

    private <T> T inScratch(ScratchWork<T> work) throws ToolchainException {
        try {
            Path scratches = Files.createDirectories(cacheFolder.resolve("scratch"));
            Path scratch = Files.createTempDirectory(scratches, "build-");
            try {
                return work.in(scratch);
            } finally {
                ToolchainUnpacker.deleteTree(scratch);
            }
        } catch (IOException failure) {
            throw FileTrouble.inCache("The kernel could not be built in", cacheFolder, failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new ToolchainException("The build was interrupted.", stopped);
        }
    }

    private record Inputs(
            KernelSources sources, Variant variant, Layers layers, LayerCheck layerCheck, UserCode userCode) {
        /** The sources of the layers in this build, layer by layer from the bottom, in each by name. */
        List<String> kernelSources() {
            return layers.bottomToTop().stream()
                    .filter(layer -> layers.isBuilt(layer, variant))
                    .flatMap(layer -> sources.paths().stream().filter(path -> path.startsWith(layer.name() + "/")))
                    .filter(path -> path.endsWith(".c") || path.endsWith(".S"))
                    .toList();
        }
    }

    private static BuildResult compileAndLink(Compilation compilation, Inputs inputs)
            throws IOException, InterruptedException, ToolchainException {
        UserCode user = inputs.userCode();
        List<List<String>> parts = List.of(inputs.kernelSources(), user.library(), user.programs());
        List<Compiled> compiled =
                compilation.compile(parts.stream().flatMap(List::stream).toList());
        List<Diagnostic> messages = new ArrayList<>(compiled.stream()
                .flatMap(each -> each.messages().stream())
                .distinct()
                .toList());
        if (compiled.stream().anyMatch(Compiled::failed)) {
            return new Failed(messages);
        }
        List<Compiled> kernel = ofPart(compiled, parts.get(0));
        List<Compiled> library = ofPart(compiled, parts.get(1));
        List<Compiled> programs = ofPart(compiled, parts.get(2));
        List<ObjectFile> kernelObjects = Compilation.read(kernel);
        List<Diagnostic> crossing = new ArrayList<>(inputs.layerCheck().references(kernelObjects));
        crossing.addAll(user.references(
                Compilation.read(
                        Stream.concat(library.stream(), programs.stream()).toList()),
                kernelObjects));
        if (!crossing.isEmpty()) {
            return new Failed(crossing);
        }
        Compiler.Output linked = compilation.link(kernel, LINKER_SCRIPT, "kernel.elf");
        List<Compiler.Output> images = compilation.linkEach(programs, library, UserCode.LINKER_SCRIPT);
        messages.addAll(Stream.concat(Stream.of(linked), images.stream())
                .flatMap(each -> each.messages().stream())
                .distinct()
                .toList());
        if (linked.bytes().length == 0 || images.stream().anyMatch(each -> each.bytes().length == 0)) {
            return new Failed(messages);
        }
        List<String> fresh =
                compiled.stream().filter(Compiled::isNew).map(Compiled::source).toList();
        try {
            KernelImage image = image(inputs.sources(), linked, programs, images);
            return new Built(image, messages, fresh, inputs.layerCheck().uses(kernelObjects));
        } catch (ImageFormatException unreadable) {
            return new Failed(List.of(Diagnostic.error(LINKER_SCRIPT, 0, unreadable.getMessage())));
        }
    }

    private static List<Compiled> ofPart(List<Compiled> compiled, List<String> part) {
        return compiled.stream().filter(each -> part.contains(each.source())).toList();
    }

    /** The kernel's image with the programs' images, read side by side. */
    private static KernelImage image(
            KernelSources sources, Compiler.Output linked, List<Compiled> programs, List<Compiler.Output> images)
            throws ImageFormatException {
        List<Reading> readings = Stream.concat(Stream.of(linked), images.stream())
                .parallel()
                .map(file -> Reading.of(file.bytes(), sources))
                .toList();
        List<Program> named = new ArrayList<>();
        for (int i = 0; i < programs.size(); i++) {
            String name = UserCode.programName(programs.get(i).source());
            named.add(new Program(name, readings.get(i + 1).image()));
        }
        return readings.getFirst().image().withPrograms(named);
    }

    /** An image that was read, or why it could not be. */
    private sealed interface Reading {
        KernelImage image() throws ImageFormatException;

        record Good(KernelImage image) implements Reading {}

        record Bad(ImageFormatException why) implements Reading {
            @Override
            public KernelImage image() throws ImageFormatException {
                throw why;
            }
        }

        static Reading of(byte[] file, KernelSources sources) {
            try {
                return new Good(KernelImage.read(file, sources));
            } catch (ImageFormatException unreadable) {
                return new Bad(unreadable);
            }
        }
    }
}
