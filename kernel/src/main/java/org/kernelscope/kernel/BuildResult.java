/* What a build gives: an image, or what is wrong. */
package org.kernelscope.kernel;

import java.util.List;

/** What a build gives: an image, or what is wrong. */
public sealed interface BuildResult {

    /**
     * The sources were sound.
     *
     * @param warnings what the compiler remarked, in the order of the sources
     * @param compiled the sources that were compiled this time; the others' objects were known already
     * @param uses what layers name of each other, without repetition
     */
    record Built(KernelImage image, List<Diagnostic> warnings, List<String> compiled, List<LayerUse> uses)
            implements BuildResult {
        public Built {
            warnings = List.copyOf(warnings);
            compiled = List.copyOf(compiled);
            uses = List.copyOf(uses);
        }
    }

    /** The sources were not sound; at least one diagnostic is an error. */
    record Failed(List<Diagnostic> diagnostics) implements BuildResult {
        public Failed {
            diagnostics = List.copyOf(diagnostics);
        }
    }
}
