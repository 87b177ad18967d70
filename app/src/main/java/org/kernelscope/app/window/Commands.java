/* Hands the window's commands to a deck one after the other, and never piles up travels. */
package org.kernelscope.app.window;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import org.kernelscope.engine.Frame;

/** A short queue; used on the window's thread alone. */
final class Commands {
    private static final int MOST = 16;

    private record Command(boolean travel, Supplier<CompletableFuture<Frame>> start) {}

    private final Executor window;
    private final Consumer<Throwable> failed;
    private final Deque<Command> waiting = new ArrayDeque<>();
    private final ReadOnlyBooleanWrapper working = new ReadOnlyBooleanWrapper(false);

    Commands(Executor window, Consumer<Throwable> failed) {
        this.window = window;
        this.failed = failed;
    }

    /** True while the deck is at work on a command. */
    ReadOnlyBooleanProperty workingProperty() {
        return working.getReadOnlyProperty();
    }

    /** Adds a step; one beyond what a key held down may pile up is dropped. */
    void step(Supplier<CompletableFuture<Frame>> start) {
        add(new Command(false, start));
    }

    /** Adds a travel, which takes the place of one that has not begun. */
    void travel(Supplier<CompletableFuture<Frame>> start) {
        if (!waiting.isEmpty() && waiting.peekLast().travel()) {
            waiting.removeLast();
        }
        add(new Command(true, start));
    }

    /** Forgets what has not begun. */
    void clear() {
        waiting.clear();
    }

    private void add(Command command) {
        if (waiting.size() < MOST) {
            waiting.addLast(command);
        }
        if (!working.get()) {
            next();
        }
    }

    private void next() {
        Command command = waiting.pollFirst();
        working.set(command != null);
        if (command != null) {
            command.start().get().whenComplete((_, failure) -> window.execute(() -> ended(failure)));
        }
    }

    private void ended(Throwable failure) {
        if (failure != null) {
            failed.accept(failure);
        }
        next();
    }
}
