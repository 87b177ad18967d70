/* Searches a run from the present backwards, on all processors of the host. */
package org.kernelscope.engine.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Every worker takes the latest stretch that nobody has taken, and all give up once a later stretch than theirs had what
 * is looked for. What is found does not depend on how many they are.
 *
 * @param workers how many machines go through the past side by side, at least 1
 * @param twins makes a machine for a worker
 * @param cancelled asked on the calling thread now and then; once it holds, the search ends
 */
public record PastSearch(int workers, Supplier<Again> twins, BooleanSupplier cancelled) {
    private static final int MILLIS_BETWEEN_ASKING = 5;

    /**
     * The last thing of that kind in these stretches, the earliest of which comes first.
     *
     * @throws CancellationException if the search was cancelled
     */
    public <T> Optional<T> last(List<Stretch> stretches, Finder<T> finder) {
        var state = new State<>(stretches, finder);
        state.cancelled = cancelled.getAsBoolean();
        if (!stretches.isEmpty() && !state.cancelled) {
            search(state);
        }
        if (state.cancelled) {
            throw new CancellationException("the search in the past was cancelled");
        }
        int best = state.best.get();
        return best < 0 ? Optional.empty() : Optional.of(state.found.get(best));
    }

    private void search(State<?> state) {
        int crew = Math.min(workers, state.stretches.size());
        try (ExecutorService threads = Executors.newFixedThreadPool(
                crew, Thread.ofPlatform().name("past-", 0).daemon().factory())) {
            List<Future<?>> working = new ArrayList<>();
            for (int i = 0; i < crew; i++) {
                working.add(threads.submit(() -> state.work(twins.get())));
            }
            try {
                working.forEach(worker -> await(worker, state));
            } finally {
                state.stopped = true;
            }
        }
    }

    private void await(Future<?> worker, State<?> state) {
        while (true) {
            try {
                worker.get(MILLIS_BETWEEN_ASKING, TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException e) {
                state.cancelled |= cancelled.getAsBoolean();
                state.stopped |= state.cancelled;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancellationException("the search in the past was interrupted");
            } catch (ExecutionException e) {
                throw failure(e.getCause());
            }
        }
    }

    private static RuntimeException failure(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException runtime ? runtime : new IllegalStateException(cause);
    }

    /** What the workers share. */
    private static final class State<T> {
        final List<Stretch> stretches;
        final Finder<T> finder;
        final AtomicInteger next;
        final AtomicInteger best = new AtomicInteger(-1);
        final AtomicReferenceArray<T> found;
        volatile boolean stopped;
        boolean cancelled;

        State(List<Stretch> stretches, Finder<T> finder) {
            this.stretches = stretches;
            this.finder = finder;
            next = new AtomicInteger(stretches.size() - 1);
            found = new AtomicReferenceArray<>(stretches.size());
        }

        void work(Again again) {
            for (int i = next.getAndDecrement(); i > best.get() && !stopped; i = next.getAndDecrement()) {
                int mine = i;
                Stretch stretch = stretches.get(i);
                again.returnTo(stretch.begin());
                Optional<T> last = finder.last(stretch, again, () -> stopped || best.get() > mine);
                if (last.isPresent()) {
                    found.set(i, last.get());
                    best.accumulateAndGet(i, Math::max);
                }
            }
        }
    }
}
