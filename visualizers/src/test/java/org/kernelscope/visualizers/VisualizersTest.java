/* Every visualizer on every sample: what a drawing must hold to. */
package org.kernelscope.visualizers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kernelscope.visualizers.Visualizer.Viewport;
import org.kernelscope.visualizers.drawing.Drawing;
import org.kernelscope.visualizers.drawing.Hits;
import org.kernelscope.visualizers.drawing.Metrics;
import org.kernelscope.visualizers.drawing.Shape;
import org.kernelscope.visualizers.drawing.Shape.Arrow;
import org.kernelscope.visualizers.drawing.Shape.Box;
import org.kernelscope.visualizers.drawing.Shape.Label;
import org.kernelscope.visualizers.drawing.Shape.Ring;
import org.kernelscope.visualizers.drawing.SvgWriter;
import org.kernelscope.visualizers.drawing.Theme;
import org.kernelscope.visualizers.gallery.Gallery;
import org.kernelscope.visualizers.gallery.Sample;
import org.kernelscope.visualizers.gallery.SampleFrames;
import org.xml.sax.InputSource;

class VisualizersTest {
    private static final double TOLERANCE = 0.6;

    record Case(Visualizer visualizer, Sample sample, Viewport viewport) {
        Drawing drawing() {
            return visualizer.draw(sample.frame(), viewport);
        }

        @Override
        public String toString() {
            return visualizer.id() + " of " + sample.id() + " at " + (int) viewport.width();
        }
    }

    static Stream<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (Visualizer visualizer : Visualizers.all()) {
            for (Sample sample : SampleFrames.all()) {
                Viewport usual = Gallery.viewport(visualizer, sample.frame());
                cases.add(new Case(visualizer, sample, usual));
                cases.add(new Case(visualizer, sample, new Viewport(1400, 900, usual.from(), usual.to())));
                cases.add(new Case(visualizer, sample, new Viewport(680, 300, 0, 0)));
            }
        }
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void idsAreUniqueAndShapesLieInside(Case given) {
        Drawing drawing = given.drawing();
        Set<String> ids = new HashSet<>();
        for (Shape shape : drawing.shapes()) {
            assertTrue(ids.add(shape.id()), () -> "the id " + shape.id() + " is there twice");
            double[] edges = edges(shape);
            assertTrue(DoubleStream.of(edges).allMatch(Double::isFinite), () -> shape + " has no place");
            assertTrue(
                    edges[0] >= -TOLERANCE
                            && edges[1] >= -TOLERANCE
                            && edges[2] <= drawing.width() + TOLERANCE
                            && edges[3] <= drawing.height() + TOLERANCE,
                    () -> shape + " leaves the drawing of " + drawing.width() + " by " + drawing.height());
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void noLabelCrossesTheEdgeOfABox(Case given) {
        Drawing drawing = given.drawing();
        List<Box> boxes = drawing.shapes().stream()
                .filter(Box.class::isInstance)
                .map(Box.class::cast)
                .filter(box -> box.stroke() != Shape.Stroke.NONE && box.width() > 20)
                .toList();
        for (Shape shape : drawing.shapes()) {
            if (shape instanceof Label label) {
                boxes.forEach(box -> assertFalse(crosses(label, box), () -> label + " crosses the edge of " + box));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void labelsDoNotOverlap(Case given) {
        List<Label> labels = given.drawing().shapes().stream()
                .filter(Label.class::isInstance)
                .map(Label.class::cast)
                .toList();
        for (int i = 0; i < labels.size(); i++) {
            for (Label other : labels.subList(i + 1, labels.size())) {
                Label label = labels.get(i);
                assertFalse(overlap(edges(label), edges(other)), () -> label + " overlaps " + other);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theSvgIsWellFormed(Case given) throws Exception {
        for (Theme theme : Theme.all()) {
            String svg = SvgWriter.write(given.drawing().withHeading(), theme);
            var document = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(svg)));
            assertEquals("svg", document.getDocumentElement().getTagName());
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theSameFrameGivesTheSameDrawing(Case given) {
        assertEquals(given.drawing(), given.drawing());
    }

    private static boolean crosses(Label label, Box box) {
        double[] text = edges(label);
        double[] area = edges(box);
        boolean inside = text[0] >= area[0] - TOLERANCE
                && text[2] <= area[2] + TOLERANCE
                && text[1] >= area[1] - TOLERANCE
                && text[3] <= area[3] + TOLERANCE;
        return overlap(text, area) && !inside;
    }

    private static boolean overlap(double[] a, double[] b) {
        double slack = 1;
        return a[0] + slack < b[2] && b[0] + slack < a[2] && a[1] + slack < b[3] && b[1] + slack < a[3];
    }

    /** Left, upper, right and lower edge; of a text the box around its capitals. */
    private static double[] edges(Shape shape) {
        return switch (shape) {
            case Box b -> new double[] {b.x(), b.y(), b.x() + b.width(), b.y() + b.height()};
            case Ring r ->
                new double[] {r.x() - r.radius(), r.y() - r.radius(), r.x() + r.radius(), r.y() + r.radius()};
            case Label l -> {
                double left = Hits.left(l);
                double right =
                        left + Metrics.width(l.text(), l.type()) - l.type().spacing();
                yield new double[] {left, l.y() - l.type().size() * 0.73, right, l.y()};
            }
            case Arrow a ->
                new double[] {
                    a.points().stream().mapToDouble(Shape.Point::x).min().orElseThrow(),
                    a.points().stream().mapToDouble(Shape.Point::y).min().orElseThrow(),
                    a.points().stream().mapToDouble(Shape.Point::x).max().orElseThrow(),
                    a.points().stream().mapToDouble(Shape.Point::y).max().orElseThrow()
                };
        };
    }
}
