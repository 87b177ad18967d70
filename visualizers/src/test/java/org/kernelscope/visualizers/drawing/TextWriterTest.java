/* The text forms of all samples against files; -Dgolden.update=true writes them anew. */
package org.kernelscope.visualizers.drawing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.kernelscope.engine.AtomicFile;
import org.kernelscope.visualizers.Visualizer;
import org.kernelscope.visualizers.Visualizers;
import org.kernelscope.visualizers.drawing.Role.Tone;
import org.kernelscope.visualizers.drawing.Shape.Fill;
import org.kernelscope.visualizers.drawing.Shape.Lettering;
import org.kernelscope.visualizers.drawing.Shape.Stroke;
import org.kernelscope.visualizers.gallery.Gallery;
import org.kernelscope.visualizers.gallery.Sample;
import org.kernelscope.visualizers.gallery.SampleFrames;

class TextWriterTest {
    static Stream<Arguments> pairs() {
        List<Arguments> pairs = new ArrayList<>();
        for (Visualizer visualizer : Visualizers.all()) {
            for (Sample sample : SampleFrames.all()) {
                pairs.add(Arguments.of(visualizer.id(), sample.id(), visualizer, sample));
            }
        }
        return pairs.stream();
    }

    @ParameterizedTest(name = "{0} of {1}")
    @MethodSource("pairs")
    void isAsTheGoldenFileSays(String id, String sampleId, Visualizer visualizer, Sample sample) throws IOException {
        Drawing drawing = visualizer.draw(sample.frame(), Gallery.viewport(visualizer, sample.frame()));
        String text = TextWriter.write(drawing);
        Path home = Path.of(System.getProperty("kscope.home", ".."));
        Path golden = home.resolve("visualizers/src/test/resources/golden/" + id + "-" + sampleId + ".txt");
        if (Boolean.getBoolean("golden.update")) {
            AtomicFile.write(golden, text);
        }
        assertEquals(Files.readString(golden), text, () -> golden + " differs; look, then -Dgolden.update=true");
    }

    @ParameterizedTest(name = "{0} of {1}")
    @MethodSource("pairs")
    void isNoWiderThanATerminal(String id, String sampleId, Visualizer visualizer, Sample sample) {
        Drawing drawing = visualizer.draw(sample.frame(), Gallery.viewport(visualizer, sample.frame()));
        int widest = TextWriter.write(drawing)
                .lines()
                .skip(2)
                .mapToInt(String::length)
                .max()
                .orElseThrow();
        assertTrue(widest <= 122, id + " of " + sampleId + " is " + widest + " columns wide");
    }

    @Test
    void drawsABoxWithItsLabel() {
        Sketch sketch = new Sketch();
        sketch.box("box", new Sketch.Area(0, 0, 68, 48), 4, Tone.SURFACE, Fill.SOLID, Stroke.THIN);
        sketch.label("label", 34, 26, "core", Lettering.BODY, Shape.Anchor.MIDDLE, Tone.TEXT);
        String expected = """
                title
                sub

                ┌────────┐
                │        │
                │  core  │
                │        │
                └────────┘
                """;
        assertEquals(expected, TextWriter.write(sketch.drawing(100, 60, "title", "sub")));
    }

    @Test
    void aLabelStaysInsideItsBox() {
        Sketch sketch = new Sketch();
        sketch.box("box", new Sketch.Area(0, 0, 68, 48), 4, Tone.SURFACE, Fill.SOLID, Stroke.THIN);
        sketch.label("fitting", 20, 26, "12345678", Lettering.BODY, Tone.TEXT);
        sketch.label("long", 20, 38, "123456789", Lettering.BODY, Tone.TEXT);
        String expected = """
                title
                sub

                ┌────────┐
                │        │
                │12345678│
                │1234567…│
                └────────┘
                """;
        assertEquals(expected, TextWriter.write(sketch.drawing(100, 60, "title", "sub")));
    }
}
