/* Reads what clang and lld print and gives it back as diagnostics. */
package org.kernelscope.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what clang and lld print. */
final class CompilerMessages {
    private static final Pattern MESSAGE =
            Pattern.compile("([^:\n]+):(\\d{1,9}):(\\d{1,9}): (fatal error|error|warning|note): (.*)");
    private static final Pattern FIX = Pattern.compile("fix-it:\"[^\"]*\":\\{[0-9:-]+\\}:\"(.*)\"");
    private static final Pattern LINKER =
            Pattern.compile("[^ :]*lld[^ :]*: (error|warning): (?:([^ :]+):(\\d{1,9}): )?(.*)");
    private static final Pattern REFERENCE =
            Pattern.compile(">>> (?:referenced by|defined at) ([^ :]+):(\\d{1,9})(?: \\(([^ :]+):\\d+\\).*)?");

    private CompilerMessages() {}

    /** The messages of one run of clang, in order; {@code file} is blamed where a message names none. */
    static List<Diagnostic> ofClang(String file, String printed) {
        List<Diagnostic> found = new ArrayList<>();
        for (String line : printed.split("\n", -1)) {
            Matcher message = MESSAGE.matcher(line);
            Matcher fix = FIX.matcher(line);
            if (message.matches()) {
                found.add(new Diagnostic(
                        relative(message.group(1)),
                        Integer.parseInt(message.group(2)),
                        Integer.parseInt(message.group(3)),
                        severity(message.group(4)),
                        message.group(5),
                        Optional.empty()));
            } else if (fix.matches() && !found.isEmpty()) {
                found.add(withFix(found.removeLast(), fix.group(1)));
            } else if (line.startsWith("clang") && line.contains("error: ")) {
                found.add(Diagnostic.error(file, 0, line.substring(line.indexOf("error: ") + "error: ".length())));
            }
        }
        return found;
    }

    private static Diagnostic withFix(Diagnostic diagnostic, String fix) {
        return new Diagnostic(
                diagnostic.file(),
                diagnostic.line(),
                diagnostic.column(),
                diagnostic.severity(),
                diagnostic.text(),
                Optional.of(fix.replace("\\\"", "\"").replace("\\\\", "\\")));
    }

    /** The messages of one run of lld, each at the first place that it says is concerned. */
    static List<Diagnostic> ofLinker(String printed) {
        List<Diagnostic> found = new ArrayList<>();
        for (String line : printed.split("\n", -1)) {
            Matcher message = LINKER.matcher(line);
            Matcher reference = REFERENCE.matcher(line);
            if (reference.matches() && !found.isEmpty() && found.getLast().line() == 0) {
                String text = found.removeLast().text();
                found.add(Diagnostic.error(
                        relative(Optional.ofNullable(reference.group(3)).orElse(reference.group(1))),
                        Integer.parseInt(reference.group(2)),
                        text));
            } else if (message.matches()) {
                found.add(new Diagnostic(
                        Optional.ofNullable(message.group(2))
                                .map(CompilerMessages::relative)
                                .orElse(""),
                        Optional.ofNullable(message.group(3))
                                .map(Integer::parseInt)
                                .orElse(0),
                        0,
                        severity(message.group(1)),
                        message.group(4),
                        Optional.empty()));
            }
        }
        return found;
    }

    private static Diagnostic.Severity severity(String word) {
        return word.equals("fatal error")
                ? Diagnostic.Severity.ERROR
                : Diagnostic.Severity.valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** A path as the compiler prints it, below the source root. */
    static String relative(String path) {
        String cleaned = path.replace('\\', '/');
        while (cleaned.startsWith("./")) {
            cleaned = cleaned.substring(2);
        }
        return cleaned;
    }
}
