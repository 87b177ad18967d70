/* The straight line that fits points best. */
package org.kernelscope.engine.bench;

import java.util.List;

/**
 * Least squares.
 *
 * @param slope per unit of x
 * @param start at x = 0
 * @param share of the variance that the line explains, R², 1 where all points lie on it
 */
public record Fit(double slope, double start, double share) {
    /** The line through the points that have the quantity; at least two of different x. */
    public static Fit through(List<Point> points, String column) {
        List<Point> having =
                points.stream().filter(point -> point.value(column).isPresent()).toList();
        double middleX = having.stream().mapToInt(Point::x).average().orElseThrow();
        double middleY = having.stream()
                .mapToDouble(point -> point.value(column).orElseThrow())
                .average()
                .orElseThrow();
        double products = 0;
        double squaresX = 0;
        double squaresY = 0;
        for (Point point : having) {
            double x = point.x() - middleX;
            double y = point.value(column).orElseThrow() - middleY;
            products += x * y;
            squaresX += x * x;
            squaresY += y * y;
        }
        double slope = products / squaresX;
        double share = squaresY == 0 ? 1 : products * products / squaresX / squaresY;
        return new Fit(slope, middleY - slope * middleX, share);
    }

    /**
     * Whether all points lie near enough to their lines.
     *
     * @param least which share every line has to exceed
     * @param slopes what the slopes are, in words
     * @param digits of the slopes behind the point
     */
    static Check check(String statement, List<Fit> fits, double least, String slopes, int digits) {
        return new Check(
                statement,
                fits.stream().allMatch(fit -> fit.share > least),
                "R\u00b2 " + Words.list(fits.stream().map(Fit::share).toList(), 4) + "; " + slopes + " "
                        + Words.list(fits.stream().map(Fit::slope).toList(), digits));
    }
}
