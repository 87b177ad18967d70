/* Writing a file whole or not at all. */
package org.kernelscope.visualizers.drawing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.kernelscope.engine.AtomicFile;

/** Files that appear complete or do not appear. */
public final class AtomicFiles {
    private AtomicFiles() {}

    /** What writes a file's content. */
    @FunctionalInterface
    public interface Content {
        void writeTo(Path file) throws IOException;
    }

    /** Writes beside the target and moves over it; on failure the target is as before and nothing is left behind. */
    public static void write(Path target, Content content) throws IOException {
        AtomicFile.write(target, content::writeTo);
    }

    public static void write(Path target, String text) throws IOException {
        write(target, file -> Files.writeString(file, text));
    }
}
