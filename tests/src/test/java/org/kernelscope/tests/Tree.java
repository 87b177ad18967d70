/* The project's own files, as the tests of its rules read them. */
package org.kernelscope.tests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Walks the source tree below the project's folder. */
final class Tree {
    private static final Set<String> LEFT_OUT = Set.of("target", ".git", ".idea");

    private Tree() {}

    static Path home() {
        return Path.of(System.getProperty("kscope.home")).toAbsolutePath().normalize();
    }

    /** Files with one of these endings, as paths relative to the project's folder, sorted. */
    static List<Path> files(String... endings) {
        try (Stream<Path> walk = Files.walk(home())) {
            return walk.filter(Files::isRegularFile)
                    .map(home()::relativize)
                    .filter(Tree::ours)
                    .filter(path -> Stream.of(endings).anyMatch(path.toString()::endsWith))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> lines(Path relative) {
        try {
            return Files.readAllLines(home().resolve(relative));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(Path relative) {
        return String.join("\n", lines(relative));
    }

    private static boolean ours(Path path) {
        for (Path part : path) {
            if (LEFT_OUT.contains(part.toString())) {
                return false;
            }
        }
        return true;
    }
}
