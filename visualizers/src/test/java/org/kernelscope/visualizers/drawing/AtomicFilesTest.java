/* Files that appear whole or not at all. */
package org.kernelscope.visualizers.drawing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFilesTest {
    @TempDir
    Path folder;

    @Test
    void aFailureLeavesTheOldFileAndNothingElse() throws IOException {
        Path file = folder.resolve("picture.svg");
        AtomicFiles.write(file, "old");
        assertThrows(
                IOException.class,
                () -> AtomicFiles.write(file, part -> {
                    Files.writeString(part, "half");
                    throw new IOException("the disk is full");
                }));
        assertEquals("old", Files.readString(file));
        try (var files = Files.list(folder)) {
            assertEquals(1, files.count());
        }
    }
}
