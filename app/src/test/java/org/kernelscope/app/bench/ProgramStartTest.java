/* The program starts as its users start it: it answers, and its window is drawn without a display. */
package org.kernelscope.app.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.engine.bench.Measured;

class ProgramStartTest {
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    @Test
    void everyStartIsMeasured() throws Exception {
        List<String> launcher = List.of(
                JAVA,
                "--enable-native-access=ALL-UNNAMED",
                "-Dglass.platform=Headless",
                "-Dprism.order=sw",
                "-cp",
                System.getProperty("java.class.path"),
                "org.kernelscope.app.Main");
        List<Measured> rows = new ProgramStart(launcher, 1).run(sentence -> {});
        assertEquals(
                List.of(
                        "kscope --version, to its end",
                        "kscope --help, to its end",
                        "kscope run spinlock, the window is drawn",
                        "kscope run spinlock, the machine is drawn"),
                rows.stream().map(Measured::name).toList());
        assertTrue(rows.get(3).min() >= rows.get(2).min(), "the window comes first: " + rows);
    }

    @Test
    void aStartThatFailsIsSaidWithItsWords() {
        UserMistake mistake = assertThrows(
                UserMistake.class, () -> new ProgramStart(List.of(JAVA, "-cp", "nowhere", "None"), 1).run(s -> {}));
        assertTrue(mistake.getMessage().contains("None"), mistake.getMessage());
    }
}
