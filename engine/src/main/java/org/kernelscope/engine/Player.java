/* Plays one machine on a thread of its own and always has a newest frame to show. */
package org.kernelscope.engine;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.kernelscope.engine.frame.FrameBuilder;
import org.kernelscope.engine.history.LastWrite;

/**
 * A playback on its own engine thread. Requests are served in order. Any request ends a run; {@link #pause} also ends
 * the steps and journeys before it, wherever they are. A request that fails completes its future exceptionally and leaves the player where it stands. When nothing is
 * asked and nothing runs, the thread sleeps.
 */
public final class Player implements AutoCloseable {
    private static final long FRAME_NANOS = TimeUnit.SECONDS.toNanos(1) / 60;
    private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(4);
    private static final int TURNS_BETWEEN_CLOCKS = 256;

    private final Playback playback;
    private final LinkedBlockingQueue<Request<?>> requests = new LinkedBlockingQueue<>();
    private final Thread thread;
    private volatile Frame frame;
    private final AtomicInteger pausesWaiting = new AtomicInteger();
    private volatile boolean closed;

    private Optional<Run> run = Optional.empty();
    private Optional<Throwable> failure = Optional.empty();

    private Player(Playback playback) {
        this.playback = playback;
        frame = playback.frame();
        playback.cancelWhen(this::interrupted);
        thread = Thread.ofPlatform().name("player").daemon().unstarted(this::serve);
    }

    /** A player that stands where the playback stands; from now on the playback is the player's alone. */
    public static Player open(Playback playback) {
        Player player = new Player(playback);
        player.thread.start();
        return player;
    }

    /** The newest frame; from any thread, never waits. */
    public Frame frame() {
        return frame;
    }

    /** Moves by one instruction, line or event; the frame in which it stands then. */
    public CompletableFuture<Frame> step(Granularity granularity, Direction direction, OptionalInt core) {
        return ask(() -> {
            playback.step(granularity, direction, core);
            return standing();
        });
    }

    /** Goes to the first moment at or after this virtual time. */
    public CompletableFuture<Frame> travelToTime(long cycles) {
        return ask(() -> {
            playback.travelToTime(cycles);
            return standing();
        });
    }

    /** Goes to the moment after so many turns. */
    public CompletableFuture<Frame> travelToStep(long step) {
        return ask(() -> {
            playback.travelToStep(step);
            return standing();
        });
    }

    /**
     * Goes to the first moment after the last write to some bytes, and stands; where there was none it stays.
     *
     * @param linear address of the first by core 0's page tables
     * @param length in bytes, inside one page
     * @param end turns taken before the first that does not count, at most those before the present
     * @return the write; fails with {@link UserMistake} if there is no memory, with {@link CancellationException} if
     *     somebody asked for a pause
     */
    public CompletableFuture<Optional<LastWrite>> travelToLastWrite(int linear, int length, long end) {
        return ask(() -> {
            standing();
            Optional<LastWrite> found = lastWrite(linear, length, end);
            found.ifPresent(write -> playback.travelToStep(write.step()));
            standing();
            if (found.isPresent() && playback.step() != found.get().step()) {
                throw new CancellationException("the journey to the last write was cancelled");
            }
            return found;
        });
    }

    private Optional<LastWrite> lastWrite(int linear, int length, long end) {
        try {
            return playback.lastWrite(0, linear, length, end);
        } catch (UserMistake mistake) {
            throw new CompletionException(mistake);
        }
    }

    /** Types at the machine's serial line, and stands. */
    public CompletableFuture<Frame> type(String text) {
        return ask(() -> {
            playback.type(text);
            return standing();
        });
    }

    /** Runs until it is asked for something else, or the machine ends. */
    public void run(Speed speed) {
        ask(() -> {
            run = Optional.of(new Run(speed, System.nanoTime()));
            return publish(true);
        });
    }

    /** Stands still; the frame in which it does. If the run before ended in a failure, that is what this ends in. */
    public CompletableFuture<Frame> pause() {
        pausesWaiting.incrementAndGet();
        return ask(() -> {
            pausesWaiting.decrementAndGet();
            Frame still = standing();
            Optional<Throwable> reason = failure;
            failure = Optional.empty();
            if (reason.isPresent()) {
                throw new CompletionException(reason.get());
            }
            return still;
        });
    }

