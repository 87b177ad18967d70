/* A ticket lock as a deli counter: two figures, and the cores in the order of their tickets. */
package org.kernelscope.visualizers.spinlock;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.kernelscope.engine.Frame;
import org.kernelscope.engine.view.CodeLocation;
import org.kernelscope.engine.view.CoreView;
import org.kernelscope.engine.view.LockView;
import org.kernelscope.engine.view.LockView.Holder;
import org.kernelscope.engine.view.LockView.Waiter;
import org.kernelscope.visualizers.Words;
import org.kernelscope.visualizers.drawing.Metrics;
import org.kernelscope.visualizers.drawing.Role;
import org.kernelscope.visualizers.drawing.Role.Tone;
import org.kernelscope.visualizers.drawing.Shape.Anchor;
import org.kernelscope.visualizers.drawing.Shape.Fill;
import org.kernelscope.visualizers.drawing.Shape.Lettering;
import org.kernelscope.visualizers.drawing.Shape.Point;
import org.kernelscope.visualizers.drawing.Shape.Stroke;
import org.kernelscope.visualizers.drawing.Sketch;
import org.kernelscope.visualizers.drawing.Sketch.Area;

/** Draws the upper half of the spinlock view for a ticket lock. */
final class TicketCounter {
    private static final double LEFT = SpinlockVisualizer.MARGIN;
    private static final double PANEL_TOP = 32;
    private static final double PANEL_HEIGHT = 104;
    private static final double GAP = 12;

    private TicketCounter() {}

    /**
     * One core's place in the queue.
     *
     * @param ticket empty while it draws one
     * @param since virtual time in cycles at which what it does began
     */
    private record Place(int core, OptionalLong ticket, String doing, long since, boolean holds) {}

    /** Returns the lower edge of what was drawn. */
    static double draw(Frame frame, LockView.Ticket lock, Sketch sketch, double width) {
        List<Place> places = places(lock);
        double right = width - LEFT;
        counter(lock, sketch);
        ring(lock, sketch);
        sentences(lock, places, sketch, right);
        double top = PANEL_TOP + PANEL_HEIGHT + 62;
        sketch.heading("queue-heading", LEFT, top - 14, "The queue, in the order of the tickets");
        double bottom = queue(frame, places, sketch, right, top);
        return apart(frame, places, sketch, right, bottom + GAP);
    }

    private static void counter(LockView.Ticket lock, Sketch sketch) {
        Area serving = new Area(LEFT, PANEL_TOP, 190, PANEL_HEIGHT);
        Area next = new Area(serving.right() + 14, PANEL_TOP, 160, PANEL_HEIGHT);
        sketch.heading("lock-heading", LEFT, 20, "The counter, two words in one cache line");
        sketch.box("serving", serving, 12, Tone.SUNKEN, Fill.SOLID, Stroke.THIN, "the ticket that may enter");
        sketch.box("next", next, 12, Tone.LINE, Fill.NONE, Stroke.DASHED, "the ticket that the next core draws");
        figure(sketch, "serving", serving, "NOW SERVING", lock.nowServing(), Tone.HIGHLIGHT);
        figure(sketch, "next", next, "NEXT TICKET", lock.nextTicket(), Tone.TEXT);
        String where = "line " + Words.address(lock.address()) + ": next_ticket +0, now_serving +4";
        sketch.label("counter-line", LEFT, PANEL_TOP + PANEL_HEIGHT + 18, where, Lettering.MONO_SMALL, Tone.MUTED);
    }

    private static void figure(Sketch sketch, String id, Area area, String caption, long value, Role role) {
        String text = Long.toString(value);
        Lettering type =
                Metrics.width(text, Lettering.DISPLAY) > area.width() - 24 ? Lettering.TITLE : Lettering.DISPLAY;
        sketch.label(
                id + "-caption", area.centreX(), area.y() + 24, caption, Lettering.HEADING, Anchor.MIDDLE, Tone.MUTED);
        sketch.label(id + "-figure", area.centreX(), area.y() + 80, text, type, Anchor.MIDDLE, role);
    }

    private static void ring(LockView.Ticket lock, Sketch sketch) {
        double x = 450;
        double y = PANEL_TOP + PANEL_HEIGHT / 2;
        Role role =
                lock.holder().<Role>map(holder -> new Role.Core(holder.core())).orElse(Tone.LINE);
        Fill fill = lock.holder().isPresent() ? Fill.TINT : Fill.NONE;
        Stroke stroke = lock.holder().isPresent() ? Stroke.BOLD : Stroke.DASHED;
        sketch.ring("lock-ring", x, y, 42, role, fill, stroke, "the lock " + lock.name());
        String who = lock.holder().map(holder -> "core " + holder.core()).orElse("free");
        String what = lock.holder()
                .map(holder -> holder.releasing() ? "releases" : "holds it")
                .orElse("nobody");
        Role ink = lock.holder().isPresent() ? role : Tone.TEXT;
        sketch.label("ring-who", x, y + 1, who, Lettering.STRONG, Anchor.MIDDLE, ink);
        sketch.label("ring-what", x, y + 17, what, Lettering.SMALL, Anchor.MIDDLE, Tone.TEXT);
    }

