/* Which stretch of virtual time the timeline shows, and its two markers. */
package org.kernelscope.app.window;

import java.util.Locale;
import java.util.OptionalLong;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.kernelscope.engine.Frame;

/** A window into virtual time that follows the present until the user moves it. */
public final class TimelineModel {
    private static final long SHORTEST = 200;
    private static final long LONGEST = 1L << 50;
    private static final double PRESENT_AT = 0.8;

    /**
     * What is shown.
     *
     * @param from virtual time in cycles at the left edge, never negative
     * @param to virtual time in cycles at the right edge
     * @param a marker A
     * @param b marker B
     */
    public record Extent(long from, long to, OptionalLong a, OptionalLong b) {
        public long length() {
            return to - from;
        }
    }

    private final ReadOnlyObjectWrapper<Extent> extent;

    /** @param length cycles shown at first */
    public TimelineModel(long length) {
        extent = new ReadOnlyObjectWrapper<>(new Extent(0, length, OptionalLong.empty(), OptionalLong.empty()));
    }

    public ReadOnlyObjectProperty<Extent> extentProperty() {
        return extent.getReadOnlyProperty();
    }

    public Extent extent() {
        return extent.get();
    }

    /** Moves the window, if it must, so that a moment can be seen. */
    public void reveal(long time) {
        Extent now = extent();
        if (time < now.from() || time > now.to() - now.length() / 20) {
            show(Math.round(time - now.length() * PRESENT_AT), now.length());
        }
    }

    /**
     * Makes what is shown longer or shorter about a moment that keeps its place.
     *
     * @param factor above 1 shows more
     */
    public void zoom(long about, double factor) {
        Extent now = extent();
        long length = Math.clamp(Math.round(now.length() * factor), SHORTEST, LONGEST);
        double part = (double) (about - now.from()) / now.length();
        show(Math.round(about - part * length), length);
    }

    /** Moves what is shown by a number of cycles. */
    public void pan(long cycles) {
        show(extent().from() + cycles, extent().length());
    }

    /** Shows exactly a stretch: the brush. */
    public void brush(long oneEnd, long otherEnd) {
        long length = Math.max(SHORTEST, Math.abs(otherEnd - oneEnd));
        show(Math.min(oneEnd, otherEnd), length);
    }

    /** Shows all that is known of a run. */
    public void showAll(long end) {
        show(0, Math.max(SHORTEST, end + end / 20));
    }

    public void markA(long time) {
        Extent now = extent();
        extent.set(new Extent(now.from(), now.to(), OptionalLong.of(time), now.b()));
    }

    public void markB(long time) {
        Extent now = extent();
        extent.set(new Extent(now.from(), now.to(), now.a(), OptionalLong.of(time)));
    }

    /** Takes both markers away. */
    public void unmark() {
        extent.set(new Extent(extent().from(), extent().to(), OptionalLong.empty(), OptionalLong.empty()));
    }

    /** What lies between the markers, or between A and now; empty without A. */
    public String measure(Frame frame) {
        Extent now = extent();
        if (now.a().isEmpty()) {
            return "";
        }
        long start = Math.min(now.a().getAsLong(), now.b().orElse(frame.time()));
        long end = Math.max(now.a().getAsLong(), now.b().orElse(frame.time()));
        long handOvers = frame.timeline().handOvers().stream()
                .filter(passed -> passed.granted() > start && passed.granted() <= end)
                .count();
        return String.format(
                Locale.ROOT,
                "A \u2192 %s: %d %s, %,d cycles",
                now.b().isPresent() ? "B" : "now",
                handOvers,
                handOvers == 1 ? "hand-off" : "hand-offs",
                end - start);
    }

    private void show(long from, long length) {
        long start = Math.max(0, from);
        extent.set(new Extent(start, start + length, extent().a(), extent().b()));
    }
}
