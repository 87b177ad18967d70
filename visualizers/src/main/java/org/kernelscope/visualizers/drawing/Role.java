/* What a shape means; a theme turns it into colours. */
package org.kernelscope.visualizers.drawing;

/** A meaning that has a colour in every theme. */
public sealed interface Role {
    /** A processor: one colour everywhere, and a pattern, never colour alone. */
    record Core(int id) implements Role {}

    /** Text that lies on a solid area of another role. */
    record Ink(Role ground) implements Role {}

    /** Everything that is no processor. */
    enum Tone implements Role {
        SURFACE,
        SUNKEN,
        LINE,
        TEXT,
        MUTED,
        ACCENT,
        /** The one thing that matters now. */
        HIGHLIGHT,
        GOOD,
        BAD
    }
}
