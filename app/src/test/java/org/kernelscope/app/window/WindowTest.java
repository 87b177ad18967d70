/* The real window on a real kernel, driven with keys and the mouse, with no display. */
package org.kernelscope.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kernelscope.app.window.TestWindow.fx;
import static org.kernelscope.app.window.TestWindow.until;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.event.EventType;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.PickResult;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kernelscope.app.settings.Look;
import org.kernelscope.engine.Frame;
import org.kernelscope.engine.Granularity;
import org.kernelscope.engine.ScenarioOptions;
import org.kernelscope.engine.event.KernelEvent.LockHandedOver;
import org.kernelscope.visualizers.drawing.Drawing;
import org.testfx.api.FxRobot;

class WindowTest {
    private final FxRobot robot = new FxRobot();

    @TempDir
    private Path folder;

    private Window window;

    @BeforeEach
    void open() throws Exception {
        window = opened(Optional.of(ScenarioOptions.defaults()));
    }

    @AfterEach
    void close() {
        fx(() -> {
            window.close();
            return true;
        });
    }

    private Window opened(Optional<ScenarioOptions> options) throws Exception {
        return TestWindow.opened(folder, options);
    }

    private Frame frame() {
        return fx(() -> window.model().frameProperty().get().orElseThrow());
    }

    /** Presses a key and waits until the window shows another step. */
    private Frame press(KeyCode... keys) throws Exception {
        long before = frame().step();
        robot.push(keys);
        until(() -> window.model().frameProperty().get().orElseThrow().step() != before
                && !window.model().workingProperty().get());
        return frame();
    }

    /** What the window shows of a moment, to the bit. */
    private record Sight(
            long step, Optional<String> hash, List<List<Integer>> registers, Drawing drawing, String eip) {}

    private Sight sight() {
        return fx(() -> {
            Frame now = window.model().frameProperty().get().orElseThrow();
            Label eip = (Label) window.view().scene().lookup("#register-eip");
            return new Sight(
                    now.step(),
                    now.stateHash(),
                    now.cores().stream().map(core -> core.state().registers()).toList(),
                    window.view().stageView().drawingProperty().get().orElseThrow(),
                    eip.getText());
        });
    }

    @Test
    void tenHandOversForwardsAndBackAndAgainLookTheSameToTheBit() throws Exception {
        List<Sight> there = new ArrayList<>(List.of(sight()));
        int handOvers = 0;
        while (handOvers < 10) {
            Frame now = press(KeyCode.F8);
            handOvers += (int) now.events().stream()
                    .filter(LockHandedOver.class::isInstance)
                    .count();
            there.add(sight());
        }
        List<Sight> back = way(there.size() - 1, KeyCode.SHIFT, KeyCode.F8);
        List<Sight> thereAgain = way(there.size() - 1, KeyCode.F8);
        List<Sight> backAgain = way(there.size() - 1, KeyCode.SHIFT, KeyCode.F8);
        assertEquals(there.subList(1, there.size()), thereAgain);
        assertEquals(back, backAgain);
        for (int index = 0; index < back.size(); index++) {
            Sight then = there.get(there.size() - 2 - index);
            assertEquals(then.step(), back.get(index).step());
            assertEquals(then.hash(), back.get(index).hash());
            assertEquals(then.registers(), back.get(index).registers());
        }
    }

    private List<Sight> way(int steps, KeyCode... keys) throws Exception {
        List<Sight> sights = new ArrayList<>();
        for (int index = 0; index < steps; index++) {
            press(keys);
            sights.add(sight());
        }
        return sights;
    }

    @Test
    void everyStepKeyGoesThereAndItsReverseBack() throws Exception {
        for (KeyCode key : List.of(KeyCode.F11, KeyCode.F10, KeyCode.F8)) {
            Frame before = press(key);
            Frame after = press(key);
            assertTrue(after.step() > before.step(), key::getName);
            Frame again = press(KeyCode.SHIFT, key);
            assertEquals(before.step(), again.step(), key.getName());
            assertEquals(before.stateHash(), again.stateHash(), key.getName());
        }
    }

