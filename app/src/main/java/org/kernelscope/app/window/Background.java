/* One piece of long work at a time, on a thread of its own. */
package org.kernelscope.app.window;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.kernel.FileTrouble;
import org.kernelscope.kernel.ToolchainException;

/**
 * Starts work, follows it, and forgets it when it is cancelled; used on the window's thread.
 *
 * @param <T> what the work comes to
 */
final class Background<T> {
    /** What is to be done; interrupted when nobody wants it any more. */
    @FunctionalInterface
    interface Labour<T> {
        T run(Consumer<String> progress) throws UserMistake, ToolchainException, IOException, InterruptedException;
    }

    private final Executor window;
    private final ReadOnlyObjectWrapper<Work<T>> state;
    private Optional<Thread> thread = Optional.empty();

    /**
     * Nothing yet.
     *
     * @param window runs something on the window's thread, later
     * @param words what the user may do
     */
    Background(Executor window, String words) {
        this.window = window;
        this.state = new ReadOnlyObjectWrapper<>(new Work.Idle<>(words));
    }

    ReadOnlyObjectProperty<Work<T>> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** Leaves what is under way and begins anew. */
    void start(String name, String first, Labour<T> labour) {
        thread.ifPresent(Thread::interrupt);
        Thread fresh = Thread.ofPlatform().daemon().name(name).unstarted(() -> work(labour));
        thread = Optional.of(fresh);
        state.set(new Work.Running<>(first));
        fresh.start();
    }

    /** Gives it up. */
    void cancel(String words) {
        if (thread.isPresent()) {
            thread.get().interrupt();
            thread = Optional.empty();
            state.set(new Work.Idle<>(words));
        }
    }

    private void work(Labour<T> labour) {
        Thread self = Thread.currentThread();
        try {
            T result = labour.run(doing -> publish(self, new Work.Running<>(doing), false));
            publish(self, new Work.Done<>(result), true);
        } catch (UserMistake | ToolchainException mistake) {
            publish(self, new Work.Failed<>(mistake.getMessage()), true);
        } catch (IOException failure) {
            publish(self, new Work.Failed<>("A file could not be used: " + FileTrouble.reason(failure) + "."), true);
        } catch (InterruptedException | RuntimeException | AssertionError failure) {
            publish(self, new Work.Failed<>("It broke off: " + failure), true);
        }
    }

    private void publish(Thread self, Work<T> news, boolean last) {
        window.execute(() -> {
            if (thread.filter(self::equals).isPresent()) {
                thread = last ? Optional.empty() : thread;
                state.set(news);
            }
        });
    }
}
