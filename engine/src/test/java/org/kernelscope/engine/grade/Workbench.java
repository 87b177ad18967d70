/* What the tests of grading work with: the exercise, the kernel's sources, the compiler, and sample submissions. */
package org.kernelscope.engine.grade;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.kernel.BuildLimits;
import org.kernelscope.kernel.CacheFolder;
import org.kernelscope.kernel.KernelBuilder;
import org.kernelscope.kernel.KernelSources;
import org.kernelscope.kernel.Toolchain;
import org.kernelscope.kernel.ToolchainException;
import org.kernelscope.kernel.ToolchainSource;

final class Workbench {
    private static final Path HOME = Path.of(System.getProperty("kscope.home"));
    private static final Path SAMPLES =
            HOME.resolve("engine/src/test/resources/org/kernelscope/engine/grade/submissions");

    private Workbench() {}

    static Exercise exercise() {
        try {
            return ExerciseReader.read(
                    HOME.resolve("lessons/src/main/resources/org/kernelscope/lessons/exercises/ticket-lock"));
        } catch (UserMistake | IOException wrong) {
            throw new AssertionError(wrong);
        }
    }

    static KernelSources kernel() {
        return KernelSources.bundled();
    }

    static KernelBuilder builder() {
        try {
            Toolchain toolchain = Toolchain.locate(ToolchainSource.ofEnvironment());
            return new KernelBuilder(toolchain, CacheFolder.ofUser(), BuildLimits.usual());
        } catch (ToolchainException lacking) {
            throw new AssertionError(lacking);
        }
    }

    static Grader grader() {
        return new Grader(builder(), kernel());
    }

    /** A sample by kind and name, such as {@code wrong/greater}. */
    static Submission sample(String name) {
        try {
            return Submission.of(name, Files.readString(SAMPLES.resolve(name + ".c")), List.of());
        } catch (IOException lacking) {
            throw new UncheckedIOException(lacking);
        }
    }

    static Submission reference() {
        return Submission.of("reference", kernel().text(exercise().file()).orElseThrow(), List.of());
    }

    /** Names of all samples of a kind, {@code right} or {@code wrong}. */
    static List<String> samples(String kind) {
        try (Stream<Path> files = Files.list(SAMPLES.resolve(kind))) {
            return files.map(file -> kind + "/" + file.getFileName().toString().replace(".c", ""))
                    .sorted()
                    .toList();
        } catch (IOException lacking) {
            throw new UncheckedIOException(lacking);
        }
    }
}
