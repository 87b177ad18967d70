/* The window goes to the last write to a variable, and says whose it was. */
package org.kernelscope.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kernelscope.app.window.TestWindow.fx;
import static org.kernelscope.app.window.TestWindow.until;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kernelscope.engine.Frame;
import org.kernelscope.engine.ScenarioOptions;
import org.testfx.api.FxRobot;

class LastWriteWindowTest {
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

    private String answer() {
        return fx(() -> {
            Label label = (Label) window.view().scene().lookup("#writer");
            return label.isVisible() ? label.getText() : "";
        });
    }

    /** Asks for what is called so with the keys alone; the answer. */
    private String ask(String name) throws Exception {
        robot.push(KeyCode.W);
        TextField words = (TextField) TestWindow.find(window, "#variable").orElseThrow();
        assertTrue(fx(words::isFocused), "the card takes the keys");
        fx(() -> {
            words.setText(name);
            return true;
        });
        robot.push(KeyCode.ENTER);
        until(() -> !window.model().workingProperty().get()
                && !window.model().writer().answerProperty().get().isEmpty());
        assertEquals(Optional.empty(), TestWindow.find(window, "#variable"), "the card is gone");
        return answer();
    }

    @Test
    void goesBackFromWriteToWriteAndSaysWhoWrote() throws Exception {
        long begin = frame().step();
        String first = ask("work_lock.tail");
        Frame there = frame();
        assertTrue(there.step() <= begin);
        int writer = there.actor().orElseThrow();
        assertTrue(first.startsWith("work_lock.tail was written last by core " + writer + " in lock_"), first);
        assertTrue(first.matches(".* \\(\\w+/\\w+\\.[ch]:\\d+\\)\\."), first);
        String second = ask("work_lock.tail");
        assertTrue(frame().step() < there.step(), "asked again it goes to the write before");
        assertTrue(second.startsWith("work_lock.tail was written last by core "), second);
        assertTrue(fx(() -> window.model().notices().log().stream()
                .anyMatch(notice -> notice.sentence().equals(second))));
        robot.push(KeyCode.F11);
        until(() -> answer().isEmpty());
    }

    @Test
    void whatNobodyWroteIsSaidWithoutMoving() throws Exception {
        long begin = frame().step();
        assertEquals("Nobody has written lock_name since power-on.", ask("lock_name"));
        assertEquals(begin, frame().step());
        String words = "nothing is called so";
        robot.push(KeyCode.W);
        TextField field = (TextField) TestWindow.find(window, "#variable").orElseThrow();
        fx(() -> {
            field.setText(words);
            return true;
        });
        ListView<?> list = (ListView<?>) TestWindow.find(window, "#variables").orElseThrow();
        assertTrue(fx(() -> list.getItems().isEmpty()));
        robot.push(KeyCode.ENTER);
        robot.push(KeyCode.ESCAPE);
        assertEquals(Optional.empty(), TestWindow.find(window, "#variable"));
        assertEquals(begin, frame().step());
    }

    @Test
    void aSearchThatIsStoppedSaysSo() throws Exception {
        NamedMemory lock = fx(() -> window.model().memory().stream()
                .filter(each -> each.name().equals("work_lock"))
                .findFirst()
                .orElseThrow());
        fx(() -> {
            window.model().travelToStep(Long.MAX_VALUE / 2);
            return true;
        });
        fx(() -> {
            window.model().travelToLastWrite(lock);
            window.model().stopSearching();
            return true;
        });
        until(() -> !window.model().workingProperty().get()
                && !window.model().writer().answerProperty().get().isEmpty());
        assertFalse(answer().isEmpty());
        assertEquals("answered", fx(() -> "answered"), "the window's thread is free");
    }

    @Test
    void namesOfPartsAndOfWhatALineNames() {
        List<NamedMemory> all = fx(() -> window.model().memory());
        assertTrue(NamedMemory.matching(all, "LOCK.TA").stream()
                .anyMatch(each -> each.name().equals("work_lock.tail")));
        assertTrue(NamedMemory.matching(all, "work_lock").getFirst().name().startsWith("work_lock"));
        assertEquals(
                List.of("work_lock", "work_lock.tail"),
                names(NamedMemory.namedIn(all, "  lock_acquire(&work_lock); x = work_lock.tail; work_locks(lock);")));
        assertEquals(List.of(), names(NamedMemory.namedIn(all, "  lock->tail = node; // no variable of the kernel")));
    }

    private static List<String> names(List<NamedMemory> memory) {
        return memory.stream().map(NamedMemory::name).toList();
    }
}
