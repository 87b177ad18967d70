/* How the window looks: theme, scale, motion. */
package org.kernelscope.app.window;

import javafx.beans.binding.Bindings;
import javafx.beans.binding.ObjectBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import org.kernelscope.app.settings.Look;
import org.kernelscope.app.settings.Settings;
import org.kernelscope.visualizers.drawing.Colour;
import org.kernelscope.visualizers.drawing.Theme;

/** Observed by everything that has colours. */
final class Appearance {
    private static final double PROJECTED = 1.15;
    private static final double TINT = 0.14;

    private final ObjectProperty<Look> look;
    private final DoubleProperty scale;
    private final ObjectBinding<Double> factor;
    private final BooleanProperty reduceMotion;

    Appearance(Settings settings) {
        look = new SimpleObjectProperty<>(settings.look());
        scale = new SimpleDoubleProperty(settings.scale());
        factor = Bindings.createObjectBinding(
                () -> scale.get() * (look.get() == Look.PROJECTOR ? PROJECTED : 1), scale, look);
        reduceMotion = new SimpleBooleanProperty(settings.reduceMotion());
    }

    ObjectProperty<Look> lookProperty() {
        return look;
    }

    DoubleProperty scaleProperty() {
        return scale;
    }

    /** Device-independent pixels per pixel of the layout. */
    ObservableValue<Double> factor() {
        return factor;
    }

    BooleanProperty reduceMotionProperty() {
        return reduceMotion;
    }

    /** The colours of the drawings. */
    Theme theme() {
        return Theme.named(look.get().id())
                .orElseThrow(() -> new AssertionError("no theme " + look.get().id()));
    }

    /** The drawings' colours as the style sheet's names. */
    String style() {
        Theme theme = theme();
        StringBuilder style = new StringBuilder();
        add(style, "-ks-bg", theme.background());
        add(style, "-ks-surface", theme.surface());
        add(style, "-ks-sunken", theme.sunken());
        add(style, "-ks-line", theme.line());
        add(style, "-ks-text", theme.text());
        add(style, "-ks-muted", theme.muted());
        add(style, "-ks-accent", theme.accent());
        add(style, "-ks-highlight", theme.highlight());
        add(style, "-ks-good", theme.good());
        add(style, "-ks-bad", theme.bad());
        add(style, "-ks-accent-tint", theme.accent().over(theme.background(), TINT));
        add(style, "-ks-highlight-tint", theme.highlight().over(theme.background(), TINT));
        add(style, "-ks-hover", theme.text().over(theme.surface(), 0.07));
        add(style, "-ks-ink-on-accent", ink(theme.accent()));
        for (int core = 0; core < theme.cores().size(); core++) {
            Colour colour = theme.cores().get(core);
            add(style, "-ks-core-" + core, colour);
            add(style, "-ks-ink-" + core, ink(colour));
        }
        return style.toString();
    }

    private static void add(StringBuilder style, String name, Colour colour) {
        style.append(name).append(": ").append(colour.hex()).append("; ");
    }

    private static Colour ink(Colour ground) {
        Colour dark = Colour.of(0x0a0d12);
        Colour light = Colour.of(0xffffff);
        return ground.contrast(dark) > ground.contrast(light) ? dark : light;
    }
}
