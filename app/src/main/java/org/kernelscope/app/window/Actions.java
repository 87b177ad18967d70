/* The list of all actions, in the order of the shortcuts' page. */
package org.kernelscope.app.window;

import static javafx.scene.input.KeyCombination.SHIFT_ANY;
import static javafx.scene.input.KeyCombination.SHIFT_DOWN;
import static javafx.scene.input.KeyCombination.SHORTCUT_DOWN;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import org.kernelscope.engine.Direction;
import org.kernelscope.engine.Frame;
import org.kernelscope.engine.Granularity;

/** Everything that can be done with a key, a button or a menu item, written once. */
public final class Actions {
    private static final int TABS = 7;
    private static final double ZOOM = 1.25;

    private final WindowModel model;
    private final Desk desk;
    private final ObservableValue<String> never = Bindings.createStringBinding(() -> "");
    private final ObservableValue<String> noMachine;
    private final ObservableValue<String> noFuture;
    private final ObservableValue<String> noPast;
    private final List<Action> all;

    Actions(WindowModel model, Desk desk) {
        this.model = model;
        this.desk = desk;
        this.noMachine = Bindings.createStringBinding(this::withoutMachine, model.frameProperty());
        this.noFuture = Bindings.createStringBinding(this::withoutFuture, model.frameProperty());
        this.noPast = Bindings.createStringBinding(this::withoutPast, model.frameProperty());
        List<Action> list = new ArrayList<>(time());
        list.addAll(measuring());
        list.addAll(picture());
        list.addAll(window());
        this.all = List.copyOf(list);
    }

    public List<Action> all() {
        return all;
    }

