/* What a real processor did with one case or another of every vector instruction. */
package org.kernelscope.hw.cpu;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The resource {@code native-simd.txt}: {@code shape | seed | changes}, in the order of the rows. {@link #main} writes it
 * anew on a host with a C compiler after rows or {@link SimdCase} changed.
 */
final class SimdTable {
    private static final String RESOURCE = "native-simd.txt";
    /** Other cases than those that are compared with the host. */
    private static final int FIRST = 1000;

    private static final int SEEDS = 4;

    private SimdTable() {}

    static List<SimdCase> cases(int first, int count) {
        List<SimdCase> cases = new ArrayList<>();
        for (SimdCase shape : SimdCase.shapes()) {
            for (int seed = first; seed < first + count; seed++) {
                cases.add(shape.withSeed(seed));
            }
        }
        return cases;
    }

    /** Those of the table: all shapes but approximations, of which each processor has its own. */
    static List<SimdCase> exactCases() {
        return cases(FIRST, SEEDS).stream()
                .filter(simdCase -> !isApproximate(simdCase))
                .toList();
    }

    static boolean isApproximate(SimdCase simdCase) {
        return simdCase.mnemonic().startsWith("rcp") || simdCase.mnemonic().startsWith("rsqrt");
    }

    static Map<SimdCase, String> of(NativeProcessor processor) throws IOException, InterruptedException {
        List<SimdCase> cases = exactCases();
        List<MediaState> before = cases.stream().map(SimdCase::state).toList();
        List<MediaState> after = processor.executed(before);
        Map<SimdCase, String> table = new LinkedHashMap<>();
        for (int i = 0; i < cases.size(); i++) {
            table.put(cases.get(i), after.get(i).changesFrom(before.get(i)));
        }
        return table;
    }

    static Map<SimdCase, String> read() throws IOException {
        Map<String, SimdCase> shapes =
                SimdCase.shapes().stream().collect(Collectors.toMap(SimdCase::name, shape -> shape));
        Map<SimdCase, String> table = new LinkedHashMap<>();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(SimdTable.class.getResourceAsStream(RESOURCE), StandardCharsets.US_ASCII))) {
            for (String line : lines.readAllLines()) {
                String[] parts = line.split(" \\| ?", -1);
                SimdCase shape = shapes.get(parts[0]);
                if (shape == null) {
                    throw new AssertionError("no row for the line " + line);
                }
                table.put(shape.withSeed(Long.parseLong(parts[1])), parts[2]);
            }
        }
        return table;
    }

    /** Writes the table to the file that the first argument names. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        NativeProcessor processor =
                NativeProcessor.in(Files.createTempDirectory("native-simd")).orElseThrow();
        String text = of(processor).entrySet().stream()
                .map(entry -> entry.getKey().name() + " | " + entry.getKey().seed() + " | " + entry.getValue())
                .collect(Collectors.joining("\n", "", "\n"));
        Files.writeString(Path.of(arguments[0]), text);
    }
}
