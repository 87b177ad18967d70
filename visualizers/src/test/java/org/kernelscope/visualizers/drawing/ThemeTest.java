/* Text can be read on every ground that it is set on. */
package org.kernelscope.visualizers.drawing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kernelscope.visualizers.drawing.Role.Tone;
import org.kernelscope.visualizers.drawing.Shape.Fill;

class ThemeTest {
    private static final double LEAST = 4.5;

    static List<Theme> themes() {
        return Theme.all();
    }

    @ParameterizedTest
    @MethodSource("themes")
    void textContrastsWithItsGround(Theme theme) {
        List<Role> inks =
                new ArrayList<>(List.of(Tone.TEXT, Tone.MUTED, Tone.ACCENT, Tone.HIGHLIGHT, Tone.GOOD, Tone.BAD));
        for (int core = 0; core < 16; core++) {
            inks.add(new Role.Core(core));
        }
        for (Role ink : inks) {
            Colour colour = theme.colour(ink);
            readable(theme, ink + " on the background", colour, theme.background());
            readable(theme, ink + " on a surface", colour, theme.surface());
            Colour tint = theme.ground(ink, Fill.TINT).orElseThrow();
            readable(theme, ink + " on its tint", colour, tint);
            readable(theme, "text on the tint of " + ink, theme.text(), tint);
        }
    }

    @ParameterizedTest
    @MethodSource("themes")
    void inkContrastsWithSolidCores(Theme theme) {
        for (int core = 0; core < 16; core++) {
            Role role = new Role.Core(core);
            readable(theme, "ink on core " + core, theme.colour(new Role.Ink(role)), theme.colour(role));
        }
        readable(theme, "ink on text", theme.colour(new Role.Ink(Tone.TEXT)), theme.colour(Tone.TEXT));
    }

    @ParameterizedTest
    @MethodSource("themes")
    void sixteenCoresDifferInHueOrPattern(Theme theme) {
        long looks = java.util.stream.IntStream.range(0, 16)
                .mapToObj(Role.Core::new)
                .map(role -> theme.colour(role).hex() + Theme.leftward(role))
                .distinct()
                .count();
        assertEquals(16, looks);
    }

    @Test
    void contrastIsThatOfTheStandard() {
        assertEquals(21, Colour.of(0xffffff).contrast(Colour.of(0)), 1e-9);
        assertEquals(4.54, Colour.of(0x767676).contrast(Colour.of(0xffffff)), 0.01);
    }

    private static void readable(Theme theme, String what, Colour ink, Colour ground) {
        double contrast = ink.contrast(ground);
        assertTrue(contrast >= LEAST, () -> theme.name() + ": " + what + " has a contrast of " + contrast);
    }
}