    /** The action with this id; there must be one. */
    public Action named(String id) {
        return all.stream()
                .filter(action -> action.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no action " + id));
    }

    private List<Action> time() {
        return List.of(
                new Action(
                        "run",
                        "Time",
                        "Run",
                        "Run at the slider's speed, or pause",
                        List.of(key(KeyCode.F5), key(KeyCode.SPACE)),
                        noFuture,
                        model::toggleRun),
                step("line", "line", Granularity.LINE, Direction.FORWARD, KeyCode.F10, "the next source line"),
                step("line-back", "line", Granularity.LINE, Direction.BACKWARD, KeyCode.F10, "the previous line"),
                step("instr", "instr", Granularity.INSTRUCTION, Direction.FORWARD, KeyCode.F11, "the next instruction"),
                step(
                        "instr-back",
                        "instr",
                        Granularity.INSTRUCTION,
                        Direction.BACKWARD,
                        KeyCode.F11,
                        "the previous instruction"),
                step("event", "event", Granularity.EVENT, Direction.FORWARD, KeyCode.F8, "the next kernel event"),
                step(
                        "event-back",
                        "event",
                        Granularity.EVENT,
                        Direction.BACKWARD,
                        KeyCode.F8,
                        "the previous kernel event"),
                new Action(
                        "last-write",
                        "Time",
                        "Last write",
                        "Back to the last write to a variable",
                        List.of(key(KeyCode.W)),
                        noPast,
                        desk::askWhoWrote),
                new Action(
                        "start-over",
                        "Time",
                        "Start over",
                        "Go back to power-on",
                        List.of(key(KeyCode.HOME)),
                        noPast,
                        model::startOver));
    }

    private Action step(
            String id, String label, Granularity granularity, Direction direction, KeyCode code, String where) {
        boolean forward = direction == Direction.FORWARD;
        return new Action(
                id,
                "Time",
                label,
                (forward ? "On to " : "Back to ") + where,
                List.of(forward ? key(code) : new KeyCodeCombination(code, SHIFT_DOWN)),
                forward ? noFuture : noPast,
                () -> model.step(granularity, direction));
    }

    private List<Action> measuring() {
        return List.of(
                new Action(
                        "mark-a",
                        "Timeline",
                        "Marker A here",
                        "Put marker A at this moment, to measure from",
                        List.of(key(KeyCode.A)),
                        noMachine,
                        () -> now().ifPresent(frame -> model.timeline().markA(frame.time()))),
                new Action(
                        "mark-b",
                        "Timeline",
                        "Marker B here",
                        "Put marker B at this moment, to measure to",
                        List.of(key(KeyCode.B)),
                        noMachine,
                        () -> now().ifPresent(frame -> model.timeline().markB(frame.time()))),
                new Action(
                        "unmark",
                        "Timeline",
                        "Remove markers",
                        "Take both markers away",
                        List.of(key(KeyCode.ESCAPE)),
                        never,
                        () -> model.timeline().unmark()),
                new Action(
                        "timeline-all",
                        "Timeline",
                        "Show the whole run",
                        "Show the whole known run",
                        List.of(new KeyCodeCombination(KeyCode.HOME, SHORTCUT_DOWN)),
                        noMachine,
                        () -> now().ifPresent(frame ->
                                model.timeline().showAll(frame.timeline().end()))));
    }

    private List<Action> picture() {
        List<Action> list = new ArrayList<>();
        IntStream.range(0, TABS)
                .mapToObj(index -> new Action(
                        "tab-" + (index + 1),
                        "Stage",
                        "View " + (index + 1),
                        "Open view " + (index + 1) + " of the stage",
                        List.of(new KeyCodeCombination(KeyCode.valueOf("DIGIT" + (index + 1)), SHORTCUT_DOWN)),
                        never,
                        () -> desk.openTab(index)))
                .forEach(list::add);
        list.add(new Action(
                "zoom-in",
                "Stage",
                "Larger",
                "Make the drawing larger",
                List.of(key(KeyCode.PLUS), new KeyCodeCombination(KeyCode.EQUALS, SHIFT_ANY), key(KeyCode.ADD)),
                noMachine,
                () -> desk.zoom(ZOOM)));
        list.add(new Action(
                "zoom-out",
                "Stage",
                "Smaller",
                "Make the drawing smaller",
                List.of(key(KeyCode.MINUS), key(KeyCode.SUBTRACT)),
                noMachine,
                () -> desk.zoom(1 / ZOOM)));
        list.add(new Action(
                "zoom-fit",
                "Stage",
                "Fit",
                "Show the drawing at the size that fits",
                List.of(new KeyCodeCombination(KeyCode.DIGIT0, SHORTCUT_DOWN)),
                noMachine,
                desk::zoomToFit));
        list.add(new Action(
                "export",
                "Stage",
                "Export",
                "Write this view as PNG, SVG or text",
                List.of(new KeyCodeCombination(KeyCode.E, SHORTCUT_DOWN)),
                noMachine,
                desk::export));
        list.add(new Action(
                "copy-text",
                "Stage",
                "Copy as text",
                "Put this view's text form on the clipboard",
                List.of(new KeyCodeCombination(KeyCode.C, SHORTCUT_DOWN, SHIFT_DOWN)),
                noMachine,
                desk::copyText));
        return list;
    }

    private List<Action> window() {
        return List.of(
                new Action(
                        "theme",
                        "Window",
                        "Next theme",
                        "Next theme: dark, light, projector",
                        List.of(new KeyCodeCombination(KeyCode.L, SHORTCUT_DOWN, SHIFT_DOWN)),
                        never,
                        () -> desk.look(desk.look().next())),
                new Action(
                        "settings",
                        "Window",
                        "Settings",
                        "Theme, size, motion and numbers",
                        List.of(new KeyCodeCombination(KeyCode.COMMA, SHORTCUT_DOWN)),
                        never,
                        desk::showSettings),
                new Action(
                        "shortcuts",
                        "Window",
                        "Keyboard shortcuts",
                        "Show this list",
                        List.of(key(KeyCode.F1), new KeyCodeCombination(KeyCode.SLASH, SHIFT_DOWN)),
                        never,
                        desk::showShortcuts),
                new Action(
                        "quit",
                        "Window",
                        "Quit",
                        "Close the window",
                        List.of(new KeyCodeCombination(KeyCode.Q, SHORTCUT_DOWN)),
                        never,
                        desk::quit));
    }

    private static KeyCombination key(KeyCode code) {
        return new KeyCodeCombination(code);
    }

    private Optional<Frame> now() {
        return model.frameProperty().get();
    }

    private String withoutMachine() {
        return now().isPresent() ? "" : "there is no machine yet";
    }

    private String withoutFuture() {
        return now().map(frame -> switch (frame.status()) {
                    case ENDED -> "the machine has ended; go back, or start over";
                    case WAITING -> "the machine waits for input; type something into the console";
                    case PAUSED, RUNNING -> "";
                })
                .orElseGet(this::withoutMachine);
    }

    private String withoutPast() {
        return now().map(frame -> frame.step() == 0 ? "this is power-on, nothing lies before it" : "")
                .orElseGet(this::withoutMachine);
    }
}
