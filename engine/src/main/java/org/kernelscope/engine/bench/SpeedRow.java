/* How fast one workload ran at one place. */
package org.kernelscope.engine.bench;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.kernelscope.engine.bench.Place.Run;

/**
 * A row of measurements; the samples of all rows of a workload belong together in their order.
 *
 * @param workload its name
 * @param isCompared whether it counts in the geometric mean
 * @param place its label
 * @param instructions executed, in each sample; of places that do not tell, what this project's machine executed for the
 *     same; empty where that is not known
 * @param seconds of wall time of each sample, without starting
 * @param starts seconds that were taken away for starting, of each sample; 0 where it counts
 * @param rounds of the workload in each sample
 */
public record SpeedRow(
        String workload,
        boolean isCompared,
        String place,
        List<Long> instructions,
        List<Double> seconds,
        List<Double> starts,
        int rounds) {
    private static final double MILLION = 1e6;
    private static final double TENTH = 0.1;

    public SpeedRow {
        instructions = List.copyOf(instructions);
        seconds = List.copyOf(seconds);
        starts = List.copyOf(starts);
    }

    static SpeedRow of(Workload workload, Place place, List<Run> runs, List<Run> counted) {
        return new SpeedRow(
                workload.name(),
                workload.isCompared(),
                place.label(),
                counted.stream()
                        .flatMapToLong(run -> run.instructions().stream())
                        .boxed()
                        .toList(),
                runs.stream().map(Run::seconds).toList(),
                runs.stream().map(Run::start).toList(),
                workload.rounds(place));
    }

    /** Wall time of a round, in seconds. */
    double pace(int sample) {
        return seconds.get(sample) / rounds;
    }

    /** Whether it took so long beside starting that the time says anything: every sample a tenth of that at least. */
    boolean isTold() {
        return IntStream.range(0, seconds.size()).allMatch(i -> seconds.get(i) > starts.get(i) * TENTH);
    }

    /** In words, where it is not told: less than what. */
    String bound() {
        return String.format(
                Locale.ROOT, "< %.2f s", Math.max(Collections.max(starts) * TENTH, Collections.max(seconds)));
    }

    /** Million instructions a second; empty where they are not known. */
    Optional<Measured> mips() {
        if (instructions.isEmpty() || !isTold()) {
            return Optional.empty();
        }
        double[] values = IntStream.range(0, seconds.size())
                .mapToDouble(i -> instructions.get(i) / seconds.get(i) / MILLION)
                .toArray();
        return Optional.of(Measured.of(workload + ", " + place, "MIPS", values));
    }

    /** Seconds of the whole run. */
    Measured time() {
        return Measured.of(
                workload + ", " + place,
                "s",
                seconds.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** How many times as fast as another place in the same samples. */
    double[] ratio(SpeedRow other) {
        double[] values = new double[seconds.size()];
        Arrays.setAll(values, i -> other.pace(i) / pace(i));
        return values;
    }
}
