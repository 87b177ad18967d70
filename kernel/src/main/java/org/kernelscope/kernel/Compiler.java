/* Starts clang and lld on a scratch folder that holds the sources of one build and nothing else. */
package org.kernelscope.kernel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Starts clang and lld on a scratch folder that holds the sources of one build and nothing else. */
final class Compiler {
    private static final List<String> TARGET =
            List.of("--no-default-config", "--target=i386-unknown-elf", "-march=i686");
    private static final List<String> CODE = List.of(
            "-std=c17",
            "-ffreestanding",
            "-fno-omit-frame-pointer",
            "-fno-pic",
            "-fno-stack-protector",
            "-mno-sse",
            "-mno-mmx",
            "-msoft-float",
            "-Wall",
            "-Wextra");
    private static final List<String> DEBUG = List.of("-gdwarf-5", "-fdebug-compilation-dir=.", "-fno-ident");
    private static final List<String> MESSAGES = List.of(
            "-fno-color-diagnostics", "-fdiagnostics-parseable-fixits", "-fmessage-length=0", "-fno-crash-diagnostics");
    private static final String OUTPUT = ".out/";
    private static final String HEADERS_NAME = "compiler";

    private final Toolchain toolchain;
    private final KernelSources sources;
    private final Variant variant;
    private final BuildLimits limits;
    private final Path scratch;
    private final Set<String> placed = new HashSet<>();
    private boolean isWritten;

    Compiler(Toolchain toolchain, KernelSources sources, Variant variant, BuildLimits limits, Path scratch) {
        this.toolchain = toolchain;
        this.sources = sources;
        this.variant = variant;
        this.limits = limits;
        this.scratch = scratch;
    }

    /** What a program wrote, empty where it failed; what it printed; and that as diagnostics. */
    record Output(byte[] bytes, String printed, List<Diagnostic> messages) {}

    /** The options that decide what an object is, apart from where things lie on this host. */
    List<String> flags(String source) {
        List<String> flags = new ArrayList<>(TARGET);
        if (source.endsWith(".c")) {
            flags.addAll(CODE);
            flags.add(variant.optimisation().flag());
        }
        if (UserCode.contains(source)) {
            UserCode.SEARCH_FOLDERS.forEach(folder -> flags.add("-I" + (folder.isEmpty() ? "." : folder)));
        } else {
            flags.add("-I.");
            variant.folders().stream().filter(sources::hasFolder).forEach(folder -> flags.add("-I" + folder));
        }
        flags.addAll(DEBUG);
        return flags;
    }

    /** Compiles a C source or assembles an assembler source. */
    Output compile(String source) throws IOException, InterruptedException {
        writeSources();
        return source.endsWith(".S") ? assemble(source) : run(source, source, List.of("-c"), ".o");
    }

    private Output assemble(String source) throws IOException, InterruptedException {
        Output preprocessed = run(source, source, List.of("-E"), ".s");
        if (preprocessed.bytes().length == 0) {
            return preprocessed;
        }
        String text = new String(preprocessed.bytes(), StandardCharsets.UTF_8);
        List<Diagnostic> problems = AssemblyGuard.checkFile(source, text);
        if (!problems.isEmpty()) {
            return new Output(new byte[0], "", problems);
        }
        return run(source, outputName(source, ".s"), List.of("-x", "assembler", "-c"), ".o");
    }

    private Output run(String source, String input, List<String> action, String ending)
            throws IOException, InterruptedException {
        String output = outputName(source, ending);
        List<String> command = new ArrayList<>(toolchain.compiler());
        command.addAll(flags(source));
        command.addAll(MESSAGES);
        command.addAll(List.of(
                "-nostdinc",
                "-isystem",
                toolchain.headers().toString(),
                "-ffile-prefix-map=" + toolchain.headers() + "=" + HEADERS_NAME,
                "-Wno-unused-command-line-argument"));
        command.addAll(action);
        command.addAll(List.of(input, "-o", output));
        ProgramRun ended = ProgramRun.start(command, scratch, toolchain.environment(), limits);
        List<Diagnostic> messages = new ArrayList<>(CompilerMessages.ofClang(source, ended.printed()));
        if (ended.succeeded()) {
            return new Output(Files.readAllBytes(scratch.resolve(output)), ended.printed(), messages);
        }
        if (messages.stream().noneMatch(message -> message.severity() == Diagnostic.Severity.ERROR)) {
            messages.add(Diagnostic.error(source, 0, failure(ended, "compiler")));
        }
        return new Output(new byte[0], ended.printed(), messages);
    }

    /** Puts the object of a source where {@link #link} finds it, unless it is there. */
    synchronized void place(String source, byte[] object) throws IOException {
        if (placed.add(source)) {
            writeSources();
            Files.write(scratch.resolve(outputName(source, ".o")), object);
        }
    }

    /** Links the objects of these sources in the order given; they are in place. */
    Output link(List<String> objects, String script, String output) throws IOException, InterruptedException {
        writeSources();
        List<String> command = new ArrayList<>(toolchain.linker());
        command.addAll(List.of("-m", "elf_i386", "-T", script, "--build-id=none", "--no-dependent-libraries"));
        command.addAll(List.of("--color-diagnostics=never", "--threads=1", "-o", output));
        objects.forEach(source -> command.add(outputName(source, ".o")));
        ProgramRun ended = ProgramRun.start(command, scratch, toolchain.environment(), limits);
        List<Diagnostic> messages = new ArrayList<>(CompilerMessages.ofLinker(ended.printed()));
        if (ended.succeeded()) {
            return new Output(Files.readAllBytes(scratch.resolve(output)), ended.printed(), messages);
        }
        if (messages.isEmpty()) {
            messages.add(Diagnostic.error(script, 0, failure(ended, "linker")));
        }
        return new Output(new byte[0], ended.printed(), messages);
    }

    private String failure(ProgramRun ended, String program) {
        return switch (ended.stop()) {
            case TIME ->
                "the " + program + " was stopped after " + limits.time().toSeconds() + " seconds";
            case MESSAGES ->
                "the " + program + " was stopped: it printed more than " + limits.messageBytes() + " bytes";
            case NONE ->
                "the " + program + " failed with status " + ended.status()
                        + "; it may have met a limit of memory, time or file size";
        };
    }

    private static String outputName(String source, String ending) {
        return OUTPUT + source + ending;
    }

    private synchronized void writeSources() throws IOException {
        if (isWritten) {
            return;
        }
        for (String path : sources.paths()) {
            Path file = scratch.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, sources.text(path).orElseThrow());
            Files.createDirectories(scratch.resolve(OUTPUT + path).getParent());
        }
        isWritten = true;
    }
}
