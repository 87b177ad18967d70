/* READING-ORDER.txt names every package and kernel folder, each once, and nothing that is not there. */
package org.kernelscope.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ReadingOrderTest {
    @Test
    void readingOrderIsComplete() {
        List<String> named = Tree.lines(Path.of("READING-ORDER.txt")).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.strip().split("\\s+")[0])
                .toList();
        TreeSet<String> present = Tree.files(".java", ".c", ".h", ".S").stream()
                .map(path -> path.getParent().toString().replace('\\', '/'))
                .filter(folder -> folder.contains("src/main"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(
                List.copyOf(present),
                named.stream().sorted().toList(),
                "folders with sources, against READING-ORDER.txt");
    }

    @Test
    void everyFolderNamedThereExists() {
        List<String> missing = Tree.lines(Path.of("READING-ORDER.txt")).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.strip().split("\\s+")[0])
                .filter(folder -> !Files.isDirectory(Tree.home().resolve(folder)))
                .toList();
        assertEquals(List.of(), missing);
    }
}