    /** All that is known of the run, as a recording. */
    public CompletableFuture<Recording> recording() {
        return ask(() -> {
            standing();
            return playback.record();
        });
    }

    /** Ends the thread; requests not yet served are cancelled. */
    @Override
    public void close() {
        closed = true;
        requests.add(new Request<>(() -> frame, new CompletableFuture<>()));
        if (!Thread.currentThread().equals(thread)) {
            joinThread();
        }
    }

    private void joinThread() {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private record Request<T>(Supplier<T> action, CompletableFuture<T> result) {
        void serve() {
            try {
                result.complete(action.get());
            } catch (CompletionException wrapped) {
                result.completeExceptionally(wrapped.getCause());
            } catch (Throwable failure) {
                result.completeExceptionally(failure);
            }
        }
    }

    private <T> CompletableFuture<T> ask(Supplier<T> action) {
        CompletableFuture<T> result = new CompletableFuture<>();
        requests.add(new Request<>(action, result));
        if (closed) {
            cancelWaiting();
        }
        return result;
    }

    private void cancelWaiting() {
        for (Request<?> left = requests.poll(); left != null; left = requests.poll()) {
            left.result().completeExceptionally(new CancellationException("the player is closed"));
        }
    }

    private void serve() {
        while (!closed) {
            try {
                serveOne();
            } catch (InterruptedException e) {
                closed = true;
            }
        }
        cancelWaiting();
    }

    private void serveOne() throws InterruptedException {
        Optional<Request<?>> request = run.isPresent()
                ? Optional.ofNullable(requests.poll(run.get().nanosToWait(), TimeUnit.NANOSECONDS))
                : Optional.of(requests.take());
        if (closed) {
            request.ifPresent(requests::add);
        } else if (request.isPresent()) {
            run = Optional.empty();
            request.get().serve();
        } else {
            goOn(run.orElseThrow());
        }
    }

    /** One slice of a run; a failure in it ends the run. */
    private void goOn(Run running) {
        try {
            boolean more = running.slice();
            if (!more) {
                standing();
            } else if (running.frameDue()) {
                publish(true);
            }
        } catch (RuntimeException | Error reason) {
            failure = Optional.of(reason);
            standing();
        }
    }

    private boolean interrupted() {
        return closed || pausesWaiting.get() > 0 || run.isPresent() && !requests.isEmpty();
    }

    private Frame standing() {
        run = Optional.empty();
        boolean same = frame.step() == playback.step()
                && frame.status() == FrameBuilder.status(playback.machine().state(), false);
        return same ? frame : publish(false);
    }

    private Frame publish(boolean running) {
        Frame next = playback.frame(Optional.of(frame), running);
        frame = next;
        return next;
    }

    /** A run under way: how many units are due by now, and when the last frame was shown. */
    private final class Run {
        private final Speed speed;
        private final long begin;
        private double done;
        private long shown;

        Run(Speed speed, long now) {
            this.speed = speed;
            begin = now;
            shown = now;
        }

        long nanosToWait() {
            if (speed.unlimited()) {
                return 0;
            }
            long next = begin + (long) ((done + 1) * TimeUnit.SECONDS.toNanos(1) / speed.perSecond());
            return Math.max(0, next - System.nanoTime());
        }

        boolean frameDue() {
            long now = System.nanoTime();
            boolean due = now - shown >= FRAME_NANOS;
            shown = due ? now : shown;
            return due;
        }

        /** Plays what is due, for a few milliseconds at most; false when the machine has ended. */
        boolean slice() {
            long finish = System.nanoTime() + SLICE_NANOS;
            while (System.nanoTime() < finish && !playback.ended()) {
                if (speed.unlimited()) {
                    playback.run(TURNS_BETWEEN_CLOCKS);
                } else if (nanosToWait() == 0) {
                    playback.step(speed.unit(), Direction.FORWARD, OptionalInt.empty());
                    done++;
                } else {
                    break;
                }
            }
            return !playback.ended();
        }
    }
}
