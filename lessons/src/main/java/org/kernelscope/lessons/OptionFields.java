/* The keys with which a lesson settles a scenario. */
package org.kernelscope.lessons;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.kernelscope.engine.InterleavingChoice;
import org.kernelscope.engine.ScenarioOptions;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.kernel.Variant;

/** Reads {@code lock, cores, rounds, section, think, seed, interleaving-seed}; what is absent stays as it was. */
final class OptionFields {
    private OptionFields() {}

    static ScenarioOptions read(Fields fields, ScenarioOptions base) throws UserMistake {
        ScenarioOptions options = base;
        Optional<String> lock = fields.optionalText("lock");
        if (lock.isPresent()) {
            options = options.withLock(lock(fields, lock.get()));
        }
        options = options.withCores(whole(fields, "cores", options.cores()))
                .withRounds(whole(fields, "rounds", options.rounds()))
                .withSection(whole(fields, "section", options.section()))
                .withThink(whole(fields, "think", options.think()))
                .withSeed(fields.integer("seed", 0, Integer.MAX_VALUE).orElse(options.seed()));
        Optional<Long> interleaving = fields.integer("interleaving-seed", 0, Long.MAX_VALUE);
        return interleaving.isEmpty()
                ? options
                : options.withInterleaving(new InterleavingChoice(InterleavingChoice.Kind.RANDOM, interleaving.get()));
    }

    private static int whole(Fields fields, String key, int otherwise) throws UserMistake {
        return fields.integer(key, 0, Integer.MAX_VALUE).map(Long::intValue).orElse(otherwise);
    }

    private static Variant.Lock lock(Fields fields, String id) throws UserMistake {
        return Arrays.stream(Variant.Lock.values())
                .filter(lock -> lock.id().equals(id))
                .findFirst()
                .orElseThrow(() -> fields.mistake(
                        fields.line("lock"),
                        "there is no lock '" + id + "'; there are "
                                + Arrays.stream(Variant.Lock.values())
                                        .map(Variant.Lock::id)
                                        .collect(Collectors.joining(", "))));
    }
}
