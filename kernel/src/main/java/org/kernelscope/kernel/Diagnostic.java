/* One thing that is wrong with a kernel's sources. */
package org.kernelscope.kernel;

import java.util.Locale;
import java.util.Optional;

/**
 * One thing that is wrong with a kernel's sources.
 *
 * @param file path below the source root; empty where the message belongs to no file
 * @param line from 1; 0 where unknown
 * @param column from 1; 0 where unknown
 * @param text one sentence
 * @param fix text that the compiler proposes to put there
 */
public record Diagnostic(String file, int line, int column, Severity severity, String text, Optional<String> fix) {

    public enum Severity {
        ERROR,
        WARNING,
        NOTE
    }

    public static Diagnostic error(String file, int line, String text) {
        return new Diagnostic(file, line, 0, Severity.ERROR, text, Optional.empty());
    }

    /** {@code file:line:column: severity: text}, the parts that are unknown left out. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder(file);
        if (line > 0) {
            out.append(':').append(line);
        }
        if (column > 0) {
            out.append(':').append(column);
        }
        out.append(out.isEmpty() ? "" : ": ")
                .append(severity.name().toLowerCase(Locale.ROOT))
                .append(": ")
                .append(text);
        fix.ifPresent(proposal -> out.append(" [fix: ").append(proposal).append(']'));
        return out.toString();
    }
}
