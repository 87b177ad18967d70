/* The launcher runs what was built last, whatever an earlier build has left. */
package org.kernelscope.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** With a builder and a runtime that are scripts: the first makes an empty program, the second says what it is to run. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a shell script")
class LauncherTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void aProjectAndItsTools() throws IOException {
        Files.createDirectories(folder.resolve("project"));
        Files.copy(Path.of(System.getProperty("kscope.home"), "kscope"), folder.resolve("project/kscope"));
        Files.writeString(folder.resolve("project/pom.xml"), "");
        for (String part :
                "assets/src hw-model/src/main kernel/src/main engine/src/main visualizers/src/main lessons/src/main"
                        .concat(" app/src/main")
                        .split(" ")) {
            Files.createDirectories(folder.resolve("project").resolve(part));
            Files.writeString(
                    folder.resolve("project").resolve(part).getParent().resolve("pom.xml"), "");
        }
        script("bin/mvn", "touch app/target/app-2.jar");
        script("jdk/bin/javac", "");
        Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"25.0.1\"\n");
    }

    private void script(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + text + "\n");
        assertTrue(file.toFile().setExecutable(true));
    }

    private String kscope(String... arguments) throws IOException, InterruptedException {
        String[] command = new String[arguments.length + 1];
        command[0] = folder.resolve("project/kscope").toString();
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        "KSCOPE_JAVA_HOME",
                        "" + folder.resolve("jdk"),
                        "PATH",
                        folder.resolve("bin") + ":" + System.getenv("PATH")));
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        return said;
    }

    @Test
    void classesOfAnEarlierBuildGoWithItEvenIfNoneCanBeKeptAnew() throws IOException, InterruptedException {
        script("jdk/bin/java", "case $* in *AOTCacheOutput*) exit 1 ;; esac; echo \"$@\"");
        Path old = folder.resolve("project/app/target/kscope.aot");
        Files.createDirectories(old.getParent());
        Files.writeString(old, "classes of app-1.jar");
        String said = kscope("--version");
        assertEquals(
                "kscope: building (the first time takes a few minutes)...",
                said.lines().findFirst().orElse(""));
        assertFalse(Files.exists(old), "it would be loaded in place of the new classes");
    }

    @Test
    void whatIsBuiltIsNotBuiltAgain() throws IOException, InterruptedException {
        script("jdk/bin/java", "case $* in *AOTCacheOutput=*) f=${1#*=}; echo new >\"$f\" ;; *) echo \"$@\" ;; esac");
        kscope("--version");
        String said = kscope("boot", "a b");
        assertEquals(1, said.lines().count(), said);
        assertEquals("org.kernelscope.app.Main boot a b", said.strip().replaceAll(".* (?=org\\.kernelscope)", ""));
        assertEquals("new\n", Files.readString(folder.resolve("project/app/target/kscope.aot")));
    }
}
