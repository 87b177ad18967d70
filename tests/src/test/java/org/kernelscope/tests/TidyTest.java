/* The rules of STYLE.md that a reader of text can check. */
package org.kernelscope.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TidyTest {
    private static final int FILE_LINES = 500;
    private static final int FUNCTION_LINES = 70;
    private static final int KERNEL_FUNCTION_LINES = 50;

    /** Files that are one table, and say so. */
    private static final List<String> TABLES = List.of("InstructionSet.java", "SimdRows.java");

    private static final Pattern BANNED_NAME = Pattern.compile(".*(Util|Utils|Helper|Manager)\\.java");
    private static final Pattern MARKS = Pattern.compile("\\b(TODO|FIXME|XXX)\\b|@Disabled\\b");

    @Test
    void everySourceFileOpensWithOneSentence() {
        List<Path> without = Tree.files(".java", ".c", ".h", ".S").stream()
                .filter(path -> !path.endsWith("package-info.java"))
                .filter(path -> !Tree.lines(path).getFirst().matches("/\\* .*"))
                .toList();
        assertEquals(List.of(), without, "files whose first line is no comment that says what they are for");
    }

    @Test
    void noFileIsTooLong() {
        List<String> tooLong = Tree.files(".java", ".c", ".h", ".S").stream()
                .filter(path -> !TABLES.contains(path.getFileName().toString()))
                .filter(path -> Tree.lines(path).size() > FILE_LINES)
                .map(path -> path + ": " + Tree.lines(path).size() + " lines")
                .toList();
        assertEquals(List.of(), tooLong);
    }

    @Test
    void noJavaFunctionIsTooLong() {
        List<String> found = new ArrayList<>();
        for (Path path : Tree.files(".java")) {
            if (!TABLES.contains(path.getFileName().toString())) {
                found.addAll(
                        longBlocks(path, Pattern.compile("^    (?! )[^/*@}].*[)].*\\{$"), "    }", FUNCTION_LINES));
            }
        }
        assertEquals(List.of(), found);
    }

    @Test
    void noKernelFunctionIsTooLong() {
        List<String> found = new ArrayList<>();
        for (Path path : Tree.files(".c")) {
            found.addAll(longBlocks(path, Pattern.compile("^[a-z_].*\\).*\\{$"), "}", KERNEL_FUNCTION_LINES));
        }
        assertEquals(List.of(), found);
    }

    @Test
    void namesSayWhatAThingIs() {
        List<Path> vague = Tree.files(".java").stream()
                .filter(path ->
                        BANNED_NAME.matcher(path.getFileName().toString()).matches())
                .toList();
        assertEquals(List.of(), vague);
    }

    @Test
    void nothingIsLeftForLater() {
        List<Path> marked = Tree.files(".java", ".c", ".h", ".S", ".yaml").stream()
                .filter(path -> !path.endsWith("TidyTest.java"))
                .filter(path -> MARKS.matcher(Tree.text(path)).find())
                .toList();
        assertEquals(List.of(), marked);
    }

    @Test
    void modelsKnowNothingOfTheSceneGraph() {
        List<Path> models = Tree.files("Model.java");
        assertFalse(models.isEmpty());
        assertEquals(
                List.of(),
                models.stream()
                        .filter(path -> Tree.text(path).contains("import javafx.scene"))
                        .toList());
    }

    private static List<String> longBlocks(Path path, Pattern start, String end, int limit) {
        List<String> found = new ArrayList<>();
        List<String> lines = Tree.lines(path);
        for (int i = 0; i < lines.size(); i++) {
            if (start.matcher(lines.get(i)).matches()
                    && !lines.get(i).contains(" class ")
                    && !lines.get(i).contains(" record ")
                    && !lines.get(i).contains(" enum ")
                    && !lines.get(i).contains(" interface ")) {
                int last = i + 1;
                while (last < lines.size() && !lines.get(last).equals(end)) {
                    last++;
                }
                if (last - i + 1 > limit) {
                    found.add(path + ":" + (i + 1) + ": " + (last - i + 1) + " lines");
                }
            }
        }
        return found;
    }
}
