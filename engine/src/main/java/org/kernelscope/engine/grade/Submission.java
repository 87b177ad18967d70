/* What a student handed in. */
package org.kernelscope.engine.grade;

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

    static Submission of(String name, String text, List<String> notes) {
        return new Submission(name, Optional.of(text), Optional.empty(), notes);
    }

    static Submission unusable(String name, String problem, List<String> notes) {
        return new Submission(name, Optional.empty(), Optional.of(problem), notes);
    }
}
