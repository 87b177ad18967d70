/* The benchmarks that `kscope bench` knows. */
package org.kernelscope.app.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.kernelscope.engine.UserMistake;

/** One list of what can be measured. */
enum Benchmark {
    LOCK_LATENCY,
    REBUILD,
    MACHINE;

    static Benchmark named(String word) throws UserMistake {
        return Arrays.stream(values())
                .filter(each -> each.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new UserMistake("Unknown benchmark '" + word + "': choose "
                        + Arrays.stream(values()).map(Benchmark::word).collect(Collectors.joining(", ")) + "."));
    }

    /** As it is typed. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
