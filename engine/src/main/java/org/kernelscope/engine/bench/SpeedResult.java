/* What the machine benchmark measured, and how that stands to what was aimed at. */
package org.kernelscope.engine.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * All rows of one run; they depend on the host and its load.
 *
 * @param samples how often each was measured
 * @param rows by workload and place
 */
public record SpeedResult(int samples, List<SpeedRow> rows) {
    public SpeedResult {
        rows = List.copyOf(rows);
    }

    /**
     * What was aimed at.
     *
     * @param what is measured
     * @param least what it should be
     * @param reached empty where it was not measured
     */
    public record Target(String what, double least, Optional<Measured> reached) {
        /** In words: reached or not, or not measured. */
        String verdict() {
            return reached.map(found -> found.median() >= least ? "reached" : "missed")
                    .orElse("not measured");
        }
    }

    /** The workloads, in their order. */
    public List<String> workloads() {
        return rows.stream().map(SpeedRow::workload).distinct().toList();
    }

    /** The places, in their order. */
    public List<String> places() {
        return rows.stream().map(SpeedRow::place).distinct().toList();
    }

    /** One row. */
    Optional<SpeedRow> row(String workload, String place) {
        return rows.stream()
                .filter(row -> row.workload().equals(workload) && row.place().equals(place))
                .findFirst();
    }

    /** Million instructions a second of a workload at a place, where both are known. */
    public Optional<Measured> mips(String workload, String place) {
        return row(workload, place).flatMap(SpeedRow::mips);
    }

    /** How many times as fast one place is as another. */
    public Optional<Measured> ratio(String workload, Place fast, Place slow) {
        return ratios(workload, fast.label(), slow.label())
                .map(values -> Measured.of(workload + ", " + name(fast, slow), "ratio", values));
    }

    /** How many times as fast one place is as another, in the middle of the samples; the places by their labels. */
    public OptionalDouble relative(String workload, String fast, String slow) {
        return ratios(workload, fast, slow).stream()
                .mapToDouble(values -> Measured.of(workload, "ratio", values).median())
                .findFirst();
    }

    /** Sample by sample; empty where one of the places did not run it or did it in no time. */
    private Optional<double[]> ratios(String workload, String fast, String slow) {
        Optional<SpeedRow> one = row(workload, fast).filter(SpeedRow::isTold);
        Optional<SpeedRow> other = row(workload, slow).filter(SpeedRow::isTold);
        return one.flatMap(row -> other.map(row::ratio));
    }

    /** The geometric mean of the ratios over the workloads that are compared, sample by sample. */
    public Optional<Measured> mean(Place fast, Place slow) {
        List<String> compared = rows.stream()
                .filter(SpeedRow::isCompared)
                .map(SpeedRow::workload)
                .distinct()
                .toList();
        List<double[]> ratios = compared.stream()
                .flatMap(workload -> ratios(workload, fast.label(), slow.label()).stream())
                .toList();
        if (ratios.isEmpty() || ratios.size() < compared.size()) {
            return Optional.empty();
        }
        double[] means = new double[samples];
        Arrays.setAll(
                means,
                i -> Math.exp(ratios.stream()
                        .mapToDouble(values -> Math.log(values[i]))
                        .average()
                        .orElseThrow()));
        return Optional.of(Measured.of("geometric mean, " + name(fast, slow), "ratio", means));
    }

    private static String name(Place fast, Place slow) {
        return fast.label() + " to " + slow.label();
    }

    /** Targets of the workloads that come with the program, with what was reached; none where other guests ran. */
    public List<Target> targets() {
        if (rows.stream().noneMatch(SpeedRow::isCompared)) {
            return List.of();
        }
        return List.of(
                new Target("compiled, geometric mean, times Bochs", 8, mean(Way.COMPILED, Peer.BOCHS)),
                new Target("compiled, geometric mean, times QEMU", 0.5, mean(Way.COMPILED, Peer.QEMU)),
                new Target("interpreted, geometric mean, times Bochs", 1.2, mean(Way.INTERPRETED, Peer.BOCHS)),
                new Target("timed, geometric mean, times Bochs", 1, mean(Way.TIMED, Peer.BOCHS)),
                new Target("timed, four contending cores, MIPS", 60, mips(Workloads.CONTENTION, Way.TIMED.label())));
    }

    /** For reading in a terminal. */
    public String table() {
        return new SpeedTable(this).text();
    }

    /** For a document. */
    public String markdown() {
        return new SpeedTable(this).markdown();
    }

    /** All samples, with a header line; decimal point, comma between columns. */
    public String csv() {
        StringBuilder text = new StringBuilder("workload,place,sample,rounds,instructions,seconds,start\n");
        for (SpeedRow row : rows) {
            for (int i = 0; i < samples; i++) {
                text.append(String.format(
                        Locale.ROOT,
                        "\"%s\",%s,%d,%d,%s,%.6f,%.6f\n",
                        row.workload(),
                        row.place(),
                        i + 1,
                        row.rounds(),
                        row.instructions().isEmpty() ? "" : row.instructions().get(i),
                        row.seconds().get(i),
                        row.starts().get(i)));
            }
        }
        return text.toString();
    }

    /** All samples and what follows from them, with the host that they were measured on. */
    public String json() {
        return new SpeedJson(this).text();
    }

    /** The means of each way to each peer that were measured. */
    List<Measured> means() {
        return Stream.of(Way.values())
                .flatMap(way -> Stream.of(Peer.BOCHS, Peer.QEMU).flatMap(peer -> mean(way, peer).stream()))
                .toList();
    }
}
