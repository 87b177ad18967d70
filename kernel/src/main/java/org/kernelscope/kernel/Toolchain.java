/* The compiler and the linker as programs that can be started. */
package org.kernelscope.kernel;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The compiler and the linker as programs that can be started.
 *
 * @param id names the toolchain and its version; equal ids give equal objects for equal inputs
 * @param compiler the command that starts clang
 * @param linker the command that starts lld as an ELF linker
 * @param headers the folder of the compiler's own headers (stdint.h and its like)
 * @param environment the only environment variables that the programs are given
 */
public record Toolchain(
        String id, List<String> compiler, List<String> linker, Path headers, Map<String, String> environment) {

    public Toolchain {
        compiler = List.copyOf(compiler);
        linker = List.copyOf(linker);
        environment = Map.copyOf(environment);
    }

    /**
     * Finds the toolchain, unpacking it first where that is needed (once for each cache folder, about 275 MB).
     *
     * @throws ToolchainException with one sentence on what is missing
     */
    public static Toolchain locate(ToolchainSource source) throws ToolchainException {
        return switch (source) {
            case ToolchainSource.Bundled bundled -> bundled(HostPlatform.ofHost(), bundled.cacheFolder());
            case ToolchainSource.OnPath ignored -> onPath(HostPlatform.ofHost());
        };
    }

    private static Toolchain bundled(HostPlatform platform, Path cacheFolder) throws ToolchainException {
        ToolchainUnpacker.Unpacked llvm = new ToolchainUnpacker(platform, cacheFolder.toAbsolutePath()).unpacked();
        Path clang = llvm.folder().resolve(platform.programPath("clang"));
        Path lld = llvm.folder().resolve(platform.programPath("lld"));
        Path libraries = llvm.folder().resolve("lib");
        String major = llvm.version().split("\\.", -1)[0];
        return new Toolchain(
                "llvm " + llvm.version(),
                List.of(clang.toString()),
                List.of(lld.toString(), "-flavor", "gnu"),
                libraries.resolve("clang").resolve(major).resolve("include"),
                Map.of(platform.libraryPathVariable, libraries.toString(), "LC_ALL", "C"));
    }

    private static Toolchain onPath(HostPlatform platform) throws ToolchainException {
        Path clang = programOnPath("clang" + platform.programSuffix);
        Path lld = programOnPath("ld.lld" + platform.programSuffix);
        String version = output(List.of(clang.toString(), "--version")) + output(List.of(lld.toString(), "--version"));
        String resources =
                output(List.of(clang.toString(), "-print-resource-dir")).strip();
        return new Toolchain(
                version.strip(),
                List.of(clang.toString()),
                List.of(lld.toString()),
                Path.of(resources).resolve("include"),
                Map.of("PATH", Optional.ofNullable(System.getenv("PATH")).orElse(""), "LC_ALL", "C"));
    }

    private static Path programOnPath(String name) throws ToolchainException {
        for (String folder :
                Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator, -1)) {
            Path candidate = Path.of(folder).resolve(name);
            if (!folder.isEmpty() && Files.isExecutable(candidate)) {
                return candidate.toAbsolutePath();
            }
        }
        throw new ToolchainException("KSCOPE_TOOLCHAIN=path asks for " + name
                + " on the PATH, and it is not there; install it or unset KSCOPE_TOOLCHAIN.");
    }

    private static String output(List<String> command) throws ToolchainException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.from(nullDevice()))
                    .start();
            return new String(process.getInputStream().readNBytes(1 << 16), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new ToolchainException(
                    command.getFirst() + " does not start: " + failure.getMessage() + ".", failure);
        }
    }

    private static File nullDevice() {
        return new File(File.separatorChar == '\\' ? "NUL" : "/dev/null");
    }
}
