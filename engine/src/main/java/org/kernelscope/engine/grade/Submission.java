/* What a student handed in. */
package org.kernelscope.engine.grade;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * What a student handed in.
 *
 * @param name how the verdict calls it
 * @param text of the exercise's file; empty where there is none that could be graded
 * @param problem why not
 * @param notes remarks, such as files that were ignored
 */
public record Submission(String name, Optional<String> text, Optional<String> problem, List<String> notes) {
    public Submission {
        notes = List.copyOf(notes);
    }

    /** SHA-256 of the text, or of the problem where there is none, in hexadecimal. */
    String contentHash() {
        try {
            byte[] content = text.or(() -> problem).orElseThrow().getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException lacking) {
            throw new AssertionError("every Java has SHA-256", lacking);
        }
    }

    /** A submission with a text. */
    public static Submission of(String name, String text, List<String> notes) {
        return new Submission(name, Optional.of(text), Optional.empty(), notes);
    }

    /** A submission that cannot be graded; the problem is the end of a sentence. */
    public static Submission unusable(String name, String problem, List<String> notes) {
        return new Submission(name, Optional.empty(), Optional.of(problem), notes);
    }
}
