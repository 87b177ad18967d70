/* Makes the file that a student begins with, from the kernel's marked regions. */
package org.kernelscope.engine.grade;

import java.util.ArrayList;
import java.util.List;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.kernel.KernelSources;

/** The kernel's file with every marked region replaced by what the exercise says about it. */
public final class Starter {
    private Starter() {}

    /** The text of the file; an exercise that does not fit the kernel is refused. */
    public static String of(KernelSources kernel, Exercise exercise) throws UserMistake {
        String source = kernel.text(exercise.file())
                .orElseThrow(() -> new UserMistake("The exercise " + exercise.id() + " is about " + exercise.file()
                        + ", which the kernel does not have."));
        String begin = "/* exercise " + exercise.region() + ": begin */";
        String end = "/* exercise " + exercise.region() + ": end */";
        List<String> lines = new ArrayList<>();
        int region = 0;
        boolean inside = false;
        for (String line : source.lines().toList()) {
            if (line.strip().equals(end)) {
                inside = false;
            }
            if (!inside) {
                lines.add(line);
            }
            if (line.strip().equals(begin)) {
                inside = true;
                if (region < exercise.blanks().size()) {
                    String indent = line.substring(0, line.indexOf('/'));
                    exercise.blanks().get(region).lines().forEach(blank -> lines.add(indent + blank));
                }
                region++;
            }
        }
        if (region != exercise.blanks().size() || inside) {
            throw new UserMistake("The exercise " + exercise.id() + " has "
                    + exercise.blanks().size() + " blanks, but " + exercise.file() + " has " + region
                    + " marked regions.");
        }
        return String.join("\n", lines) + "\n";
    }
}
