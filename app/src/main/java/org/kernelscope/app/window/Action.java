/* One thing that the window can do: behind its button, its menu item, its key and its line in the list of shortcuts. */
package org.kernelscope.app.window;

import java.util.List;
import java.util.stream.Collectors;
import javafx.beans.value.ObservableValue;
import javafx.scene.input.KeyCombination;

/**
 * An action.
 *
 * @param id stable name, also the button's node id
 * @param group heading in the list of shortcuts
 * @param label as on its button and menu item
 * @param tip one sentence: what it does
 * @param keys any of these starts it
 * @param obstacle why it cannot be done now; empty when it can
 * @param run does it
 */
public record Action(
        String id,
        String group,
        String label,
        String tip,
        List<KeyCombination> keys,
        ObservableValue<String> obstacle,
        Runnable run) {
    public Action {
        keys = List.copyOf(keys);
    }

    /** Does it unless something is in the way. */
    public void perform() {
        if (obstacle.getValue().isEmpty()) {
            run.run();
        }
    }

    /** Its keys as a person reads them: {@code Shift+F8}. */
    public String keyWords() {
        return keys.stream().map(KeyCombination::getDisplayText).distinct().collect(Collectors.joining(" or "));
    }

    /** What the pointer resting on its button says. */
    public String hint() {
        String why = obstacle.getValue();
        String keyed = keys.isEmpty() ? "" : "  \u00b7  " + keyWords();
        return (why.isEmpty() ? tip : "Not now: " + why) + keyed;
    }
}
