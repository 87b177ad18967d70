/* What the window shows and commands: the newest frame, the machine behind it, the focus, the pace. */
package org.kernelscope.app.window;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.kernelscope.engine.Direction;
import org.kernelscope.engine.Frame;
import org.kernelscope.engine.Granularity;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.engine.event.Topic;

/** The window's state; every method is called on the window's thread and returns at once. */
public final class WindowModel implements AutoCloseable {
    private static final long FIRST_EXTENT = 12_000;

    private final Opener opener;
    private final Executor window;
    private final Commands commands;
    private final Notices notices = new Notices();
    private final TimelineModel timeline = new TimelineModel(FIRST_EXTENT);
    private final PredictModel predict;
    private final WriterModel writer;
    private final ReadOnlyObjectWrapper<Condition> condition =
            new ReadOnlyObjectWrapper<>(new Condition.Opening("Nothing is open yet"));
    private final ReadOnlyObjectWrapper<Optional<Opener.Opened>> opened = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Frame>> frame = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Choice> choice;
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper(false);
    private final ObjectProperty<Pace> pace;
    private final ObjectProperty<OptionalInt> pinnedCore = new SimpleObjectProperty<>(OptionalInt.empty());
    private final BooleanProperty hexadecimal = new SimpleBooleanProperty(true);
    private final ReadOnlyIntegerWrapper openings = new ReadOnlyIntegerWrapper(0);
    private Optional<Thread> opening = Optional.empty();

    /**
     * A window with nothing open.
     *
     * @param opener where machines come from
     * @param window runs something on the window's thread, later
     * @param first what {@link #open} will open
     * @param pace the speed to begin with
     */
    public WindowModel(Opener opener, Executor window, Choice first, Pace pace) {
        this.opener = opener;
        this.window = window;
        this.predict = new PredictModel(window);
        this.choice = new ReadOnlyObjectWrapper<>(first);
        this.pace = new SimpleObjectProperty<>(pace);
        this.commands = new Commands(window, this::commandFailed);
        this.writer = new WriterModel(window, notices, this::commandFailed);
        this.pace.addListener((_, _, changed) -> {
            if (running.get()) {
                deck().ifPresent(deck -> deck.run(changed));
            }
        });
    }

    /** Leaves the present machine and makes the one that is chosen. */
    public void open(Choice wanted) {
        opening.ifPresent(Thread::interrupt);
        closeDeck();
        choice.set(wanted);
        notices.clearProblems();
        openings.set(openings.get() + 1);
        condition.set(new Condition.Opening(
                "Building the kernel with the " + wanted.lock().id() + " lock for " + wanted.coresWords()));
        Thread thread = Thread.ofVirtual().name("open " + wanted.scenario()).unstarted(() -> make(wanted));
        opening = Optional.of(thread);
        thread.start();
    }

    /** Does something on the window's thread; from any thread. */
    void later(Runnable action) {
        window.execute(action);
    }

    /** Gives up making a machine. */
    public void cancelOpening() {
        opening.ifPresent(Thread::interrupt);
    }

    private void make(Choice wanted) {
        Thread self = Thread.currentThread();
        try {
            Opener.Opened made = opener.open(
                    wanted,
                    doing -> window.execute(() -> ifCurrent(self, () -> condition.set(new Condition.Opening(doing)))));
            window.execute(() -> {
                if (opening.filter(self::equals).isPresent()) {
                    show(made);
                } else {
                    made.deck().close();
                }
            });
        } catch (UserMistake mistake) {
            window.execute(() -> ifCurrent(self, () -> openingFailed(mistake.getMessage())));
        } catch (InterruptedException _) {
            window.execute(() -> ifCurrent(
                    self, () -> openingFailed("Building the kernel was cancelled. Choose a scenario to try again.")));
        }
    }

    private void ifCurrent(Thread thread, Runnable action) {
        if (opening.filter(thread::equals).isPresent()) {
            action.run();
        }
    }

    private void show(Opener.Opened made) {
        opening = Optional.empty();
        opened.set(Optional.of(made));
        pinnedCore.set(OptionalInt.empty());
        condition.set(new Condition.Ready());
        pull();
    }

    private void openingFailed(String sentence) {
        opening = Optional.empty();
        condition.set(new Condition.Failed(sentence));
        notices.add(Notices.Weight.TROUBLE, "The scenario did not open", sentence);
    }

    private void commandFailed(Throwable failure) {
        String words = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        notices.add(Notices.Weight.TROUBLE, "The machine stopped", words);
    }

    /** Takes the newest frame if there is a new one; to be called at display rate. */
    public void pull() {
        deck().map(Deck::frame)
                .filter(newest -> !frame.get().equals(Optional.of(newest)))
                .ifPresent(newest -> {
                    if (newest.status() == Frame.Status.ENDED || newest.status() == Frame.Status.WAITING) {
                        running.set(false);
                    }
                    timeline.reveal(newest.time());
                    writer.moved(newest);
                    frame.set(Optional.of(newest));
                });
    }

