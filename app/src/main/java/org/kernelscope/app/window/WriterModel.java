/* Who wrote something last: the search for it, and what it found. */
package org.kernelscope.app.window;

import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.kernelscope.engine.Frame;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.engine.history.LastWrite;

/** One search at a time; used on the window's thread. The answer stands as long as the machine stays where it is. */
final class WriterModel {
    private record Stand(String name, long step) {}

    private final Executor window;
    private final Notices notices;
    private final Consumer<Throwable> failed;
    private final ReadOnlyObjectWrapper<Optional<String>> sought = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyStringWrapper answer = new ReadOnlyStringWrapper("");
    private Optional<Stand> stand = Optional.empty();
    private Optional<Stand> found = Optional.empty();

    WriterModel(Executor window, Notices notices, Consumer<Throwable> failed) {
        this.window = window;
        this.notices = notices;
        this.failed = failed;
    }

    /** What is being looked for; empty while nothing is. */
    ReadOnlyObjectProperty<Optional<String>> soughtProperty() {
        return sought.getReadOnlyProperty();
    }

    /** What was found, in one sentence; empty where nobody asked. */
    ReadOnlyStringProperty answerProperty() {
        return answer.getReadOnlyProperty();
    }

    /** Goes to the last write; from one it found before, to the one before that. Ends with the frame in which it stands. */
    CompletableFuture<Frame> search(Deck deck, NamedMemory memory) {
        Stand here = new Stand(memory.name(), deck.frame().step());
        boolean further = found.equals(Optional.of(here));
        sought.set(Optional.of(memory.name()));
        answer.set("");
        return deck.travelToLastWrite(memory.address(), memory.bytes(), further ? here.step - 1 : here.step)
                .handle((write, failure) -> {
                    window.execute(
                            () -> ended(here, further, Optional.ofNullable(write), Optional.ofNullable(failure)));
                    return deck.frame();
                });
    }

    private void ended(Stand here, boolean further, Optional<Optional<LastWrite>> result, Optional<Throwable> failure) {
        sought.set(Optional.empty());
        if (failure.isPresent()) {
            explain(here, failure.get());
            return;
        }
        Optional<LastWrite> write = result.flatMap(found -> found);
        found = write.map(at -> new Stand(here.name, at.step())).or(() -> found);
        long step = write.map(LastWrite::step).orElse(here.step);
        say(new Stand(here.name, step), write.map(at -> at.who(here.name)).orElseGet(() -> nobody(here, further)));
    }

    private static String nobody(Stand here, boolean further) {
        return further
                ? "Before this turn nobody had written " + here.name + " since power-on."
                : "Nobody has written " + here.name + " since power-on.";
    }

    private void explain(Stand here, Throwable failure) {
        switch (failure) {
            case CancellationException _ ->
                say(here, "The search for the last write to " + here.name + " was stopped.");
            case UserMistake mistake -> say(here, mistake.getMessage());
            default -> failed.accept(failure);
        }
    }

    private void say(Stand where, String sentence) {
        stand = Optional.of(where);
        answer.set(sentence);
        notices.add(Notices.Weight.QUIET, "Last write", sentence);
    }

    /** The machine stands at another moment, perhaps. */
    void moved(Frame frame) {
        if (stand.isPresent() && stand.get().step != frame.step()) {
            forget();
        }
    }

    /** Another machine knows nothing of all that. */
    void forget() {
        stand = Optional.empty();
        answer.set("");
    }
}
