/* Runs what a real processor did with random user-mode instructions. */
package org.kernelscope.hw.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.cpu.VectorMachine.How;
import org.kernelscope.hw.vector.Vector;
import org.kernelscope.hw.vector.VectorFile;

class VectorsTest {
    /** Every so manieth is compiled too, which takes longest; {@code kscope conform --every-way} compiles all. */
    private static final int COMPILED_OF = 10;

    @ParameterizedTest
    @CsvSource({"integer.jsonl.gz, 15099, 5000, 400", "x87.jsonl.gz, 5100, 0, 0"})
    void vectorsAllAgree(String name, int count, int plain, int compiled) throws IOException, ImageException {
        Optional<Path> path = shared("x86-vectors/" + name);
        Assumptions.assumeTrue(path.isPresent(), "no folder 'shared' with x86-vectors beside the project");
        VectorMachine machine = new VectorMachine();
        int passed = 0;
        Map<How, Integer> also = new EnumMap<>(Map.of(How.PLAIN, 0, How.COMPILED, 0));
        List<String> failures = new ArrayList<>();
        try (VectorFile file = VectorFile.open(name, Files.newInputStream(path.orElseThrow()))) {
            for (Optional<Vector> vector = file.next(); vector.isPresent(); vector = file.next()) {
                List<String> wrong = new ArrayList<>(machine.run(vector.get()));
                for (How how : vector.get().id() % COMPILED_OF == 0 ? List.of(How.values()) : List.of(How.PLAIN)) {
                    Optional<List<String>> again = machine.again(vector.get(), how);
                    again.ifPresent(sentences -> sentences.forEach(each -> wrong.add(how + ": " + each)));
                    also.merge(how, again.isPresent() ? 1 : 0, Integer::sum);
                }
                if (wrong.isEmpty()) {
                    passed++;
                } else {
                    failures.add(wrong + " in " + vector.get());
                }
            }
        }
        assertEquals(List.of(), failures.stream().limit(10).toList());
        assertEquals(count, passed);
        assertTrue(also.get(How.PLAIN) >= plain && also.get(How.COMPILED) >= compiled, also::toString);
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