    /** One step; while running, it stops the run first. */
    public void step(Granularity granularity, Direction direction) {
        running.set(false);
        OptionalInt core = pinnedCore.get();
        deck().ifPresent(deck -> commands.step(() -> deck.step(granularity, direction, core)));
    }

    /** Runs, or pauses. */
    public void toggleRun() {
        if (running.get()) {
            pause();
        } else {
            deck().ifPresent(deck -> {
                running.set(true);
                deck.run(pace.get());
            });
        }
    }

    public void pause() {
        running.set(false);
        deck().ifPresent(deck -> commands.step(deck::pause));
    }

    /**
     * Types at the machine's serial line; a run ends at that.
     *
     * @param answer whether to run on, at full speed, until the machine waits again
     */
    public void type(String text, boolean answer) {
        running.set(false);
        deck().ifPresent(deck -> {
            commands.step(() -> deck.type(text));
            if (answer) {
                commands.step(() -> {
                    running.set(true);
                    deck.run(new Pace(1, Granularity.EVENT));
                    return CompletableFuture.completedFuture(deck.frame());
                });
            }
        });
    }

    /** Goes back to power-on. */
    public void startOver() {
        travel(deck -> deck.travelToStep(0));
    }

    /** Goes to a virtual time in cycles; of several in a row only the last one counts. */
    public void travelTo(long cycles) {
        travel(deck -> deck.travelToTime(Math.max(0, cycles)));
    }

    /** Goes to a step. */
    public void travelToStep(long step) {
        travel(deck -> deck.travelToStep(step));
    }

    /** Goes to where the kernel's memory was written last; again from there, to the write before that. */
    public void travelToLastWrite(NamedMemory memory) {
        travel(deck -> writer.search(deck, memory));
    }

    /** Gives up the search that is under way. */
    void stopSearching() {
        deck().ifPresent(deck -> {
            CompletableFuture<Frame> _ = deck.pause();
        });
    }

    /** What of the present kernel's memory has a name; nothing without a machine. */
    List<NamedMemory> memory() {
        return opened.get().map(Opener.Opened::memory).orElse(List.of());
    }

    private void travel(Function<Deck, CompletableFuture<Frame>> where) {
        running.set(false);
        deck().ifPresent(deck -> commands.travel(() -> where.apply(deck)));
    }

    /** The core that the inspectors show: the pinned one, else the one that took the last turn. */
    public int focusedCore() {
        OptionalInt pinned = pinnedCore.get();
        return pinned.isPresent()
                ? pinned.getAsInt()
                : frame.get().map(now -> now.actor().orElse(0)).orElse(0);
    }

    /** What is on offer under the chosen scenario's name; empty where nothing is. */
    Optional<Opener.Offer> offer() {
        return scenarios().stream()
                .filter(offer -> offer.name().equals(choice.get().scenario()))
                .findFirst();
    }

    /** Scenarios on offer, in order. */
    public List<Opener.Offer> scenarios() {
        return opener.scenarios();
    }

    /** Those about one topic. */
    List<Opener.Offer> scenarios(Topic topic) {
        return scenarios().stream().filter(offer -> offer.topic() == topic).toList();
    }

    private Optional<Deck> deck() {
        return opened.get().map(Opener.Opened::deck);
    }

    private void closeDeck() {
        commands.clear();
        writer.forget();
        running.set(false);
        deck().ifPresent(Deck::close);
        opened.set(Optional.empty());
        frame.set(Optional.empty());
    }

    @Override
    public void close() {
        opening.ifPresent(Thread::interrupt);
        opening = Optional.empty();
        closeDeck();
    }

    /** Counts what was opened; changes the moment a machine is asked for. */
    public ReadOnlyIntegerProperty openingsProperty() {
        return openings.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Condition> conditionProperty() {
        return condition.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Optional<Opener.Opened>> openedProperty() {
        return opened.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Optional<Frame>> frameProperty() {
        return frame.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Choice> choiceProperty() {
        return choice.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty runningProperty() {
        return running.getReadOnlyProperty();
    }

    /** True while a step or travel is under way. */
    public ReadOnlyBooleanProperty workingProperty() {
        return commands.workingProperty();
    }

    public ObjectProperty<Pace> paceProperty() {
        return pace;
    }

    /** The core whose steps count and whose code is shown; empty to follow the last turn. */
    public ObjectProperty<OptionalInt> pinnedCoreProperty() {
        return pinnedCore;
    }

    public BooleanProperty hexadecimalProperty() {
        return hexadecimal;
    }

    public Notices notices() {
        return notices;
    }

    public TimelineModel timeline() {
        return timeline;
    }

    WriterModel writer() {
        return writer;
    }

    public PredictModel predict() {
        return predict;
    }
}
