/* What a benchmark of the program itself measured, as table, CSV and JSON. */
package org.kernelscope.engine.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.kernelscope.engine.AtomicFile;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * All rows of one run; they depend on the host and its load.
 *
 * @param benchmark its name, which the files get too
 * @param about what was measured, in a sentence
 * @param rows in the order of the table
 */
public record Measurements(String benchmark, String about, List<Measured> rows) {
    private static final int VERSION = 1;
    private static final int LEAST_WIDTH = 44;

    public Measurements {
        rows = List.copyOf(rows);
    }

    /** For reading, with a line of headings. */
    public String table() {
        int widest = rows.stream().mapToInt(row -> row.name().length()).max().orElse(0);
        String line = "%-" + Math.max(LEAST_WIDTH, widest) + "s %12s %12s %12s  %s%n";
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, line, "", "median", "min", "max", "unit"));
        for (Measured row : rows) {
            text.append(String.format(
                    Locale.ROOT,
                    line,
                    row.name(),
                    figure(row.median()),
                    figure(row.min()),
                    figure(row.max()),
                    row.unit()));
        }
        return text.append(about).append('\n').toString();
    }

    private static String figure(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    /** With a header line; decimal point, comma between columns. */
    public String csv() {
        StringBuilder text = new StringBuilder("name,unit,samples,median,min,max\n");
        for (Measured row : rows) {
            text.append(String.format(
                    Locale.ROOT,
                    "\"%s\",%s,%d,%.6f,%.6f,%.6f\n",
                    row.name(),
                    row.unit(),
                    row.samples(),
                    row.median(),
                    row.min(),
                    row.max()));
        }
        return text.toString();
    }

    /** With the host that it was measured on. */
    public String json() {
        JsonMapper mapper = new JsonMapper();
        ObjectNode root = mapper.createObjectNode();
        root.put("format", "kernelscope measurements");
        root.put("version", VERSION);
        root.put("benchmark", benchmark);
        root.put("about", about);
        root.put("java", Runtime.version().toString());
        root.put("host", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        root.put("processors", Runtime.getRuntime().availableProcessors());
        ArrayNode list = root.putArray("rows");
        for (Measured row : rows) {
            list.addObject()
                    .put("name", row.name())
                    .put("unit", row.unit())
                    .put("samples", row.samples())
                    .put("median", row.median())
                    .put("min", row.min())
                    .put("max", row.max());
        }
        return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    }

    /** Writes CSV and JSON into the folder, each wholly or not at all; returns their paths. */
    public List<Path> write(Path folder) throws IOException {
        Path csv = folder.resolve(benchmark + ".csv");
        Path json = folder.resolve(benchmark + ".json");
        AtomicFile.write(csv, csv());
        AtomicFile.write(json, json());
        return List.of(csv, json);
    }
}
