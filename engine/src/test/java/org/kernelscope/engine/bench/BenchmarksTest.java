/* Every benchmark, in small, has the shape that it claims. */
package org.kernelscope.engine.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kernelscope.engine.Profiles;

final class BenchmarksTest {
    private static final BundledKernels KERNELS = new BundledKernels();

    @Test
    void noTwoHaveOneName() {
        List<String> names = Benchmarks.all().stream().map(Benchmark::name).toList();
        assertEquals(names.stream().distinct().toList(), names);
        assertEquals(
                Benchmarks.all(),
                names.stream().map(name -> Benchmarks.named(name).orElseThrow()).toList());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    big-lock       | 40 | 1 4   | 0 1000    | 4 | 4
                    alignment      | 20 | 1 2 4 |           | 6 | 1
                    ipc            | 10 |       | 1 64 1024 | 6 | 2
                    syscall        | 20 |       | 8 16 32   | 9 | 3
                    context-switch | 20 |       | 1 3       | 5 | 2
                    frame-alloc    | 10 | 1 2   | 512       | 18 | 1
                    shootdown      | 3  | 4     | 1 4       | 8 | 1
                    """)
    void hasItsShape(String name, int rounds, String cores, String values, int points, int checks) throws Exception {
        Benchmark benchmark = Benchmarks.named(name).orElseThrow();
        Sweep sweep = new Sweep(rounds, numbers(cores), numbers(values));
        BenchResult result = benchmark.run(KERNELS, Profiles.load("core-i7"), sweep, sentence -> {});
        assertEquals(points, result.points().size(), result.csv());
        assertEquals(checks, result.checks().size());
        for (Check check : result.checks()) {
            assertTrue(check.holds(), check + "\n" + result.csv());
        }
        String first = benchmark.quantities().getFirst().column();
        for (Point point : result.points()) {
            assertTrue(point.value(first).orElse(0) > 0, point.toString());
        }
    }

    private static List<Integer> numbers(String words) {
        return words == null
                ? List.of()
                : Arrays.stream(words.split(" ")).map(Integer::valueOf).toList();
    }
}
