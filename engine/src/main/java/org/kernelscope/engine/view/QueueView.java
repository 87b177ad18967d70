/* A queue of threads as the views show it. */
package org.kernelscope.engine.view;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A queue of threads, linked through their blocks.
 *
 * @param name {@code ready[1]}, {@code pending[0]}, {@code senders of 5}
 * @param core the core that it belongs to; empty for a queue of sleepers
 * @param threads from head to tail
 * @param problem what is wrong with its links, in words
 */
public record QueueView(String name, Kind kind, OptionalInt core, List<Integer> threads, Optional<String> problem) {
    public QueueView {
        threads = List.copyOf(threads);
    }

    /** What its threads wait for. */
    public enum Kind {
        /** Their turn on the core. */
        READY,
        /** To be taken over by the core that they belong to, after another core woke them. */
        PENDING,
        /** A condition. */
        SLEEPING
    }
}
