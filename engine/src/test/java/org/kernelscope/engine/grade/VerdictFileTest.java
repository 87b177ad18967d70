/* Tests the files of a verdict against golden texts. */
package org.kernelscope.engine.grade;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class VerdictFileTest {
    private static final Path GOLDEN =
            Path.of(System.getProperty("kscope.home"), "engine/src/test/resources/org/kernelscope/engine/grade");

    private static void check(String name, String text) throws Exception {
        Path file = GOLDEN.resolve(name);
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(file, text);
        }
        assertEquals(Files.readString(file).replace("\r\n", "\n"), text);
    }

    @Test
    void aVerdictAsJsonAndAsReport() throws Exception {
        Submission sample = Workbench.sample("wrong/greater");
        Submission named = new Submission("anna", sample.text(), sample.problem(), java.util.List.of("ignored: x.txt"));
        Verdict verdict =
                Workbench.grader().grade(Workbench.exercise(), named, 1).verdict();
        String json = VerdictFile.text(verdict).replaceAll("\"imageHash\" : \"[0-9a-f]{64}\"", "\"imageHash\" : \"…\"");
        check("verdict.json", json);
        check("report.txt", Report.of(verdict));
    }
}
