/* The style sheets of the window's scene, as the theme asks for them. */
package org.kernelscope.app.window;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import javafx.scene.Scene;
import org.kernelscope.app.settings.Look;

/** AtlantaFX below, ours above, popups sized to match. */
final class Styles {
    private static final String OURS = "/org/kernelscope/assets/styles/app.css";
    private static final double POPUP_SIZE = 13;

    private final Scene scene;
    private final Appearance appearance;

    Styles(Scene scene, Appearance appearance) {
        this.scene = scene;
        this.appearance = appearance;
        appearance.lookProperty().subscribe(_ -> apply());
        appearance.factor().subscribe(_ -> apply());
    }

    private void apply() {
        String base = appearance.lookProperty().get() == Look.DARK
                ? new PrimerDark().getUserAgentStylesheet()
                : new PrimerLight().getUserAgentStylesheet();
        String popups = String.format(
                Locale.ROOT,
                ".context-menu, .tooltip { -fx-font-size: %.1fpx; }",
                POPUP_SIZE * appearance.factor().getValue().doubleValue());
        scene.getStylesheets()
                .setAll(List.of(base, Styles.class.getResource(OURS).toExternalForm(), inline(popups)));
    }

    private static String inline(String css) {
        return "data:text/css;base64," + Base64.getEncoder().encodeToString(css.getBytes(StandardCharsets.UTF_8));
    }
}
