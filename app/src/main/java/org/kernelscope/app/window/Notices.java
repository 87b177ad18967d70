/* What the window has told its user: the log, the problems, and the newest notice. */
package org.kernelscope.app.window;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** Collects notices, oldest first; to be used on the window's thread. */
public final class Notices {
    private static final int KEPT = 1000;

    /** How serious a notice is. */
    public enum Weight {
        QUIET,
        DONE,
        TROUBLE
    }

    /**
     * One sentence for the user.
     *
     * @param weight quiet ones are only logged
     * @param title a few words
     * @param sentence what, where and what to do
     */
    public record Notice(Weight weight, String title, String sentence) {}

    private final ObservableList<Notice> log = FXCollections.observableArrayList();
    private final ObservableList<Notice> problems = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<Notice> newest =
            new ReadOnlyObjectWrapper<>(new Notice(Weight.QUIET, "Kernelscope", "The window opens."));

    public void add(Weight weight, String title, String sentence) {
        Notice notice = new Notice(weight, title, sentence);
        log.add(notice);
        if (log.size() > KEPT) {
            log.removeFirst();
        }
        if (weight == Weight.TROUBLE) {
            problems.add(notice);
        }
        newest.set(notice);
    }

    /** Forgets the problems of a machine that is gone. */
    public void clearProblems() {
        problems.clear();
    }

    public ObservableList<Notice> log() {
        return log;
    }

    public ObservableList<Notice> problems() {
        return problems;
    }

    public ReadOnlyObjectProperty<Notice> newestProperty() {
        return newest.getReadOnlyProperty();
    }
}
