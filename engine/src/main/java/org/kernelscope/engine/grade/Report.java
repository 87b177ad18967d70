/* A verdict as text to read. */
package org.kernelscope.engine.grade;

import java.util.ArrayList;
import java.util.List;
import org.kernelscope.engine.grade.Verdict.CheckResult;

/** Writes a verdict for people, in lines of at most {@value #WIDTH} characters. */
public final class Report {
    static final String NAME = "report.txt";

    private static final int WIDTH = 100;
    private static final String INDENT = "      ";

    private Report() {}

    /** The text of a report. */
    public static String of(Verdict verdict) {
        List<String> lines = new ArrayList<>();
        lines.add(verdict.submission() + ": " + verdict.points() + " of " + verdict.of() + " points in "
                + verdict.exercise());
        for (CheckResult result : verdict.results()) {
            lines.add("");
            lines.add(mark(result) + " " + result.points() + "/" + result.of() + "  " + result.title());
            wrap(result.reason(), lines);
            result.schedule().ifPresent(schedule -> wrap("Schedule: " + schedule + ".", lines));
            result.recording().ifPresent(file -> wrap("Play it: kscope replay " + file, lines));
        }
        if (!verdict.covered().isEmpty()) {
            lines.add("");
            lines.add("Tried (seed " + verdict.seed() + "):");
            verdict.covered().forEach(each -> wrap(each.statement(), lines));
        }
        if (!verdict.notes().isEmpty()) {
            lines.add("");
            lines.add("Notes:");
            verdict.notes().forEach(note -> wrap(note, lines));
        }
        return String.join("\n", lines) + "\n";
    }

    private static String mark(CheckResult result) {
        return switch (result.status()) {
            case PASSED -> "[ok]";
            case FAILED -> "[--]";
            case NOT_JUDGED -> "[??]";
        };
    }

    private static void wrap(String text, List<String> lines) {
        StringBuilder line = new StringBuilder(INDENT);
        for (String word : text.split("\\s+", -1)) {
            if (line.length() + word.length() > WIDTH && line.length() > INDENT.length()) {
                lines.add(line.toString().stripTrailing());
                line = new StringBuilder(INDENT);
            }
            line.append(word).append(' ');
        }
        lines.add(line.toString().stripTrailing());
    }
}
