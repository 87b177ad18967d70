/* A benchmark of the kernel on the machine model, as data and one function. */
package org.kernelscope.engine.bench;

import java.util.List;
import java.util.function.Consumer;
import org.kernelscope.engine.Profiles;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.hw.HardwareProfile;
import org.kernelscope.kernel.ToolchainException;

/**
 * What is measured, how it is swept, and what is expected.
 *
 * @param name as it is typed, and in the names of files
 * @param title of the chart
 * @param question that it answers, in one sentence
 * @param guest the command lines of the kernel, with {@code {…}} where the sweep puts numbers
 * @param seriesColumn what tells the series apart, in tables
 * @param axis what is varied within a series
 * @param quantities what is read, in the order of tables and panels
 * @param beside whether the panels of a chart stand side by side, on one vertical axis, not above one another
 * @param usual the sweep unless one asks for another; a list that is empty there cannot be asked for
 * @param published figures beside ours
 * @param caption how it was measured, in sentences
 * @param measuring runs it
 * @param expectation judges the shape
 */
public record Benchmark(
        String name,
        String title,
        String question,
        List<String> guest,
        String seriesColumn,
        Axis axis,
        List<Quantity> quantities,
        boolean beside,
        Sweep usual,
        List<Published> published,
        String caption,
        Measuring measuring,
        Expectation expectation) {

    public Benchmark {
        guest = List.copyOf(guest);
        quantities = List.copyOf(quantities);
        published = List.copyOf(published);
    }

    /** How the points of a sweep are measured. */
    @FunctionalInterface
    interface Measuring {
        List<Point> measure(Bench bench, Sweep sweep) throws UserMistake, ToolchainException, InterruptedException;
    }

    /** What is expected of the shape; statements that the sweep is too small for are left out. */
    @FunctionalInterface
    interface Expectation {
        List<Check> judge(BenchResult result);
    }

    /**
     * Measures every point.
     *
     * @param kernels where kernels come from
     * @param progress told one sentence before each point
     * @throws InterruptedException soon after the thread is interrupted
     */
    public BenchResult run(Bench.Kernels kernels, HardwareProfile profile, Sweep sweep, Consumer<String> progress)
            throws UserMistake, ToolchainException, InterruptedException {
        Profiles.requireForKernel(profile);
        Bench bench = new Bench(kernels, profile, progress);
        List<Point> points = measuring.measure(bench, sweep);
        return new BenchResult(this, sweep, profile, bench.images(), points);
    }
}
