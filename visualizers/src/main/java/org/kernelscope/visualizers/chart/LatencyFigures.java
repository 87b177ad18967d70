/* What a latency chart shows, as plain values. */
package org.kernelscope.visualizers.chart;

import java.util.List;

/**
 * Lock latency by number of cores.
 *
 * @param title of the chart
 * @param series one per lock
 * @param published figures from the literature, marked as points
 * @param caption every parameter that the figures depend on
 */
public record LatencyFigures(String title, List<Series> series, List<Published> published, String caption) {
    public LatencyFigures {
        series = List.copyOf(series);
        published = List.copyOf(published);
    }

    /**
     * One lock.
     *
     * @param name as in the legend
     * @param cores numbers of cores, ascending
     * @param cycles per acquire and release, as many as cores
     * @param normalised efficiency in percent, 100 at one core, as many as cores
     */
    public record Series(String name, List<Integer> cores, List<Double> cycles, List<Double> normalised) {
        public Series {
            cores = List.copyOf(cores);
            cycles = List.copyOf(cycles);
            normalised = List.copyOf(normalised);
            if (cores.size() != cycles.size() || cores.size() != normalised.size()) {
                throw new IllegalArgumentException(name + " needs one value for every number of cores");
            }
        }
    }

    /**
     * A figure that somebody published.
     *
     * @param series name of the series that it stands beside
     * @param label whose it is, as in the legend
     * @param cores at how many cores
     * @param cycles per acquire and release
     */
    public record Published(String series, String label, int cores, double cycles) {}
}
