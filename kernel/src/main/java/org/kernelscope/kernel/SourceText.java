/* One source file as the compiler sees it after splicing lines and dropping comments: tokens with their lines. */
package org.kernelscope.kernel;

import java.util.ArrayList;
import java.util.List;

/**
 * One source file as the compiler sees it after translation phases 1 to 3 (C17, 5.1.1.2): lines spliced, comments
 * dropped, split into tokens. What the compiler might read otherwise than we do is reported as a problem.
 */
final class SourceText {
    enum Kind {
        WORD,
        STRING,
        CHARACTER,
        MARK,
        LINE_END,
        /** What stands after #include and its like: a name in quotes or angle brackets, as written. */
        HEADER
    }

    /** One token: its text as written and the physical line on which it begins, from 1. */
    record Token(Kind kind, String text, int line) {
        boolean is(String wanted) {
            return text.equals(wanted);
        }
    }

    private static final String TRIGRAPHS = "=/'()!<>-";

    private final String file;
    private final StringBuilder characters = new StringBuilder();
    private final List<Integer> lines = new ArrayList<>();
    private final List<Token> tokens = new ArrayList<>();
    private final List<Diagnostic> problems = new ArrayList<>();
    private int at;

    private SourceText(String file) {
        this.file = file;
    }

    static SourceText scan(String file, String text) {
        SourceText scanned = new SourceText(file);
        scanned.splice(text);
        scanned.tokenize();
        return scanned;
    }

    String file() {
        return file;
    }

    List<Token> tokens() {
        return List.copyOf(tokens);
    }

    List<Diagnostic> problems() {
        return List.copyOf(problems);
    }

    private void splice(String text) {
        int line = 1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\r') {
                if (i + 1 >= text.length() || text.charAt(i + 1) != '\n') {
                    problem(line, "a carriage return stands alone; end lines with a line feed");
                }
                continue;
            }
            if (c < ' ' && c != '\n' && c != '\t') {
                problem(line, "a control character stands in the text");
            }
            if (c == '\\') {
                int next = afterSplice(text, i + 1);
                if (next > 0) {
                    line++;
                    i = next;
                    continue;
                }
            }
            characters.append(c);
            lines.add(line);
            if (c == '\n') {
                line++;
            }
        }
        findTrigraphs();
    }

    /** The index of the line feed that a backslash splices away, 0 if it splices nothing. */
    private static int afterSplice(String text, int from) {
        int i = from;
        while (i < text.length() && (text.charAt(i) == ' ' || text.charAt(i) == '\t' || text.charAt(i) == '\r')) {
            i++;
        }
        return i < text.length() && text.charAt(i) == '\n' ? i : 0;
    }

    private void findTrigraphs() {
        for (int i = characters.indexOf("??"); i >= 0; i = characters.indexOf("??", i + 1)) {
            if (i + 2 < characters.length() && TRIGRAPHS.indexOf(characters.charAt(i + 2)) >= 0) {
                problem(lines.get(i), "a trigraph is written here; write the character itself");
            }
        }
    }

    private void tokenize() {
        while (at < characters.length()) {
            char c = characters.charAt(at);
            if (c == '\n') {
                take(Kind.LINE_END, 1);
            } else if (c == ' ' || c == '\t') {
                at++;
            } else if (startsWith("//")) {
                at = lineEnd();
            } else if (startsWith("/*")) {
                skipBlockComment();
            } else if (isHeaderNameNext() && (c == '"' || c == '<')) {
                takeHeader(c == '"' ? '"' : '>');
            } else if (c == '"' || c == '\'') {
                takeQuoted(c);
            } else if (isWordPart(c)) {
                takeWord();
            } else {
                takeMark(c);
            }
        }
        tokens.add(new Token(Kind.LINE_END, "\n", lines.isEmpty() ? 1 : lines.getLast()));
    }

    private void takeMark(char c) {
        if (c > '~') {
            problem(lines.get(at), "a character outside ASCII stands in the code");
        }
        if (startsWith("%:%:")) {
            take(Kind.MARK, 4);
        } else if (startsWith("##") || startsWith("%:")) {
            take(Kind.MARK, 2);
        } else {
            take(Kind.MARK, 1);
        }
    }

    private void skipBlockComment() {
        int end = characters.indexOf("*/", at + 2);
        if (end < 0) {
            problem(lines.get(at), "a comment is never closed");
        }
        at = end < 0 ? characters.length() : end + 2;
    }

    private void takeWord() {
        int end = at;
        while (end < characters.length() && isWordPart(characters.charAt(end))) {
            end++;
        }
        take(Kind.WORD, end - at);
    }

    private void takeQuoted(char quote) {
        int end = at + 1;
        int limit = lineEnd();
        while (end < limit && characters.charAt(end) != quote) {
            end += characters.charAt(end) == '\\' ? 2 : 1;
        }
        end = Math.min(end + 1, limit);
        take(quote == '"' ? Kind.STRING : Kind.CHARACTER, end - at);
    }

    private void takeHeader(char close) {
        int end = characters.indexOf(String.valueOf(close), at + 1);
        int limit = lineEnd();
        take(Kind.HEADER, (end < 0 || end > limit ? limit : end + 1) - at);
    }

    /** Whether the tokens so far are a directive that a header's name follows. */
    private boolean isHeaderNameNext() {
        int count = tokens.size();
        return count >= 2
                && Directive.READS_FILE.contains(tokens.get(count - 1).text())
                && isHash(tokens.get(count - 2))
                && (count == 2 || tokens.get(count - 3).kind() == Kind.LINE_END);
    }

    static boolean isHash(Token token) {
        return token.kind() == Kind.MARK && (token.is("#") || token.is("%:"));
    }

    private void take(Kind kind, int length) {
        tokens.add(new Token(kind, characters.substring(at, at + length), lines.get(at)));
        at += length;
    }

    private boolean startsWith(String text) {
        return characters.length() - at >= text.length()
                && characters.substring(at, at + text.length()).equals(text);
    }

    private int lineEnd() {
        int end = characters.indexOf("\n", at);
        return end < 0 ? characters.length() : end;
    }

    private static boolean isWordPart(char c) {
        return c == '_' || c == '$' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private void problem(int line, String text) {
        problems.add(Diagnostic.error(file, line, text));
    }
}
