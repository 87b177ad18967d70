/* Numbers in words. */
package org.kernelscope.engine.bench;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How benchmarks print numbers in sentences. */
final class Words {
    private Words() {}

    /** "1 core", "2 cores". */
    static String count(int number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }

    static String number(double value, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    static String list(List<Double> values, int decimals) {
        return values.stream().map(value -> number(value, decimals)).collect(Collectors.joining(", "));
    }
}
