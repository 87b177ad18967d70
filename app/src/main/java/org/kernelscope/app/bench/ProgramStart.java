/* The start benchmark's part with processes of their own: from a command to its answer, or to the window's first frame. */
package org.kernelscope.app.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.kernelscope.app.window.FirstFrame;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.engine.bench.Measured;

/**
 * Starts the program in several ways, one after the other, several times.
 *
 * @param launcher what starts the program: a command and its first arguments
 * @param samples how often each quantity is measured
 */
public record ProgramStart(List<String> launcher, int samples) {
    private static final String END = "to its end";

    /** Arguments, and when the clock stops: at these lines, or at the end. */
    private record Start(String name, List<String> arguments, List<String> until) {}

    private static final List<Start> STARTS = List.of(
            new Start("kscope --version", List.of("--version"), List.of(END)),
            new Start("kscope --help", List.of("--help"), List.of(END)),
            new Start(
                    "kscope run spinlock",
                    List.of("run", "spinlock", "--first-frame"),
                    List.of(FirstFrame.WINDOW, FirstFrame.MACHINE)));

    public ProgramStart {
        launcher = List.copyOf(launcher);
    }

    /**
     * Measures all rows.
     *
     * @param progress told one sentence before each group of rows
     */
    public List<Measured> run(Consumer<String> progress) throws UserMistake, IOException, InterruptedException {
        progress.accept("start of the program");
        Map<String, double[]> taken = new LinkedHashMap<>();
        for (int sample = -1; sample < samples; sample++) {
            for (Start start : STARTS) {
                Map<String, Double> millis = start(start);
                for (String until : start.until) {
                    String name = start.name + ", " + until;
                    taken.computeIfAbsent(name, absent -> new double[samples])[Math.max(0, sample)] = millis.get(until);
                }
            }
        }
        List<Measured> rows = new ArrayList<>();
        taken.forEach((name, values) -> rows.add(Measured.of(name, "ms", values)));
        return rows;
    }

    /** Milliseconds to each line that came, and to the end. */
    private Map<String, Double> start(Start start) throws UserMistake, IOException, InterruptedException {
        List<String> command = new ArrayList<>(launcher);
        command.addAll(start.arguments);
        Map<String, Double> millis = new LinkedHashMap<>();
        long begin = System.nanoTime();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        List<String> lines = new ArrayList<>();
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                millis.putIfAbsent(line, since(begin));
                lines.add(line);
            }
        }
        int code = process.waitFor();
        millis.put(END, since(begin));
        if (code != 0 || !millis.keySet().containsAll(start.until)) {
            throw new UserMistake(String.join(" ", command) + " ended with " + code + ": " + String.join("\n", lines));
        }
        return millis;
    }

    private static double since(long begin) {
        return (double) (System.nanoTime() - begin) / TimeUnit.MILLISECONDS.toNanos(1);
    }
}
