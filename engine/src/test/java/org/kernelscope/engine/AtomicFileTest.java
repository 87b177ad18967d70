/* A file is there wholly or not at all. */
package org.kernelscope.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir
    private Path folder;

    @Test
    void writesIntoANewFolder() throws IOException {
        AtomicFile.write(folder.resolve("a/b/c.txt"), "text");
        assertEquals("text", Files.readString(folder.resolve("a/b/c.txt")));
        assertEquals(List.of("c.txt"), names(folder.resolve("a/b")));
    }

    @Test
    void aFailureLeavesTheOldFileAndNothingElse() throws IOException {
        Path file = folder.resolve("kept.txt");
        AtomicFile.write(file, "old");
        assertThrows(
                IOException.class,
                () -> AtomicFile.write(file, path -> {
                    Files.writeString(path, "half of the new");
                    throw new IOException("No space left on device");
                }));
        assertEquals("old", Files.readString(file));
        assertEquals(List.of("kept.txt"), names(folder));
    }

    @Test
    void aFailureTakesBackTheFoldersMadeForIt() throws IOException {
        Files.createDirectory(folder.resolve("kept"));
        assertThrows(
                IOException.class,
                () -> AtomicFile.write(folder.resolve("kept/made/below/it.txt"), _ -> {
                    throw new IOException("No space left on device");
                }));
        assertEquals(List.of("kept"), names(folder));
        assertEquals(List.of(), names(folder.resolve("kept")));
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }
}
