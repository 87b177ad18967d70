/* The system's dialogs for files and folders. */
package org.kernelscope.app.window;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.FileChooser.ExtensionFilter;
import javafx.stage.Stage;

/**
 * Asks the user; empty when the user thinks better of it.
 *
 * @param stage the dialogs belong to
 */
record Choosers(Stage stage) implements ExerciseView.Files {
    private static final ExtensionFilter C_FILES = new ExtensionFilter("C source", "*.c");

    @Override
    public Optional<Path> save(String name) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle("Save the starter file");
        chooser.setInitialFileName(name);
        chooser.getExtensionFilters().add(C_FILES);
        return Optional.ofNullable(chooser.showSaveDialog(stage)).map(File::toPath);
    }

    @Override
    public Optional<Path> open(String name) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle("Grade your " + name);
        chooser.getExtensionFilters().add(C_FILES);
        return Optional.ofNullable(chooser.showOpenDialog(stage)).map(File::toPath);
    }

    Optional<Path> folder(String title) {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(title);
        return Optional.ofNullable(chooser.showDialog(stage)).map(File::toPath);
    }

    /** A file for the picture of a view. */
    Optional<Path> picture(String name) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle("Export this view");
        chooser.setInitialFileName(name + ".png");
        chooser.getExtensionFilters()
                .addAll(
                        new ExtensionFilter("Picture (PNG)", "*.png"),
                        new ExtensionFilter("Drawing (SVG)", "*.svg"),
                        new ExtensionFilter("Text", "*.txt"));
        return Optional.ofNullable(chooser.showSaveDialog(stage)).map(File::toPath);
    }
}
