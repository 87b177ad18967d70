/* Runs what a real processor did with random user-mode instructions. */
package org.kernelscope.hw.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.vector.Vector;
import org.kernelscope.hw.vector.VectorFile;

class VectorsTest {
    @ParameterizedTest
    @CsvSource({"integer.jsonl.gz, 15099", "x87.jsonl.gz, 5100"})
    void vectorsAllAgree(String name, int count) throws IOException, ImageException {
        Optional<Path> path = shared("x86-vectors/" + name);
        Assumptions.assumeTrue(path.isPresent(), "no folder 'shared' with x86-vectors beside the project");
        VectorMachine machine = new VectorMachine();
        int passed = 0;
        List<String> failures = new ArrayList<>();
        try (VectorFile file = VectorFile.open(name, Files.newInputStream(path.orElseThrow()))) {
            for (Optional<Vector> vector = file.next(); vector.isPresent(); vector = file.next()) {
                List<String> wrong = machine.run(vector.get());
                if (wrong.isEmpty()) {
                    passed++;
                } else {
                    failures.add(wrong + " in " + vector.get());
                }
            }
        }
        assertEquals(List.of(), failures.stream().limit(10).toList());
        assertEquals(count, passed);
    }

    private static Optional<Path> shared(String name) {
        Path home = Path.of(System.getProperty("kscope.home", "")).toAbsolutePath();
        for (Path at = home; at != null; at = at.getParent()) {
            Path candidate = at.resolve("shared").resolve(name);
            if (Files.exists(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }
}
