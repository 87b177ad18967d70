/* The machine benchmark's result as tables, for a terminal and for documents. */
package org.kernelscope.engine.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Words for what was measured: the median, with the smallest and the greatest in brackets.
 *
 * @param result what is told
 */
record SpeedTable(SpeedResult result) {
    private static final String ABSENT = "-";
    private static final List<Peer> PEERS = List.of(Peer.BOCHS, Peer.QEMU);
    private static final double TEN = 10;

    String text() {
        StringBuilder text = new StringBuilder();
        for (List<List<String>> table : tables()) {
            List<Integer> widths = widths(table);
            for (List<String> row : table) {
                StringBuilder line = new StringBuilder(String.format("%-" + widths.getFirst() + "s", row.getFirst()));
                for (int column = 1; column < row.size(); column++) {
                    line.append(String.format("  %" + widths.get(column) + "s", row.get(column)));
                }
                text.append(line.toString().stripTrailing()).append('\n');
            }
            text.append('\n');
        }
        return text.append(about()).append('\n').toString();
    }

    String markdown() {
        StringBuilder text = new StringBuilder();
        for (List<List<String>> table : tables()) {
            text.append(line(table.getFirst()));
            text.append(line(table.getFirst().stream().map(_ -> "---").toList()));
            table.stream().skip(1).map(SpeedTable::line).forEach(text::append);
            text.append('\n');
        }
        return text.append(about()).append('\n').toString();
    }

    private static String line(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }

    private String about() {
        return "Median of " + result.samples()
                + " interleaved runs, with the smallest and the greatest in brackets. Ratios are of wall time for the same"
                + " work, starting taken away; what took no tenth of the time that starting did has none.";
    }

    private static List<Integer> widths(List<List<String>> table) {
        List<Integer> widths = new ArrayList<>();
        for (int column = 0; column < table.getFirst().size(); column++) {
            int at = column;
            widths.add(
                    table.stream().mapToInt(row -> row.get(at).length()).max().orElse(0));
        }
        return widths;
    }

    private List<List<List<String>>> tables() {
        return Stream.of(speeds(), ratios(), targets())
                .filter(table -> table.size() > 1 && table.getFirst().size() > 1)
                .toList();
    }

    private List<List<String>> speeds() {
        List<List<String>> table = new ArrayList<>();
        List<String> heading = new ArrayList<>(List.of("MIPS", "instructions"));
        heading.addAll(result.places());
        table.add(heading);
        for (String workload : result.workloads()) {
            List<String> row = new ArrayList<>(List.of(workload, instructions(workload)));
            for (String place : result.places()) {
                row.add(result.row(workload, place).map(SpeedTable::speed).orElse(ABSENT));
            }
            table.add(row);
        }
        return table;
    }

    /** Of the first place that tells. */
    private String instructions(String workload) {
        return result.rows().stream()
                .filter(row ->
                        row.workload().equals(workload) && !row.instructions().isEmpty())
                .findFirst()
                .map(row ->
                        String.format(Locale.ROOT, "%,.1f M", row.instructions().getFirst() / 1e6))
                .orElse(ABSENT);
    }

    private List<List<String>> ratios() {
        List<String> heading = new ArrayList<>(List.of("times as fast as"));
        List<Way> ways = List.of(Way.values());
        List<Peer> present = PEERS.stream()
                .filter(peer -> result.places().contains(peer.label()))
                .toList();
        present.forEach(peer -> ways.forEach(way -> heading.add(peer.label() + ": " + way.label())));
        List<List<String>> table = new ArrayList<>(List.of(heading));
        for (String workload : result.workloads()) {
            List<String> row = new ArrayList<>(List.of(workload));
            present.forEach(peer -> ways.forEach(way -> row.add(words(result.ratio(workload, way, peer)))));
            table.add(row);
        }
        if (!result.means().isEmpty()) {
            List<String> row = new ArrayList<>(List.of("geometric mean of the first four"));
            present.forEach(peer -> ways.forEach(way -> row.add(words(result.mean(way, peer)))));
            table.add(row);
        }
        return table;
    }

    private List<List<String>> targets() {
        List<List<String>> table = new ArrayList<>();
        table.add(List.of("target", "at least", "reached", ""));
        for (SpeedResult.Target target : result.targets()) {
            table.add(List.of(target.what(), figure(target.least()), words(target.reached()), target.verdict()));
        }
        return table;
    }

    private static String speed(SpeedRow row) {
        if (!row.isTold()) {
            return row.bound();
        }
        return row.mips().isPresent() ? words(row.mips()) : words(Optional.of(row.time())) + " s";
    }

    private static String words(Optional<Measured> measured) {
        return measured.map(found -> figure(found.median())
                        + (found.samples() > 1 ? " (" + figure(found.min()) + "-" + figure(found.max()) + ")" : ""))
                .orElse(ABSENT);
    }

    private static String figure(double value) {
        return String.format(Locale.ROOT, value < TEN ? "%.2f" : value < TEN * TEN ? "%.1f" : "%.0f", value);
    }
}
