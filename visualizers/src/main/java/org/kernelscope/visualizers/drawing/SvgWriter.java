/* Drawings as self-contained SVG. */
package org.kernelscope.visualizers.drawing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.kernelscope.visualizers.drawing.Shape.Arrow;
import org.kernelscope.visualizers.drawing.Shape.Box;
import org.kernelscope.visualizers.drawing.Shape.Face;
import org.kernelscope.visualizers.drawing.Shape.Fill;
import org.kernelscope.visualizers.drawing.Shape.Label;
import org.kernelscope.visualizers.drawing.Shape.Point;
import org.kernelscope.visualizers.drawing.Shape.Ring;
import org.kernelscope.visualizers.drawing.Shape.Stroke;

/** Writes SVG 1.1. Fonts are named, with families to fall back on; ids are those of the shapes. */
public final class SvgWriter {
    private final Theme theme;
    private final StringBuilder body = new StringBuilder();
    private final Map<String, String> definitions = new LinkedHashMap<>();

    private SvgWriter(Theme theme) {
        this.theme = theme;
    }

    /** The drawing as a document; the same drawing always gives the same text. */
    public static String write(Drawing drawing, Theme theme) {
        SvgWriter writer = new SvgWriter(theme);
        drawing.shapes().forEach(writer::shape);
        return writer.document(drawing);
    }

    private String document(Drawing drawing) {
        String size = "width=\"%s\" height=\"%s\"".formatted(number(drawing.width()), number(drawing.height()));
        String box = "viewBox=\"0 0 %s %s\"".formatted(number(drawing.width()), number(drawing.height()));
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                + "<svg xmlns=\"http://www.w3.org/2000/svg\" " + size + " " + box + " role=\"img\">\n"
                + "<title>" + escaped(drawing.title()) + "</title>\n"
                + "<desc>" + escaped(drawing.subtitle()) + "</desc>\n"
                + "<defs>\n" + String.join("", definitions.values()) + "</defs>\n"
                + "<rect width=\"100%\" height=\"100%\" fill=\""
                + theme.background().hex() + "\"/>\n"
                + body + "</svg>\n";
    }

    private void shape(Shape shape) {
        String tip =
                shape.tip().map(text -> "<title>" + escaped(text) + "</title>").orElse("");
        body.append("<g id=\"").append(escaped(shape.id())).append("\">").append(tip);
        switch (shape) {
            case Box box -> box(box);
            case Ring ring -> ring(ring);
            case Label label -> label(label);
            case Arrow arrow -> arrow(arrow);
        }
        body.append("</g>\n");
    }

    private void box(Box box) {
        String rectangle = "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" rx=\"%s\""
                .formatted(
                        number(box.x()),
                        number(box.y()),
                        number(box.width()),
                        number(box.height()),
                        number(Math.min(box.radius(), Math.min(box.width(), box.height()) / 2)));
        body.append(rectangle)
                .append(fill(box.role(), box.fill()))
                .append(stroke(box.stroke(), box.role()))
                .append("/>");
        if (box.fill() == Fill.SOLID && Theme.leftward(box.role())) {
            Colour ink = theme.colour(new Role.Ink(box.role()));
            String pattern = pattern("pin-" + ink.hex().substring(1), ink.withOpacity(0.16), true, "");
            body.append(rectangle).append(" fill=\"url(#").append(pattern).append(")\"/>");
        }
    }

    private void ring(Ring ring) {
        body.append("<circle cx=\"%s\" cy=\"%s\" r=\"%s\""
                        .formatted(number(ring.x()), number(ring.y()), number(ring.radius())))
                .append(fill(ring.role(), ring.fill()))
                .append(stroke(ring.stroke(), ring.role()))
                .append("/>");
    }

