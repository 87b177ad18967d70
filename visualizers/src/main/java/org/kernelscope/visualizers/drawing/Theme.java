/* What the roles look like: colours, patterns, magnification. */
package org.kernelscope.visualizers.drawing;

import java.util.List;
import java.util.Optional;
import org.kernelscope.visualizers.drawing.Shape.Fill;

/**
 * A set of colours for every role.
 *
 * @param name the word in settings and file names
 * @param magnification device-independent pixels per logical pixel of a drawing at zoom 1
 * @param background of the stage
 * @param mark the ground below what is highlighted
 * @param cores eight hues after Okabe and Ito (2008), adjusted for contrast; cores from 8 on repeat them with another
 *     pattern
 */
public record Theme(
        String name,
        double magnification,
        Colour background,
        Colour surface,
        Colour sunken,
        Colour line,
        Colour text,
        Colour muted,
        Colour accent,
        Colour highlight,
        Colour mark,
        Colour good,
        Colour bad,
        List<Colour> cores) {

    public static final Theme DARK = new Theme(
            "dark",
            1,
            Colour.of(0x0d1117),
            Colour.of(0x1a212b),
            Colour.of(0x0a0e14),
            Colour.of(0x303a47),
            Colour.of(0xe6edf3),
            Colour.of(0x98a5b3),
            Colour.of(0x64aeff),
            Colour.of(0xffd479),
            Colour.of(0x302b1e),
            Colour.of(0x3fcf9a),
            Colour.of(0xff8a80),
            colours(0x56b4e9, 0xe69f00, 0x2fbf8f, 0xd68fc0, 0xf0e442, 0x8fa2ff, 0xf58a5b, 0xc3ccd6));

    public static final Theme LIGHT = new Theme(
            "light",
            1,
            Colour.of(0xffffff),
            Colour.of(0xf4f6f9),
            Colour.of(0xe9edf2),
            Colour.of(0xcbd4de),
            Colour.of(0x16212e),
            Colour.of(0x505e6d),
            Colour.of(0x0a5bbf),
            Colour.of(0x855400),
            Colour.of(0xffefc4),
            Colour.of(0x06734f),
            Colour.of(0xb3261e),
            colours(0x0a6aa8, 0x925c00, 0x04734f, 0x9c3d7c, 0x6b6100, 0x3d4fc4, 0xad3f0c, 0x4b5763));

    public static final Theme PROJECTOR = new Theme(
            "projector",
            1.45,
            Colour.of(0xffffff),
            Colour.of(0xf1f4f8),
            Colour.of(0xe2e8ef),
            Colour.of(0x8c99a8),
            Colour.of(0x05090f),
            Colour.of(0x36424f),
            Colour.of(0x00479e),
            Colour.of(0x6b4200),
            Colour.of(0xffe6a8),
            Colour.of(0x005c3d),
            Colour.of(0x98130c),
            colours(0x00578f, 0x7d4c00, 0x005f40, 0x8a2a6a, 0x575000, 0x2c3cb0, 0x942f00, 0x38434e));

    private static final double TINT = 0.13;
    private static final double FADE = 0.38;

    public Theme {
        cores = List.copyOf(cores);
    }

    /** The themes, as the menu lists them. */
    public static List<Theme> all() {
        return List.of(DARK, LIGHT, PROJECTOR);
    }

    public static Optional<Theme> named(String name) {
        return all().stream().filter(theme -> theme.name.equals(name)).findFirst();
    }

    /** The role's own colour, for text and lines. */
    public Colour colour(Role role) {
        return switch (role) {
            case Role.Core(int id) -> cores.get(id % cores.size());
            case Role.Ink(Role ground) -> ink(colour(ground));
            case Role.Tone tone -> tone(tone);
        };
    }

    /** The colour of a role's outline: areas that are no colour of their own have the line's. */
    public Colour outline(Role role) {
        return role == Role.Tone.SURFACE || role == Role.Tone.SUNKEN ? line : colour(role);
    }

    /** The ground that a filled area is painted with; for a hatched one, below the stripes. */
    public Optional<Colour> ground(Role role, Fill fill) {
        Colour own = colour(role);
        boolean neutral = role == Role.Tone.SURFACE || role == Role.Tone.SUNKEN || role == Role.Tone.LINE;
        return switch (fill) {
            case NONE -> Optional.empty();
            case SOLID -> Optional.of(own);
            case TINT -> Optional.of(neutral ? own : role == Role.Tone.HIGHLIGHT ? mark : own.over(background, TINT));
            case HATCH -> Optional.of(neutral ? own : own.over(background, 0.10));
            case FADED -> Optional.of(neutral ? background.withOpacity(0.58) : own.over(background, FADE));
        };
    }

    /** The stripes of a hatched area. */
    public Colour stripes(Role role) {
        boolean neutral = role == Role.Tone.SURFACE || role == Role.Tone.SUNKEN;
        return neutral ? line.over(surface, 0.42) : colour(role).over(background, 0.66);
    }

    /** Whether stripes fall to the left: what tells cores of the same hue apart. */
    public static boolean leftward(Role role) {
        return role instanceof Role.Core(int id) && id >= 8;
    }

    private Colour ink(Colour ground) {
        Colour dark = Colour.of(0x0a0d12);
        Colour light = Colour.of(0xffffff);
        return ground.contrast(dark) > ground.contrast(light) ? dark : light;
    }

    private Colour tone(Role.Tone tone) {
        return switch (tone) {
            case SURFACE -> surface;
            case SUNKEN -> sunken;
            case LINE -> line;
            case TEXT -> text;
            case MUTED -> muted;
            case ACCENT -> accent;
            case HIGHLIGHT -> highlight;
            case GOOD -> good;
            case BAD -> bad;
        };
    }

    private static List<Colour> colours(Integer... rgb) {
        return List.of(rgb).stream().map(Colour::of).toList();
    }
}
