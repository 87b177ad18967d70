/* Tells when something has been going on for so long that the user should be told. */
package org.kernelscope.app.window;

import javafx.animation.PauseTransition;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.value.ObservableValue;
import javafx.util.Duration;

/** True once something has been true for half a second on end. */
final class Patience {
    private static final Duration LIMIT = Duration.millis(500);

    private final ReadOnlyBooleanWrapper overdue = new ReadOnlyBooleanWrapper(false);

    Patience(ObservableValue<Boolean> going) {
        PauseTransition wait = new PauseTransition(LIMIT);
        wait.setOnFinished(_ -> overdue.set(going.getValue()));
        going.subscribe(now -> {
            if (now) {
                wait.playFromStart();
            } else {
                wait.stop();
                overdue.set(false);
            }
        });
    }

    ReadOnlyBooleanProperty overdueProperty() {
        return overdue.getReadOnlyProperty();
    }
}
