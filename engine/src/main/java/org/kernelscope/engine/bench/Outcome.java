/* What a machine printed and counted until the kernel ended it. */
package org.kernelscope.engine.bench;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.kernelscope.hw.CoreState;
import org.kernelscope.hw.Machine;

/**
 * A run that ended well.
 *
 * @param machine at its end
 */
record Outcome(Machine machine) {
    private static final Pattern NUMBER = Pattern.compile("(\\w+)= *([0-9]+)\\b");

    /** The numbers {@code name=N} of each printed line that begins with a word and has such a number {@code key}. */
    List<Map<String, Long>> lines(String word, String key) {
        return machine.serialOutput()
                .lines()
                .filter(line -> line.startsWith(word + " "))
                .map(Outcome::numbers)
                .filter(numbers -> numbers.containsKey(key))
                .toList();
    }

    /** A point of a series per line that begins with a word and has a number {@code x=N}: its {@code cycles=N}. */
    List<Point> points(String word, String x, String series, String column) {
        return lines(word, x).stream()
                .map(line -> new Point(
                        series,
                        line.get(x).intValue(),
                        Map.of(column, line.get("cycles").doubleValue())))
                .toList();
    }

    /** The number {@code key=N} of the first line that begins with a word and has it. */
    long number(String word, String key) {
        List<Map<String, Long>> lines = lines(word, key);
        if (lines.isEmpty()) {
            throw new AssertionError("no " + word + " line with " + key + " in:\n" + machine.serialOutput());
        }
        return lines.getFirst().get(key);
    }

    /** A counter, summed over all cores. */
    long count(ToLongFunction<CoreState.Counters> counter) {
        return IntStream.range(0, machine.config().cores())
                .mapToObj(id -> machine.core(id).counters())
                .mapToLong(counter)
                .sum();
    }

    /** Cache lines that came to a core from beyond its private caches, but not from RAM. */
    long transfers() {
        return count(counters -> counters.transfers() + counters.sharedHits());
    }

    private static Map<String, Long> numbers(String line) {
        Map<String, Long> numbers = new HashMap<>();
        Matcher matcher = NUMBER.matcher(line);
        while (matcher.find()) {
            numbers.put(matcher.group(1), Long.parseLong(matcher.group(2)));
        }
        return numbers;
    }
}
