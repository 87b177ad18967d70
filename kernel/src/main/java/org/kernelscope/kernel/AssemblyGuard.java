/* Refuses assembler text that reads files or could make a directive that does. */
package org.kernelscope.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Refuses assembler text that reads files or could make a directive that does. Only directives of a list are accepted,
 * written whole: a statement that begins with a macro's argument or with an operand could become any directive.
 */
final class AssemblyGuard {
    private final List<Diagnostic> problems = new ArrayList<>();
    private String file;
    private int line;

    private AssemblyGuard(String file, int line) {
        this.file = file;
        this.line = line;
    }

    /** The template of one asm statement in C, decoded; {@code line} is where it begins. */
    static List<Diagnostic> checkTemplate(String file, int line, String template) {
        AssemblyGuard guard = new AssemblyGuard(file, line);
        for (String text : template.split("\n", -1)) {
            guard.checkLine(text);
        }
        if (template.contains("/*")) {
            guard.problem("a comment inside assembler text is not accepted; write it outside the string");
        }
        boolean hasDirective = template.contains(".");
        if (hasDirective && (template.contains("{") || template.contains("|"))) {
            guard.problem("assembler text with alternatives in braces is not accepted");
        }
        return guard.problems;
    }

    /** A whole assembler file after the preprocessor; its line markers say what stood where. */
    static List<Diagnostic> checkFile(String file, String preprocessed) {
        AssemblyGuard guard = new AssemblyGuard(file, 0);
        for (String text : preprocessed.split("\n", -1)) {
            if (text.startsWith("# ") && guard.takeMarker(text)) {
                continue;
            }
            guard.line++;
            guard.checkLine(text);
        }
        return guard.problems;
    }

    /** Follows {@code # LINE "FILE" ...}: what comes next stood there. */
    private boolean takeMarker(String text) {
        String[] parts = text.split(" ", 4);
        if (parts.length < 3 || !parts[1].matches("[0-9]{1,9}") || !parts[2].matches("\"[^\"\\\\]*\"")) {
            return false;
        }
        line = Integer.parseInt(parts[1]) - 1;
        file = CompilerMessages.relative(parts[2].substring(1, parts[2].length() - 1));
        return true;
    }

    private void checkLine(String text) {
        if (text.contains("/*") || text.contains("*/")) {
            problem("a comment inside assembler text is not accepted here");
        }
        if (text.toLowerCase(Locale.ROOT).contains("incbin")) {
            problem(".incbin is not accepted: a kernel's sources are all that goes into it");
        }
        for (String statement : statements(text)) {
            checkStatement(withoutLabels(statement.strip()));
        }
    }

    /** The statements of a line: parted by ';' outside of quotes. */
    private List<String> statements(String text) {
        List<String> statements = new ArrayList<>();
        StringBuilder statement = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            }
            if (c == '\\' && quoted && i + 1 < text.length()) {
                statement.append(c).append(text.charAt(++i));
            } else if (c == ';' && !quoted) {
                statements.add(statement.toString());
                statement.setLength(0);
            } else {
                statement.append(c);
            }
            if (c == '\'' && !quoted) {
                problem("a character in single quotes is not accepted in assembler text; write its number");
            }
        }
        if (quoted) {
            problem("a string in assembler text does not end on its line");
        }
        statements.add(statement.toString());
        return statements;
    }

    private static String withoutLabels(String statement) {
        String rest = statement;
        for (int colon = labelEnd(rest); colon > 0; colon = labelEnd(rest)) {
            rest = rest.substring(colon + 1).strip();
        }
        return rest;
    }

    private static int labelEnd(String statement) {
        int i = 0;
        while (i < statement.length() && isNamePart(statement.charAt(i))) {
            i++;
        }
        return i > 0 && i < statement.length() && statement.charAt(i) == ':' ? i : 0;
    }

    private static boolean isNamePart(char c) {
        return Character.isLetterOrDigit(c)
                || c == '_'
                || c == '.'
                || c == '$'
                || c == '%'
                || c == '='
                || c == '\\'
                || c == '@';
    }

    private void checkStatement(String statement) {
        if (statement.isEmpty() || statement.startsWith("#") || statement.startsWith("//")) {
            return;
        }
        String first = statement.split("[ \t]", 2)[0];
        if (first.startsWith(".")) {
            checkDirective(first, statement);
        } else if (first.contains("\\") || first.contains("%") || !Character.isLetter(first.charAt(0))) {
            problem("\"" + first
                    + "\" begins a statement of assembler text; begin it with an instruction or a directive");
        }
        boolean mayQuote = Directive.ASSEMBLER_WITH_TEXT.contains(first.toLowerCase(Locale.ROOT));
        if (statement.contains("\"") && !mayQuote) {
            problem("text in quotes is not accepted in \"" + first + "\"");
        }
    }

    private void checkDirective(String name, String statement) {
        boolean assigns = statement.substring(name.length()).strip().startsWith("=");
        if (!assigns && !Directive.ASSEMBLER.contains(name.toLowerCase(Locale.ROOT))) {
            problem("the assembler directive \"" + name + "\" is not accepted");
        }
    }

    private void problem(String text) {
        problems.add(Diagnostic.error(file, line, text));
    }
}
