/* `kscope doctor`: what this machine has of what the program can use. */
package org.kernelscope.app.cli;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.kernelscope.engine.Profiles;
import org.kernelscope.kernel.CacheFolder;
import org.kernelscope.kernel.Toolchain;
import org.kernelscope.kernel.ToolchainException;
import org.kernelscope.kernel.ToolchainSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(name = "doctor", description = "Prints what was found: JDK, toolchain, display, caches, optional peers.")
final class DoctorCommand implements Callable<Integer> {
    /** Programs that tests and comparisons use where they are installed. */
    private static final List<String> PEERS = List.of("qemu-system-i386", "bochs", "gdb");

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        line(out, "Kernelscope", Version.current());
        line(out, "JDK", Runtime.version() + ", " + System.getProperty("java.home"));
        line(
                out,
                "host",
                System.getProperty("os.name") + " " + System.getProperty("os.arch") + ", "
                        + Runtime.getRuntime().availableProcessors() + " processors, "
                        + (Runtime.getRuntime().maxMemory() >> 20) + " MiB heap at most");
        line(out, "display", Display.words());
        boolean compiler = toolchain(out);
        cache(out, CacheFolder.ofUser());
        line(out, "profiles", String.join(", ", Profiles.names()));
        for (String peer : PEERS) {
            line(out, peer, onPath(peer).map(Path::toString).orElse("not found (optional)"));
        }
        return compiler ? ExitCode.FINE : ExitCode.ENVIRONMENT;
    }

    private boolean toolchain(PrintWriter out) {
        try {
            Toolchain found = Toolchain.locate(ToolchainSource.ofEnvironment());
            line(
                    out,
                    "toolchain",
                    found.id().lines().findFirst().orElse("") + ", "
                            + found.compiler().getFirst());
            return true;
        } catch (ToolchainException e) {
            line(out, "toolchain", "missing: " + e.getMessage());
            return false;
        }
    }

    private static void cache(PrintWriter out, Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            line(out, "cache", folder + ", not there yet");
            return;
        }
        FileStore store = Files.getFileStore(folder);
        line(
                out,
                "cache",
                String.format(
                        Locale.ROOT,
                        "%s, %,d MiB used, %,d MiB free",
                        folder,
                        used(folder) >> 20,
                        store.getUsableSpace() >> 20));
    }

    private static long used(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(Path::toFile)
                    .filter(File::isFile)
                    .mapToLong(File::length)
                    .sum();
        }
    }

    private static Optional<Path> onPath(String program) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Arrays.stream(path.split(File.pathSeparator, -1))
                .filter(folder -> !folder.isEmpty())
                .flatMap(folder -> Stream.of(Path.of(folder, program), Path.of(folder, program + ".exe")))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static void line(PrintWriter out, String what, String found) {
        out.printf("%-17s %s%n", what, found);
    }
}