    private void label(Label label) {
        Shape.Lettering type = label.type();
        boolean mono = type.face() == Face.MONO || type.face() == Face.MONO_STRONG;
        boolean strong = type.face() == Face.SANS_STRONG || type.face() == Face.MONO_STRONG;
        String family = mono ? "'JetBrains Mono', ui-monospace, monospace" : "Inter, system-ui, sans-serif";
        String anchor = switch (label.anchor()) {
            case START -> "start";
            case MIDDLE -> "middle";
            case END -> "end";
        };
        body.append("<text x=\"%s\" y=\"%s\" font-family=\"%s\" font-size=\"%s\" fill=\"%s\" text-anchor=\"%s\""
                .formatted(
                        number(label.x()),
                        number(label.y()),
                        family,
                        number(type.size()),
                        theme.colour(label.role()).hex(),
                        anchor));
        if (strong) {
            body.append(" font-weight=\"").append(mono ? 700 : 600).append('"');
        }
        if (type.spacing() > 0) {
            body.append(" letter-spacing=\"").append(number(type.spacing())).append('"');
        }
        body.append('>').append(escaped(label.text())).append("</text>");
    }

    private void arrow(Arrow arrow) {
        String head = arrow.head() ? " marker-end=\"url(#" + marker(arrow.role()) + ")\"" : "";
        body.append("<path d=\"").append(path(arrow.points())).append("\" fill=\"none\"");
        body.append(stroke(arrow.stroke(), arrow.role())).append(head).append("/>");
    }

    private static String path(List<Point> points) {
        String start = "M" + number(points.getFirst().x()) + ","
                + number(points.getFirst().y());
        String rest = points.stream()
                .skip(1)
                .map(point -> number(point.x()) + "," + number(point.y()))
                .collect(Collectors.joining(" "));
        return start + (points.size() == 4 ? " C" : " L") + rest;
    }

    private String fill(Role role, Fill fill) {
        if (fill == Fill.HATCH) {
            boolean leftward = Theme.leftward(role);
            Colour ground = theme.ground(role, fill).orElseThrow();
            Colour stripes = theme.stripes(role);
            String id = "hatch-" + stripes.hex().substring(1) + (leftward ? "-left" : "");
            String back = "<rect width=\"%s\" height=\"%s\" fill=\"%s\"/>"
                    .formatted(number(Stripes.PITCH), number(Stripes.PITCH), ground.hex());
            return " fill=\"url(#" + pattern(id, stripes, leftward, back) + ")\"";
        }
        return theme.ground(role, fill)
                .map(colour -> " fill=\"" + colour.hex() + "\"" + opacity(colour))
                .orElse(" fill=\"none\"");
    }

    private String pattern(String id, Colour colour, boolean leftward, String ground) {
        String side = number(Stripes.PITCH);
        String way = leftward ? "M0,0 L" + side + "," + side : "M0," + side + " L" + side + ",0";
        definitions.putIfAbsent(
                id,
                "<pattern id=\"%s\" width=\"%s\" height=\"%s\" patternUnits=\"userSpaceOnUse\">%s<path d=\"%s\" stroke=\"%s\" stroke-opacity=\"%s\" stroke-width=\"%s\" stroke-linecap=\"square\"/></pattern>\n"
                        .formatted(
                                id,
                                side,
                                side,
                                ground,
                                way,
                                colour.hex(),
                                number(colour.opacity()),
                                number(Stripes.THICKNESS)));
        return id;
    }

    private String marker(Role role) {
        String colour = theme.outline(role).hex();
        String id = "head-" + colour.substring(1);
        definitions.putIfAbsent(
                id,
                "<marker id=\"%s\" markerUnits=\"userSpaceOnUse\" markerWidth=\"10\" markerHeight=\"8\" refX=\"10\" refY=\"4\" orient=\"auto\"><path d=\"M0,0 L10,4 L0,8 z\" fill=\"%s\"/></marker>\n"
                        .formatted(id, colour));
        return id;
    }

    private String stroke(Stroke stroke, Role role) {
        String colour = " stroke=\"" + theme.outline(role).hex() + "\" stroke-width=\"";
        return switch (stroke) {
            case NONE -> "";
            case THIN -> colour + "1.2\"";
            case BOLD -> colour + "2.2\"";
            case DASHED -> colour + "1.8\" stroke-dasharray=\"5 4\"";
        };
    }

    private static String opacity(Colour colour) {
        return colour.opacity() < 1 ? " fill-opacity=\"" + number(colour.opacity()) + "\"" : "";
    }

    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.2f", value);
        return text.replaceAll("\\.?0+$", "");
    }

    private static String escaped(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                default -> out.appendCodePoint(c >= ' ' || c == '\n' || c == '\t' ? c : 0xfffd);
            }
        });
        return out.toString();
    }
}