    @Test
    void atPowerOnTheWayBackIsClosedAndSaysWhy() throws Exception {
        assertEquals(0, press(KeyCode.HOME).step());
        Button back = fx(() -> (Button) window.view().scene().lookup("#event-back"));
        Button forward = fx(() -> (Button) window.view().scene().lookup("#event"));
        assertTrue(back.isDisabled());
        assertFalse(forward.isDisabled());
        String hint = fx(() -> window.view().actions().named("event-back").hint());
        assertTrue(hint.startsWith("Not now: this is power-on"), hint);
    }

    @Test
    void draggingOnTheTimelineTravels() throws Exception {
        press(KeyCode.F8);
        long before = frame().time();
        mouse(MouseEvent.MOUSE_PRESSED, 0.9);
        mouse(MouseEvent.MOUSE_DRAGGED, 0.5);
        mouse(MouseEvent.MOUSE_DRAGGED, 0.4);
        mouse(MouseEvent.MOUSE_RELEASED, 0.4);
        until(() -> !window.model().workingProperty().get()
                && window.model().frameProperty().get().orElseThrow().time() < before);
        assertTrue(frame().timeline().end() >= before, "what lies ahead stays known");
    }

    /** The left button at a part of the timeline's width. */
    private void mouse(EventType<MouseEvent> type, double part) {
        fx(() -> {
            Region area = (Region) window.view().scene().lookup("#timeline");
            double x = area.getWidth() * part;
            boolean down = type != MouseEvent.MOUSE_RELEASED;
            PickResult pick = new PickResult(area, x, 40);
            area.fireEvent(new MouseEvent(
                    type,
                    x,
                    40,
                    x,
                    40,
                    MouseButton.PRIMARY,
                    1,
                    false,
                    false,
                    false,
                    false,
                    down,
                    false,
                    false,
                    false,
                    false,
                    false,
                    pick));
            return true;
        });
    }

    @Test
    void theWindowAnswersWhileTheMachineRunsUnlimited() throws Exception {
        fx(() -> {
            window.model().paceProperty().set(new Pace(1, Granularity.EVENT));
            return true;
        });
        long start = frame().step();
        robot.push(KeyCode.F5);
        Set<Long> steps = new HashSet<>();
        until(() -> {
            steps.add(window.model().frameProperty().get().orElseThrow().step());
            return steps.size() > 5
                    || window.model().frameProperty().get().orElseThrow().status() == Frame.Status.ENDED;
        });
        assertTrue(steps.stream().anyMatch(step -> step > start));
        assertEquals("answered", fx(() -> "answered"));
        robot.push(KeyCode.HOME);
        until(() -> window.model().frameProperty().get().orElseThrow().step() == 0);
        assertFalse(fx(() -> window.model().runningProperty().get()));
    }

    @Test
    void themeTabAndMarkersSurviveARestart() throws Exception {
        Look before = fx(() -> window.appearance().lookProperty().get());
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.L);
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT2);
        Look chosen = fx(() -> window.appearance().lookProperty().get());
        assertNotEquals(before, chosen);
        String view = fx(() -> window.view().stageView().open().id());
        close();
        window = opened(Optional.empty());
        assertEquals(chosen, fx(() -> window.appearance().lookProperty().get()));
        assertEquals(view, fx(() -> window.view().stageView().open().id()));
    }

    @Test
    void aViewIsExportedWithoutADialog() throws Exception {
        for (String name : List.of("view.png", "view.svg", "view.txt")) {
            Path file = folder.resolve(name);
            fx(() -> {
                window.view().export(file);
                return true;
            });
            assertTrue(Files.size(file) > 100, name);
        }
        Path nowhere = folder.resolve("missing/deep/view.svg");
        Files.writeString(folder.resolve("missing"), "a file where a folder should be");
        fx(() -> {
            window.view().export(nowhere);
            return true;
        });
        assertEquals(1, fx(() -> window.model().notices().problems().size()));
    }

    @Test
    void theListOfShortcutsNamesEveryKey() throws Exception {
        robot.push(KeyCode.F1);
        Set<String> shown = fx(() -> {
            Set<String> texts = new HashSet<>();
            window.view().scene().getRoot().lookupAll(".ks-key").forEach(node -> texts.add(((Label) node).getText()));
            return texts;
        });
        for (Action action : window.view().actions().all()) {
            action.keys().forEach(key -> assertTrue(shown.contains(key.getDisplayText()), action.id()));
        }
        robot.push(KeyCode.ESCAPE);
        assertTrue(fx(() -> window.view().scene().getRoot().lookupAll(".ks-key").isEmpty()));
    }
}
