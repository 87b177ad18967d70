/* What a benchmark measured, as a table, CSV and JSON, with every parameter it depends on. */
package org.kernelscope.engine.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.kernelscope.hw.HardwareProfile;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * All points of one run, and under what conditions.
 *
 * @param benchmark what was measured
 * @param sweep how much of it
 * @param profile all machine parameters with unit and source
 * @param images hash of each kernel image that ran, by its variant
 * @param points by series and x
 */
public record BenchResult(
        Benchmark benchmark, Sweep sweep, HardwareProfile profile, Map<String, String> images, List<Point> points) {
    private static final int VERSION = 1;
    private static final String ABSENT = "\u2013";

    /** The profile of which the next sentence speaks. */
    private static final String CALIBRATED = "core-i7";

    /** Which machine parameters were set after published results rather than taken from published parameters. */
    private static final String CALIBRATION =
            "cost.locked, so that the ticket lock takes mC2's 34 cycles on one core, and order.occupancy, one point"
                    + " that orders the requests of all lines, so that the MCS lock is flat from 2 cores on; nothing in"
                    + " the kernel";

    public BenchResult {
        images = Map.copyOf(images);
        points = List.copyOf(points);
    }

    /** The names of the series, in the order of the points. */
    public List<String> series() {
        return points.stream().map(Point::series).distinct().toList();
    }

    /** The points of one series. */
    public List<Point> of(String series) {
        return points.stream().filter(point -> point.series().equals(series)).toList();
    }

    /** A quantity at a point, if it was measured there. */
    public OptionalDouble value(String series, int x, String column) {
        return points.stream()
                .filter(point -> point.series().equals(series) && point.x() == x)
                .map(point -> point.value(column))
                .findFirst()
                .orElse(OptionalDouble.empty());
    }

    /** What was expected of the shape, judged. */
    public List<Check> checks() {
        return benchmark.expectation().judge(this);
    }

    /** The caption of a chart: what was done, on what, and what was calibrated in that profile. */
    public String caption() {
        String done = String.format(
                Locale.ROOT,
                "%s %,d rounds, kernel at -O2, profile %s.",
                benchmark.caption(),
                sweep.rounds(),
                profile.name());
        return profile.name().equals(CALIBRATED) ? done + " Calibrated: " + CALIBRATION + "." : done;
    }

    /** The headings of {@link #rows()}. */
    public List<String> headings() {
        List<String> headings = new ArrayList<>(
                List.of(benchmark.seriesColumn(), benchmark.axis().column()));
        benchmark.quantities().forEach(quantity -> headings.add(quantity.column()));
        return List.copyOf(headings);
    }

    /** All points, then the published figures, as words for reading. */
    public List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>();
        for (Point point : points) {
            List<String> row = new ArrayList<>(List.of(point.series(), Integer.toString(point.x())));
            for (Quantity quantity : benchmark.quantities()) {
                row.add(words(quantity, point.value(quantity.column())));
            }
            rows.add(List.copyOf(row));
        }
        for (Published figure : benchmark.published()) {
            List<String> row = new ArrayList<>(List.of(figure.label(), Integer.toString(figure.x())));
            for (Quantity quantity : benchmark.quantities()) {
                boolean here = quantity.column().equals(figure.quantity());
                row.add(words(quantity, here ? OptionalDouble.of(figure.value()) : OptionalDouble.empty()));
            }
            rows.add(List.copyOf(row));
        }
        return List.copyOf(rows);
    }

    private static String words(Quantity quantity, OptionalDouble value) {
        return value.isEmpty()
                ? ABSENT
                : String.format(Locale.ROOT, "%,." + quantity.decimals() + "f", value.getAsDouble());
    }

    /** A table with a header line; decimal point, comma between columns; nothing where nothing was measured. */
    public String csv() {
        StringBuilder text = new StringBuilder(String.join(",", headings())).append('\n');
        for (Point point : points) {
            text.append(point.series()).append(',').append(point.x());
            for (Quantity quantity : benchmark.quantities()) {
                OptionalDouble value = point.value(quantity.column());
                text.append(',');
                if (value.isPresent()) {
                    text.append(String.format(Locale.ROOT, "%.4f", value.getAsDouble()));
                }
            }
            text.append('\n');
        }
        return text.toString();
    }

    /** Everything, for other programs to read. */
    public String json() {
        JsonMapper mapper = new JsonMapper();
        ObjectNode root = mapper.createObjectNode();
        root.put("format", "kernelscope benchmark");
        root.put("version", VERSION);
        root.put("benchmark", benchmark.name());
        root.put("title", benchmark.title());
        root.put("caption", caption());
        root.put("rounds", sweep.rounds());
        root.put("calibration", CALIBRATION);
        ArrayNode guest = root.putArray("command_lines");
        benchmark.guest().forEach(guest::add);
        ObjectNode hashes = root.putObject("images");
        new TreeMap<>(images).forEach(hashes::put);
        profile(root.putObject("profile"));
        columns(root.putArray("quantities"));
        points(root.putArray("points"));
        published(root.putArray("published"));
        ArrayNode judged = root.putArray("checks");
        for (Check check : checks()) {
            judged.addObject()
                    .put("statement", check.statement())
                    .put("holds", check.holds())
                    .put("found", check.found());
        }
        return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    }

    private void profile(ObjectNode node) {
        node.put("name", profile.name());
        ObjectNode parameters = node.putObject("parameters");
        for (HardwareProfile.Parameter parameter : profile.parameters()) {
            parameters
                    .putObject(parameter.name())
                    .put("value", parameter.value())
                    .put("unit", parameter.unit())
                    .put("source", parameter.source());
        }
    }

    private void columns(ArrayNode list) {
        for (Quantity quantity : benchmark.quantities()) {
            list.addObject().put("column", quantity.column()).put("label", quantity.label());
        }
    }

    private void points(ArrayNode list) {
        for (Point point : points) {
            ObjectNode node = list.addObject();
            node.put(benchmark.seriesColumn(), point.series());
            node.put(benchmark.axis().column(), point.x());
            for (Quantity quantity : benchmark.quantities()) {
                point.value(quantity.column()).ifPresent(value -> node.put(quantity.column(), value));
            }
        }
    }

    private void published(ArrayNode list) {
        for (Published figure : benchmark.published()) {
            list.addObject()
                    .put("label", figure.label())
                    .put("beside", figure.series())
                    .put(benchmark.axis().column(), figure.x())
                    .put(figure.quantity(), figure.value())
                    .put("source", figure.source());
        }
    }
}
