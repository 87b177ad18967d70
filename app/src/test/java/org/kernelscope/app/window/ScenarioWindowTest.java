/* Every scenario in the real window: it opens, its views are there in order, and the shell hears what is typed. */
package org.kernelscope.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kernelscope.app.window.TestWindow.fx;
import static org.kernelscope.app.window.TestWindow.until;

import java.nio.file.Path;
import java.util.Optional;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kernelscope.engine.Frame;
import org.kernelscope.engine.ScenarioOptions;
import org.kernelscope.engine.ScenarioTemplate;
import org.kernelscope.engine.Scenarios;
import org.kernelscope.visualizers.drawing.TextWriter;
import org.testfx.api.FxRobot;

class ScenarioWindowTest {
    private final FxRobot robot = new FxRobot();

    @TempDir
    private Path folder;

    private Window window;

    @BeforeEach
    void open() throws Exception {
        window = TestWindow.opened(folder, Optional.of(ScenarioOptions.defaults()));
    }

    @AfterEach
    void close() {
        TestWindow.close(window);
    }

    private Frame frame() {
        return fx(() -> window.model().frameProperty().get().orElseThrow());
    }

    private void choose(String name) throws Exception {
        TestWindow.fire(window, "open-" + name);
        until(() -> window.model().choiceProperty().get().scenario().equals(name));
        TestWindow.ready(window);
    }

    @Test
    void everyScenarioOpensWithItsViewsAndGoesOn() throws Exception {
        for (ScenarioTemplate template : Scenarios.all()) {
            choose(template.name());
            assertEquals(template.name(), frame().scenario().name());
            assertEquals(
                    template.views().getFirst(),
                    fx(() -> window.view().stageView().open().id()),
                    template.name());
            String text = fx(() -> TextWriter.write(
                    window.view().stageView().drawingProperty().get().orElseThrow()));
            assertFalse(text.isBlank(), template.name());
            if (template.programs().contains("shell")) {
                assertEquals(Frame.Status.WAITING, frame().status());
                continue;
            }
            long before = frame().step();
            assertTrue(frame().recent().stream().anyMatch(template.moment()::isInstance), template.name());
            robot.push(KeyCode.F8);
            until(() -> window.model().frameProperty().get().orElseThrow().step() > before
                    && !window.model().workingProperty().get());
            assertTrue(frame().events().stream().anyMatch(template::matters), template.name());
        }
    }

    @Test
    void theChoiceBesideTheScenarioIsWhatItIsAbout() throws Exception {
        assertTrue(TestWindow.find(window, "#lock-ticket").isPresent());
        choose("scheduler-preempt");
        assertTrue(TestWindow.find(window, "#lock-ticket").isEmpty());
        assertTrue(TestWindow.find(window, "#preemption-cooperative").isPresent());
        choose("page-fault");
        assertTrue(TestWindow.find(window, "#preemption-cooperative").isEmpty());
    }

    @Test
    void theShellHearsWhatIsTypedAndGoingBackUnhearsIt() throws Exception {
        choose("shell");
        TextField input = (TextField) TestWindow.find(window, "#console-input").orElseThrow();
        Frame waiting = frame();
        type(input, "mem");
        until(() -> answered("frames "));
        Frame answer = frame();
        assertTrue(answer.console().contains("> mem"), answer.console());
        fx(() -> {
            window.model().travelToStep(waiting.step());
            return true;
        });
        until(() ->
                !window.model().frameProperty().get().orElseThrow().console().contains("frames "));
        fx(() -> {
            window.model().travelToStep(answer.step());
            return true;
        });
        until(() -> answered("frames "));
        assertEquals(answer.stateHash(), frame().stateHash());
        type(input, "exit");
        until(() -> window.model().frameProperty().get().orElseThrow().status() == Frame.Status.ENDED);
        assertTrue(frame().console().contains(": ok"), frame().console());
        assertTrue(fx(input::isDisabled));
    }

    private void type(TextField input, String line) {
        fx(() -> {
            input.requestFocus();
            input.setText(line);
            return true;
        });
        robot.push(KeyCode.ENTER);
    }

    private boolean answered(String part) {
        Frame now = window.model().frameProperty().get().orElseThrow();
        return now.status() == Frame.Status.WAITING && now.console().contains(part);
    }

    @Test
    void userCodeIsShownInItsOwnSource() throws Exception {
        choose("syscall-path");
        for (int step = 0; step < 200 && inKernel(); step++) {
            long before = frame().step();
            robot.push(KeyCode.F10);
            until(() -> window.model().frameProperty().get().orElseThrow().step() > before
                    && !window.model().workingProperty().get());
        }
        String file = frame().cores().getFirst().location().file();
        assertTrue(file.startsWith("user/"), file);
        assertTrue(
                fx(() -> window.model()
                        .openedProperty()
                        .get()
                        .orElseThrow()
                        .sources()
                        .containsKey(file)),
                file);
    }

    private boolean inKernel() {
        return frame().cores().getFirst().state().privilege() == 0;
    }
}
