/* The kernel stays as small as one can read: lines, functions, and a contract for whatever a layer exports. */
package org.kernelscope.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.kernelscope.kernel.KernelSources;

/**
 * What counts is a line of code of the kernel and its drivers: a line with something beside comment and space, in a file
 * that is neither a test ({@code NAME_test.c}, {@code NAME_test.h}) nor a program's ({@code user/}). The loader of the
 * disk lies elsewhere.
 */
class KernelSizeTest {
    private static final int C_LINES = 6000;
    private static final int ASSEMBLY_LINES = 500;
    private static final int FUNCTION_LINES = 50;
    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/", Pattern.DOTALL);
    private static final Pattern FUNCTION =
            Pattern.compile("(?m)^[a-z_][^\\n;]*\\)\\s*\\{\\n(.*?)^\\}", Pattern.DOTALL);
    private static final Pattern PROTOTYPE = Pattern.compile("(?m)^[a-z_][^\\n={]*?\\b(\\w+)\\([^;{]*\\);$");

    private final KernelSources sources = KernelSources.bundled();

    private String text(String path) {
        return sources.text(path).orElseThrow();
    }

    private Stream<String> kernel(String... endings) {
        return sources.paths().stream()
                .filter(path -> !path.startsWith("user/") && !path.matches(".*_test\\.[ch]"))
                .filter(path -> Stream.of(endings).anyMatch(path::endsWith));
    }

    private int codeLines(String... endings) {
        return kernel(endings)
                .mapToInt(path -> (int) COMMENT.matcher(text(path))
                        .replaceAll("")
                        .lines()
                        .filter(line -> !line.isBlank())
                        .count())
                .sum();
    }

    @Test
    void theKernelFitsIntoItsLines() {
        int c = codeLines(".c", ".h");
        int assembly = codeLines(".S");
        assertTrue(c > 1000 && c <= C_LINES, c + " lines of C; at most " + C_LINES);
        assertTrue(assembly > 100 && assembly <= ASSEMBLY_LINES, assembly + " of assembly; at most " + ASSEMBLY_LINES);
    }

    @Test
    void functionsFitOnAPage() {
        List<String> tooLong = new ArrayList<>();
        int functions = 0;
        for (String path : kernel(".c").toList()) {
            Matcher function = FUNCTION.matcher(text(path));
            while (function.find()) {
                functions++;
                if (function.group(1).lines().count() > FUNCTION_LINES) {
                    tooLong.add(
                            path + ": " + function.group().lines().findFirst().orElseThrow());
                }
            }
        }
        assertTrue(functions > 300, "only " + functions + " functions were found");
        assertEquals(List.of(), tooLong);
    }

    /** A layer's header bears its name; variants implement the header of another, and main exports nothing of its own. */
    @Test
    void everyLayerHasItsHeader() {
        List<String> without = text("layers.txt")
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#") && !line.contains("(implements "))
                .map(line -> line.split(" +")[0])
                .filter(layer -> !layer.equals("main"))
                .filter(layer -> sources.text(layer + "/" + layer + ".h").isEmpty())
                .toList();
        assertEquals(List.of(), without);
    }

    @Test
    void whateverIsExportedHasAContract() {
        List<String> without = new ArrayList<>();
        int exported = 0;
        for (String path : kernel(".h").toList()) {
            Matcher prototype = PROTOTYPE.matcher(text(path));
            while (prototype.find()) {
                exported++;
                String paragraph = text(path).substring(0, prototype.start());
                paragraph = paragraph.substring(paragraph.lastIndexOf("\n\n") + 1);
                if (!paragraph.contains("/*")) {
                    without.add(path + ": " + prototype.group(1));
                }
            }
        }
        assertTrue(exported > 150, "only " + exported + " functions were found");
        assertEquals(List.of(), without, "exported functions without a comment in the same paragraph");
    }

    @Test
    void everySourceBelongsToALayer() {
        List<Path> homeless = sources.paths().stream()
                .map(Path::of)
                .filter(path -> path.getNameCount() < 2)
                .filter(path -> !List.of("layers.txt", "link.ld").contains(path.toString()))
                .toList();
        assertEquals(List.of(), homeless);
    }
}
