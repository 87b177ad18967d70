/* Finds the functions that a header declares, with the first sentences of their contracts. */
package org.kernelscope.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the functions that a header declares, with the first sentences of their contracts. A declaration begins at the
 * margin; its contract is the comment before it, which also covers the functions that follow without one of their own.
 */
final class HeaderText {
    private static final Pattern FUNCTION =
            Pattern.compile("(?:static inline )?[A-Za-z_][A-Za-z0-9_ ]*[ *]\\**[a-z_][a-z0-9_]*\\(.*");
    private static final Pattern SENTENCE = Pattern.compile("(.*?[.])(?:\\s.*|$)", Pattern.DOTALL);
    private static final Pattern ABBREVIATION = Pattern.compile(".*\\b(?:e\\.g|i\\.e|vs|SDM)\\.", Pattern.DOTALL);

    private final String path;
    private final List<String> lines;
    private final List<Primitive> found = new ArrayList<>();
    private String contract = "";

    private HeaderText(String path, List<String> lines) {
        this.path = path;
        this.lines = lines;
    }

    /** The functions in the order of the header. */
    static List<Primitive> functions(String path, String text) {
        HeaderText header = new HeaderText(path, text.lines().toList());
        int at = 0;
        while (at < header.lines.size()) {
            at = header.read(at);
        }
        return List.copyOf(header.found);
    }

    /** Takes in what begins at this line; returns where the next begins. */
    private int read(int at) {
        String line = lines.get(at);
        if (line.startsWith("/*")) {
            return readComment(at);
        }
        if (line.startsWith("#")) {
            contract = "";
            return skip(at, line.endsWith("\\"));
        }
        if (FUNCTION.matcher(line).matches() && !line.startsWith("typedef") && !line.startsWith("extern")) {
            return readFunction(at);
        }
        if (!line.isBlank() && Character.isLetter(line.charAt(0))) {
            contract = "";
        }
        return at + 1;
    }

    private int skip(int at, boolean continues) {
        int next = at + 1;
        while (continues && next < lines.size()) {
            continues = lines.get(next++).endsWith("\\");
        }
        return next;
    }

    private int readComment(int at) {
        StringBuilder text = new StringBuilder();
        int next = at;
        boolean open = true;
        while (open && next < lines.size()) {
            String line = lines.get(next++);
            open = !line.contains("*/");
            text.append(line.replace("/*", "").replace("*/", "").strip()).append(' ');
        }
        contract = firstSentence(text.toString().strip());
        return next;
    }

    static String firstSentence(String text) {
        int end = 0;
        while (end < text.length()) {
            Matcher sentence = SENTENCE.matcher(text.substring(end));
            if (!sentence.matches()) {
                return text;
            }
            end += sentence.end(1);
            if (!ABBREVIATION.matcher(text.substring(0, end)).matches()) {
                return text.substring(0, end);
            }
        }
        return text;
    }

    private int readFunction(int at) {
        StringBuilder text = new StringBuilder();
        int next = at;
        while (next < lines.size() && text.indexOf(";") < 0 && text.indexOf("{") < 0) {
            text.append(lines.get(next++).strip()).append(' ');
        }
        String prototype = text.toString()
                .replaceFirst("[;{].*", "")
                .strip()
                .replaceFirst("^static inline ", "")
                .replaceAll("\\s+", " ");
        found.add(new Primitive(path, at + 1, prototype, contract));
        return next;
    }
}
