/* Tests the reading of layers.txt. */
package org.kernelscope.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kernelscope.kernel.Variant.Lock;

class LayersTest {

    @Test
    void layersStandInTheOrderOfTheFile() {
        Layers layers = Layers.of(SmallKernel.sources());
        assertEquals(
                new Layer("ticket_lock", "locks", Optional.of("lock"), "Serves by number."),
                layers.bottomToTop().get(2));
        assertEquals(5, layers.bottomToTop().size());
        assertEquals(
                layers.rank(layers.named("lock").orElseThrow()),
                layers.rank(layers.named("mcs_lock").orElseThrow()));
        assertEquals(Optional.of("top"), layers.ofFile("top/top.c").map(Layer::name));
        assertEquals(Optional.empty(), layers.ofFile("link.ld"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "base machine | layers.txt:1: error: a layer needs a name, a group and a sentence",
                "Base machine It. | layers.txt:1: error: a layer needs a name, a group and a sentence",
                "'a m It.¶a m It.' | layers.txt:2: error: the layer a is listed twice",
                "'# x¶a m (implements b) It.' | layers.txt:2: error: a implements b, which is no layer below it"
            })
    void mistakesAreNamed(String text, String expected) {
        KernelSources sources = KernelSources.of(Map.of(Layers.FILE, text.replace('¶', '\n')));
        assertEquals(expected + "\n", SmallKernel.lines(Layers.read(sources).problems()));
    }

    @Test
    void eachInterfaceHasExactlyOneImplementationInABuild() {
        String list = "lock m It.%nticket_lock m (implements lock) It.%nguard m It.%nother m (implements guard) It.%n"
                .formatted();
        Layers.Reading wrong = Layers.read(KernelSources.of(Map.of(Layers.FILE, list)));
        assertEquals(
                "layers.txt: error: no layer of the build implements guard; builds choose among ticket_lock,"
                        + " fine_guard, cooperative, padded\n",
                SmallKernel.lines(wrong.layers().choiceProblems(SmallKernel.VARIANT)));
        Layers.Reading twice =
                Layers.read(KernelSources.of(Map.of(Layers.FILE, list + "padded m (implements lock) It.\n")));
        assertEquals(
                "layers.txt: error: ticket_lock and padded both implement lock in one build",
                twice.layers().choiceProblems(SmallKernel.VARIANT).getFirst().toString());
    }

    @Test
    void missingListIsNamed() {
        assertEquals(
                "layers.txt: error: the list of layers is missing\n",
                SmallKernel.lines(Layers.read(KernelSources.of(Map.of())).problems()));
    }

    @Test
    void bundledKernelHasItsLayers() {
        Layers.Reading reading = Layers.read(KernelSources.bundled());
        assertEquals("", SmallKernel.lines(reading.problems()));
        for (Lock lock : Lock.values()) {
            assertTrue(reading.layers().named(lock.folder()).isPresent());
        }
    }
}
