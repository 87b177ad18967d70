/* A file of instruction vectors, read line by line. */
package org.kernelscope.hw.vector;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.kernelscope.hw.ImageException;

/** One JSON object a line; compressed where the name ends in {@code .gz}. */
public final class VectorFile implements AutoCloseable {
    private final String name;
    private final BufferedReader reader;
    private int line;

    private VectorFile(String name, BufferedReader reader) {
        this.name = name;
        this.reader = reader;
    }

    /** Reads a file with this name from its bytes; one that is named as compressed and is not is a user's mistake. */
    public static VectorFile open(String name, InputStream bytes) throws IOException, ImageException {
        try {
            InputStream plain = name.endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
            return new VectorFile(
                    name, new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8.newDecoder())));
        } catch (ZipException | EOFException _) {
            bytes.close();
            throw new ImageException(name + " is not compressed with gzip, as its name says.");
        }
    }

    /** The next vector, or empty at the end; what is no vector is a user's mistake. */
    public Optional<Vector> next() throws IOException, ImageException {
        try {
            String text = reader.readLine();
            while (text != null && text.isBlank()) {
                line++;
                text = reader.readLine();
            }
            if (text == null) {
                return Optional.empty();
            }
            line++;
            return Optional.of(Vector.parse(text));
        } catch (ZipException | EOFException _) {
            throw new ImageException(name + " is truncated or damaged after line " + line + ".");
        } catch (CharacterCodingException _) {
            throw new ImageException(name + " is no text in UTF-8 after line " + line + ".");
        } catch (ImageException wrong) {
            throw new ImageException(name + ":" + line + ": " + wrong.getMessage() + ".");
        }
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
