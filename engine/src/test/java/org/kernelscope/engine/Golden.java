/* Texts that are compared with files; -Dgolden.update=true writes the files anew. */
package org.kernelscope.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Golden files of this module. */
final class Golden {
    private static final Path FOLDER = Path.of(
            System.getProperty("kscope.home"), "engine", "src", "test", "resources", "org", "kernelscope", "engine");

    private Golden() {}

    static void check(String name, String text) {
        Path file = FOLDER.resolve(name);
        String lines = text.replace("\r\n", "\n");
        try {
            if (Boolean.getBoolean("golden.update")) {
                Files.createDirectories(FOLDER);
                Files.writeString(file, lines);
            }
            assertTrue(Files.exists(file), () -> name + " is missing; write it with -Dgolden.update=true");
            assertEquals(Files.readString(file).replace("\r\n", "\n"), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
