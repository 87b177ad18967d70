/* Results in the forms that are written. */
package org.kernelscope.engine.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.kernelscope.engine.Profiles;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class BenchResultTest {
    private static final Benchmark INVENTED = new Benchmark(
            "invented",
            "Invented",
            "What if?",
            List.of("run=x"),
            "kind",
            new Axis("size", "size", Axis.Scale.LINEAR),
            List.of(
                    new Quantity("time", "time, cycles", Quantity.Form.LINES, 1),
                    new Quantity("share", "share, %", Quantity.Form.TABLE, 0)),
            false,
            new Sweep(7, List.of(), List.of(1, 2)),
            List.of(new Published("share", "a", "a, published", 1, 33, "nobody")),
            "Nothing was done.",
            (bench, sweep) -> List.of(
                    new Point("a", 1, Map.of("time", 1.5, "share", 20.0)), new Point("a", 2, Map.of("time", 1234.56))),
            result -> List.of(new Check("it is so", true, "by hand")));

    private static BenchResult result() throws Exception {
        return INVENTED.run(
                variant -> {
                    throw new AssertionError("no kernel is needed");
                },
                Profiles.load("core-i7"),
                INVENTED.usual(),
                sentence -> {});
    }

    @Test
    void isATableWithGapsWhereNothingWasMeasured() throws Exception {
        assertEquals("kind,size,time,share\na,1,1.5000,20.0000\na,2,1234.5600,\n", result().csv());
        assertEquals(
                List.of(
                        List.of("a", "1", "1.5", "20"),
                        List.of("a", "2", "1,234.6", "\u2013"),
                        List.of("a, published", "1", "\u2013", "33")),
                result().rows());
    }

    @Test
    void isJsonWithEveryParameter() throws Exception {
        JsonNode root = new JsonMapper().readTree(result().json());
        assertEquals(7, root.get("rounds").intValue());
        assertEquals(
                result().profile().parameters().size(),
                root.get("profile").get("parameters").size());
        assertEquals(1234.56, root.get("points").get(1).get("time").doubleValue());
        assertEquals("nobody", root.get("published").get(0).get("source").stringValue());
        assertTrue(root.get("checks").get(0).get("holds").booleanValue());
    }

    @Test
    void aMeasuredTableIsTheSameEveryTime() throws Exception {
        Sweep sweep = new Sweep(100, List.of(1, 2, 4), List.of());
        BenchResult latency =
                LockLatency.BENCHMARK.run(new BundledKernels(), Profiles.load("core-i7"), sweep, sentence -> {});
        golden("lock-latency.csv", latency.csv());
    }

    private static void golden(String name, String text) throws IOException {
        Path file = Path.of(System.getProperty("kscope.home"))
                .resolve("engine/src/test/resources/org/kernelscope/engine/bench")
                .resolve(name);
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        }
        assertTrue(Files.exists(file), () -> name + " is missing; write it with -Dgolden.update=true");
        assertEquals(Files.readString(file).replace("\r\n", "\n"), text);
    }
}
