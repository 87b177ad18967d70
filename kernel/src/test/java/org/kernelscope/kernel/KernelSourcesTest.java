/* Tests sources as a value. */
package org.kernelscope.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KernelSourcesTest {

    @Test
    void changingLeavesTheOriginalAlone() {
        KernelSources one = KernelSources.of(Map.of("b/b.c", "1", "a/a.c", "2"));
        KernelSources other = one.with("b/b.c", "3").without("a/a.c");
        assertEquals(Optional.of("1"), one.text("b/b.c"));
        assertEquals(Optional.of("3"), other.text("b/b.c"));
        assertEquals(List.of("a/a.c", "b/b.c"), List.copyOf(one.paths()));
        assertEquals(Optional.empty(), other.text("a/a.c"));
        assertEquals(one, other.with("b/b.c", "1").with("a/a.c", "2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/a", "../a", "a/../b", "a//b", "a/", "a\\b", "C:/a", "-o", "a/.hidden", "a b", "a\n"})
    void pathsThatLeaveTheRootAreRefused(String path) {
        assertThrows(
                IllegalArgumentException.class, () -> KernelSources.of(Map.of()).with(path, ""));
    }

    @Test
    void folderIsReadWithoutHiddenFiles(@TempDir Path folder) throws IOException {
        Files.createDirectories(folder.resolve("lock"));
        Files.writeString(folder.resolve("lock/lock.c"), "int x;\n");
        Files.writeString(folder.resolve("lock/.lock.c.swp"), "junk");
        assertEquals(KernelSources.of(Map.of("lock/lock.c", "int x;\n")), KernelSources.read(folder));
    }

    @Test
    void bundledSourcesAreThere() {
        assertTrue(KernelSources.bundled().paths().containsAll(List.of("layers.txt", "link.ld")));
    }
}
