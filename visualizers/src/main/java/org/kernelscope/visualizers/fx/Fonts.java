/* The bundled faces as JavaFX fonts. */
package org.kernelscope.visualizers.fx;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.scene.text.Font;
import org.kernelscope.visualizers.drawing.Shape.Face;
import org.kernelscope.visualizers.drawing.Shape.Lettering;

/** Loads each face once in a process, and gives it in every size. */
public final class Fonts {
    private static final String FOLDER = "/org/kernelscope/assets/fonts/";

    private final Map<Lettering, Font> fonts = new EnumMap<>(Lettering.class);

    /** Loads the faces if they are not loaded; needs the JavaFX toolkit's libraries but no window. */
    public Fonts() {
        for (Lettering type : Lettering.values()) {
            fonts.put(type, new Font(Loaded.NAMES.get(type.face()), type.size()));
        }
    }

    /** The names by which JavaFX knows the faces once they are loaded. */
    private static final class Loaded {
        static final Map<Face, String> NAMES = Arrays.stream(Face.values())
                .collect(Collectors.toUnmodifiableMap(
                        Function.identity(), face -> load(face).getName()));
    }

    public Font font(Lettering type) {
        return fonts.get(type);
    }

    private static Font load(Face face) {
        String file = FOLDER + file(face);
        try (InputStream stream = Fonts.class.getResourceAsStream(file)) {
            if (stream == null) {
                throw new AssertionError("the font " + file + " is not among the resources");
            }
            Font font = Font.loadFont(stream, 12);
            if (font == null) {
                throw new AssertionError("the font " + file + " cannot be read");
            }
            return font;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String file(Face face) {
        return switch (face) {
            case SANS -> "Inter-Regular.otf";
            case SANS_STRONG -> "Inter-SemiBold.otf";
            case MONO -> "JetBrainsMono-Regular.ttf";
            case MONO_STRONG -> "JetBrainsMono-Bold.ttf";
        };
    }
}
