/* Keeps the page of the layers true; -Dgolden.update=true writes it anew. */
package org.kernelscope.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.kernelscope.kernel.BuildResult.Built;

class LayerPageTest {
    private static final Path PAGE = Path.of(System.getProperty("kscope.home"), "docs", "layers.md");

    private static List<LayerFacts> bundled() throws ToolchainException {
        List<Built> builds = new ArrayList<>();
        for (Variant variant : LayerFacts.VARIANTS) {
            builds.add(SmallKernel.built(
                    SmallKernel.builder(CacheFolder.ofUser()).build(KernelSources.bundled(), variant)));
        }
        return LayerFacts.of(KernelSources.bundled(), builds);
    }

    @Test
    void pageIsWhatTheKernelIs() throws ToolchainException, IOException {
        String page = LayerPage.of(bundled());
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(PAGE, page);
        }
        assertEquals(
                Files.readString(PAGE).replace("\r\n", "\n"),
                page,
                () -> "docs/layers.md differs; look, then -Dgolden.update=true");
    }

    @Test
    void everyLayerIsBuiltInOneOfTheVariants() throws ToolchainException {
        Layers layers = Layers.of(KernelSources.bundled());
        assertTrue(layers.bottomToTop().stream()
                .allMatch(layer -> LayerFacts.VARIANTS.stream().anyMatch(variant -> layers.isBuilt(layer, variant))));
    }

    @Test
    void factsComeFromSourcesAndObjects() throws ToolchainException, IOException {
        Path cache = Files.createTempDirectory("kscope-layers");
        try {
            Built built =
                    SmallKernel.built(SmallKernel.builder(cache).build(SmallKernel.sources(), SmallKernel.VARIANT));
            Map<String, LayerFacts> facts = LayerFacts.of(SmallKernel.sources(), List.of(built)).stream()
                    .collect(Collectors.toMap(each -> each.layer().name(), each -> each));
            assertEquals(List.of("top"), facts.get("base").calledBy());
            assertEquals(List.of("top"), facts.get("lock").calledBy());
            assertEquals(List.of("base", "lock"), facts.get("top").calls());
            assertEquals(
                    List.of("total"),
                    facts.get("top").state().stream().map(Variable::name).toList());
            assertEquals(
                    List.of("int add(int a, int b)"),
                    facts.get("base").primitives().stream()
                            .map(Primitive::prototype)
                            .toList());
            assertEquals(6, facts.get("base").linesOfC());
        } finally {
            ToolchainUnpacker.deleteTree(cache);
        }
    }
}
