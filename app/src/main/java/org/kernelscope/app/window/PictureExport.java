/* Writes a drawing to a file in the form that the file's name asks for. */
package org.kernelscope.app.window;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import org.kernelscope.engine.AtomicFile;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.kernel.FileTrouble;
import org.kernelscope.visualizers.drawing.Drawing;
import org.kernelscope.visualizers.drawing.SvgWriter;
import org.kernelscope.visualizers.drawing.TextWriter;
import org.kernelscope.visualizers.drawing.Theme;
import org.kernelscope.visualizers.fx.Pictures;

/** PNG at twice the size, SVG, or text. */
public final class PictureExport {
    private static final double PNG_SCALE = 2;

    private PictureExport() {}

    /** Writes a drawing, whole or not at all; the ending .png, .svg or .txt says how. */
    public static void write(Drawing drawing, Theme theme, Path file) throws UserMistake {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        try {
            if (name.endsWith(".png")) {
                Pictures.write(drawing, theme, PNG_SCALE, file);
            } else if (name.endsWith(".svg")) {
                text(SvgWriter.write(drawing, theme), file);
            } else if (name.endsWith(".txt")) {
                text(TextWriter.write(drawing), file);
            } else {
                throw new UserMistake(
                        "'" + file.getFileName() + "' ends in none of .png, .svg and .txt; choose one of these.");
            }
        } catch (IOException failure) {
            throw new UserMistake(file + " could not be written: " + FileTrouble.reason(failure) + ".");
        }
    }

    private static void text(String text, Path file) throws IOException {
        AtomicFile.write(file, part -> java.nio.file.Files.writeString(part, text, StandardCharsets.UTF_8));
    }
}
