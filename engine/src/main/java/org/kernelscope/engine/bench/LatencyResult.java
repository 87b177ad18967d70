/* The lock-latency benchmark's result, with every parameter it depends on. */
package org.kernelscope.engine.bench;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.kernelscope.hw.HardwareProfile;
import org.kernelscope.kernel.Variant;

/**
 * What was measured, and under what conditions.
 *
 * @param version of this record's JSON form
 * @param rounds pairs per core
 * @param optimisation compiler level
 * @param profile all machine parameters with unit and source
 * @param images hash of the kernel image of each lock
 * @param points measured, by lock and cores
 * @param published figures beside ours
 * @param calibration which parameters were set so that the one-core figures agree
 */
public record LatencyResult(
        int version,
        int rounds,
        Variant.Optimisation optimisation,
        HardwareProfile profile,
        Map<Variant.Lock, String> images,
        List<LatencyPoint> points,
        List<Published> published,
        String calibration) {

    public LatencyResult {
        images = Map.copyOf(images);
        points = List.copyOf(points);
        published = List.copyOf(published);
    }

    /** The points of one lock, by cores. */
    public List<LatencyPoint> of(Variant.Lock lock) {
        return points.stream().filter(point -> point.lock() == lock).toList();
    }

    /** A table with a header line; decimal point, comma between columns. */
    public String csv() {
        StringBuilder text = new StringBuilder("lock,cores,cycles_per_pair,normalised,line_transfers_per_pair\n");
        for (LatencyPoint point : points) {
            text.append(String.format(
                    Locale.ROOT,
                    "%s,%d,%.3f,%.4f,%.3f%n",
                    point.lock().id(),
                    point.cores(),
                    point.cycles(),
                    point.normalised(),
                    point.transfers()));
        }
        return text.toString();
    }

    /** The caption of a chart: what was done, on what, and what was calibrated. */
    public String caption() {
        return String.format(
                Locale.ROOT,
                "%,d empty acquire and release pairs per core, kernel at -%s, profile %s. Calibrated: %s.",
                rounds,
                optimisation,
                profile.name(),
                calibration);
    }
}
