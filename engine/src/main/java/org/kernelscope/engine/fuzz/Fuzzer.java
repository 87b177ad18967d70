/* Runs the cases of one target and tells which seeds failed. */
package org.kernelscope.engine.fuzz;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;

/**
 * Case after case, with seeds in a row. A case that does not come to its end within a time that no case needs has failed
 * too; it is left behind, and the run ends with it.
 */
public final class Fuzzer {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private Fuzzer() {}

    /**
     * A case that failed.
     *
     * @param seed of the case
     * @param thrown what it ended with; what its target's {@link FuzzTarget#require} says if that found it
     */
    public record Failure(long seed, Throwable thrown) {}

    /**
     * What came of a run.
     *
     * @param cases how many were run
     * @param failures those that failed
     */
    public record Result(long cases, List<Failure> failures) {
        public Result {
            failures = List.copyOf(failures);
        }
    }

    /**
     * Runs cases until there were so many, or the time is up, whichever comes first.
     *
     * @param seed of the first case
     * @param before told each seed before its case
     */
    public static Result run(FuzzTarget target, long seed, long most, Duration time, LongConsumer before)
            throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        List<Failure> failures = new ArrayList<>();
        long cases = 0;
        boolean hangs = false;
        while (cases < most && !hangs && System.nanoTime() - end < 0) {
            before.accept(seed + cases);
            Optional<Throwable> thrown = attempt(target, seed + cases, PATIENCE);
            if (thrown.isPresent()) {
                failures.add(new Failure(seed + cases, thrown.get()));
                hangs = thrown.get() instanceof Hangs;
            }
            cases++;
        }
        return new Result(cases, failures);
    }

    /** A case that does not end. */
    static final class Hangs extends Exception {
        private static final long serialVersionUID = 1;

        Hangs(Duration patience, StackTraceElement[] where) {
            super("the case does not end within " + patience.toSeconds() + " seconds");
            setStackTrace(where);
        }
    }

    /** Runs one case on a thread of its own; what it failed with. */
    static Optional<Throwable> attempt(FuzzTarget target, long seed, Duration patience) throws InterruptedException {
        FutureTask<Void> attempt = new FutureTask<>(() -> {
            target.run(seed);
            return null;
        });
        Thread thread = Thread.ofPlatform().daemon().start(attempt);
        try {
            attempt.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return Optional.empty();
        } catch (ExecutionException e) {
            return Optional.of(e.getCause());
        } catch (TimeoutException e) {
            return Optional.of(new Hangs(patience, thread.getStackTrace()));
        }
    }
}