    private static void sentences(LockView.Ticket lock, List<Place> places, Sketch sketch, double right) {
        double x = 516;
        double room = right - x;
        long waiting = lock.waiters().stream().filter(Waiter::queued).count();
        String who = waiting == 0 ? "nobody waits" : waiting == 1 ? "one core waits" : waiting + " cores wait";
        sketch.label(
                "queue-length",
                x,
                PANEL_TOP + 38,
                Metrics.fit(who, Lettering.STRONG, room),
                Lettering.STRONG,
                Tone.TEXT);
        String entry = places.stream()
                .filter(place -> !place.holds() && place.ticket().isPresent())
                .findFirst()
                .map(place -> String.format(
                        Locale.ROOT,
                        "core %d enters at %d",
                        place.core(),
                        place.ticket().getAsLong()))
                .orElse("the next core enters at once");
        sketch.label(
                "queue-entry", x, PANEL_TOP + 60, Metrics.fit(entry, Lettering.BODY, room), Lettering.BODY, Tone.TEXT);
        String why = "All who wait watch the same line.";
        sketch.label(
                "queue-why", x, PANEL_TOP + 80, Metrics.fit(why, Lettering.BODY, room), Lettering.BODY, Tone.MUTED);
    }

    private static List<Place> places(LockView.Ticket lock) {
        List<Place> places = new ArrayList<>();
        lock.holder().ifPresent(holder -> places.add(holding(lock, holder)));
        for (Waiter waiter : lock.waiters()) {
            OptionalLong ticket = waiter.ticket().isPresent()
                    ? OptionalLong.of(waiter.ticket().getAsInt())
                    : OptionalLong.empty();
            boolean called = lock.holder().isEmpty() && ticket.isPresent() && ticket.getAsLong() == lock.nowServing();
            String doing = ticket.isEmpty() ? "draws" : called ? "is called" : "spins";
            places.add(new Place(waiter.core(), ticket, doing, waiter.since(), false));
        }
        return places;
    }

    private static Place holding(LockView.Ticket lock, Holder holder) {
        String doing = holder.releasing() ? "releases" : "holds";
        return new Place(holder.core(), OptionalLong.of(lock.nowServing()), doing, holder.since(), true);
    }

    private static double queue(Frame frame, List<Place> places, Sketch sketch, double right, double top) {
        boolean many = frame.cores().size() > 8;
        double gap = many ? GAP : 22;
        int columns = many ? (int) ((right - LEFT + gap) / (118 + gap)) : 4;
        double width = (right - LEFT + gap) / columns - gap;
        double height = many ? 50 : 70;
        if (places.isEmpty()) {
            Area area = new Area(LEFT, top, width, height);
            sketch.box("queue-empty", area, 10, Tone.LINE, Fill.NONE, Stroke.DASHED, "");
            sketch.label(
                    "queue-empty-text",
                    area.centreX(),
                    area.centreY() + 5,
                    "nobody asks",
                    Lettering.BODY,
                    Anchor.MIDDLE,
                    Tone.MUTED);
            return area.bottom();
        }
        for (int i = 0; i < places.size(); i++) {
            double x = LEFT + (i % columns) * (width + gap);
            double y = top + Math.floorDiv(i, columns) * (height + GAP);
            Area area = new Area(x, y, width, height);
            card(frame, places.get(i), sketch, area);
            if (!many && i % columns > 0) {
                behind(sketch, places.get(i).core(), area, gap);
            }
        }
        return top + Math.ceilDiv(places.size(), columns) * (height + GAP) - GAP;
    }

    private static void behind(Sketch sketch, int core, Area area, double gap) {
        Point from = new Point(area.x() - 2, area.centreY());
        Point to = new Point(area.x() - gap + 2, area.centreY());
        sketch.arrow("core-" + core + "-behind", List.of(from, to), true, Tone.LINE, Stroke.BOLD, "waits behind");
    }

    private static void card(Frame frame, Place place, Sketch sketch, Area area) {
        String id = "core-" + place.core();
        Role core = new Role.Core(place.core());
        Role ink = place.holds() ? new Role.Ink(core) : core;
        Role quiet = place.holds() ? new Role.Ink(core) : Tone.TEXT;
        String waited = Words.count(frame.time() - place.since()) + " cycles";
        Fill fill = place.holds() ? Fill.SOLID : Fill.TINT;
        Stroke stroke = place.ticket().isPresent() ? Stroke.BOLD : Stroke.DASHED;
        CodeLocation location = frame.cores().get(place.core()).location();
        String what = place.ticket().isPresent() ? place.doing() : "draws a ticket";
        String tip = "core " + place.core() + " " + what + ", " + waited + Words.whereabouts(location);
        sketch.box(id, area, 10, core, fill, stroke, tip);
        double left = area.x() + 12;
        double right = area.right() - 12;
        String ticket = place.ticket().isPresent() ? "#" + place.ticket().getAsLong() : "–";
        sketch.label(id + "-name", left, area.y() + 21, "core " + place.core(), Lettering.STRONG, ink);
        sketch.label(id + "-ticket", right, area.y() + 21, ticket, Lettering.MONO_STRONG, Anchor.END, ink);
        String doing = area.width() > 150 ? place.doing() + " · " + waited : place.doing();
        double room = area.width() - 24;
        sketch.label(
                id + "-doing", left, area.y() + 40, Metrics.fit(doing, Lettering.SMALL, room), Lettering.SMALL, quiet);
        if (area.height() > 60) {
            sketch.label(
                    id + "-place",
                    left,
                    area.y() + 58,
                    Metrics.fit(Words.place(location), Lettering.MONO_SMALL, room),
                    Lettering.MONO_SMALL,
                    quiet);
        }
    }

    private static double apart(Frame frame, List<Place> places, Sketch sketch, double right, double top) {
        Set<Integer> queued = places.stream().map(Place::core).collect(Collectors.toSet());
        List<Apart.Chip> chips = frame.cores().stream()
                .filter(core -> !queued.contains(core.id()))
                .map((CoreView core) -> Apart.chip(frame, core))
                .toList();
        return chips.isEmpty() ? top - GAP : Apart.draw(sketch, chips, LEFT, top, right, 140);
    }
}
