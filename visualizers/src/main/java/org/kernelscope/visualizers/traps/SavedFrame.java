/* The words that an entry saved on the kernel stack, the first pushed at the top. */
package org.kernelscope.visualizers.traps;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.kernelscope.engine.view.TrapView.Entry;
import org.kernelscope.engine.view.TrapView.FrameWord;
import org.kernelscope.visualizers.Words;
import org.kernelscope.visualizers.drawing.Role.Tone;
import org.kernelscope.visualizers.drawing.Shape.Anchor;
import org.kernelscope.visualizers.drawing.Shape.Fill;
import org.kernelscope.visualizers.drawing.Shape.Lettering;
import org.kernelscope.visualizers.drawing.Shape.Stroke;
import org.kernelscope.visualizers.drawing.Sketch;
import org.kernelscope.visualizers.drawing.Sketch.Area;

/** In three groups: where to return to, why it was entered, the registers. */
final class SavedFrame {
    private static final double PITCH = 15;
    private static final double APART = 6;
    private static final int GAPS = 2;
    private static final Set<String> RETURN = Set.of("eip", "cs", "eflags", "user_esp", "user_ss");
    private static final Set<String> REASON = Set.of("vector", "error");

    private SavedFrame() {}

    /** The room that so many words take. */
    static double height(int words) {
        return words * PITCH + GAPS * APART + 10;
    }

    /** Draws the words, the highest address first: the stack grows downwards. */
    static void draw(Sketch sketch, int core, Area area, Entry entry) {
        if (entry.frame().isEmpty()) {
            return;
        }
        String id = "frame-" + core;
        String tip = "saved by the latest entry: " + entry.name() + ", from ring " + entry.fromRing();
        sketch.box(id, area.inset(1), 6, Tone.SUNKEN, Fill.SOLID, Stroke.THIN, tip);
        double y = area.y() + 6;
        String group = "";
        List<FrameWord> words = entry.frame().reversed();
        for (FrameWord word : words) {
            String next = group(word.name());
            if (!group.isEmpty() && !next.equals(group)) {
                y += APART;
            }
            group = next;
            String key = sketch.unique(id + "-" + word.name());
            String said = word.name() + " at " + Words.address(word.address()) + ", " + group;
            Tone role = group.equals("the reason") ? Tone.HIGHLIGHT : Tone.TEXT;
            sketch.note(key, area.x() + 10, y + 11, word.name(), Lettering.MONO_SMALL, Anchor.START, Tone.MUTED, said);
            String value = String.format(Locale.ROOT, "%08x", word.value());
            sketch.note(key + "-value", area.right() - 10, y + 11, value, Lettering.MONO_SMALL, Anchor.END, role, said);
            y += PITCH;
        }
    }

    private static String group(String name) {
        if (RETURN.contains(name)) {
            return "where to return to";
        }
        return REASON.contains(name) ? "the reason" : "a register of what was interrupted";
    }
}
