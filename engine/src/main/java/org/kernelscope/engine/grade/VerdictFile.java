/* The file verdict.json. */
package org.kernelscope.engine.grade;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.kernelscope.engine.AtomicFile;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes and reads {@value #NAME}: format and version, then the verdict with the names of its Java components. */
public final class VerdictFile {
    public static final String NAME = "verdict.json";

    private static final String FORMAT = "kernelscope verdict";
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private VerdictFile() {}

    private record Content(String format, int version, Verdict verdict) {}

    /** The file's text. */
    public static String text(Verdict verdict) {
        return JSON.writeValueAsString(new Content(FORMAT, Verdict.VERSION, verdict))
                        .replace("\r\n", "\n") + "\n";
    }

    static void write(Path folder, Verdict verdict) throws IOException {
        AtomicFile.write(folder.resolve(NAME), text(verdict));
    }

    /** The verdict in a folder; empty where there is none that this version of the program has written. */
    public static Optional<Verdict> read(Path folder) throws IOException {
        Path file = folder.resolve(NAME);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            Content content = JSON.readValue(Files.readString(file), Content.class);
            boolean known = FORMAT.equals(content.format()) && content.version() == Verdict.VERSION;
            return known ? Optional.of(content.verdict()) : Optional.empty();
        } catch (JacksonException damaged) {
            return Optional.empty();
        }
    }
}
