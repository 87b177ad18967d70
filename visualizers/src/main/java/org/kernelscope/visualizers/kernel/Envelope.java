/* A message as every diagram shows it: an envelope, with a square on it where a page travels along. */
package org.kernelscope.visualizers.kernel;

import java.util.List;
import java.util.stream.Collectors;
import org.kernelscope.engine.view.ChannelView.Message;
import org.kernelscope.visualizers.Words;
import org.kernelscope.visualizers.drawing.Role;
import org.kernelscope.visualizers.drawing.Shape.Fill;
import org.kernelscope.visualizers.drawing.Shape.Point;
import org.kernelscope.visualizers.drawing.Shape.Stroke;
import org.kernelscope.visualizers.drawing.Sketch;
import org.kernelscope.visualizers.drawing.Sketch.Area;

/** In the colour of its sender. */
public final class Envelope {
    public static final double WIDTH = 30;
    public static final double HEIGHT = 20;

    private static final double PAGE = 9;

    private Envelope() {}

    public static void draw(Sketch sketch, String id, Message message, Role role, double x, double y) {
        Area area = new Area(x, y, WIDTH, HEIGHT);
        String tip = tip(message);
        sketch.box(id, area, 3, role, Fill.TINT, Stroke.THIN, tip);
        Point fold = new Point(area.centreX(), area.y() + 11);
        Point left = new Point(area.x() + 2, area.y() + 2);
        Point right = new Point(area.right() - 2, area.y() + 2);
        sketch.arrow(id + "-flap-left", List.of(left, fold), false, role, Stroke.THIN, tip);
        sketch.arrow(id + "-flap-right", List.of(right, fold), false, role, Stroke.THIN, tip);
        if (message.grant().isPresent()) {
            Area page = new Area(area.right() - PAGE + 3, area.bottom() - PAGE + 3, PAGE, PAGE);
            sketch.box(id + "-page", page, 1, role, Fill.SOLID, Stroke.NONE, tip);
        }
    }

    /** {@code 4 words: 0, 41, 500, 7}. */
    public static String words(Message message) {
        String head = message.head().stream().map(String::valueOf).collect(Collectors.joining(", "));
        String rest = message.words() > message.head().size() ? ", …" : "";
        return message.words()
                + (message.words() == 1 ? " word" : " words")
                + (head.isEmpty() ? "" : ": " + head + rest);
    }

    /** All that is known of a message. */
    public static String tip(Message message) {
        String grant = message.grant().isPresent()
                ? ", and the page at " + Words.address(message.grant().getAsInt()) + " moves with it"
                : "";
        return words(message) + grant;
    }
}
