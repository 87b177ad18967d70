/* Splits a line of C into pieces by what they are. */
package org.kernelscope.app.window;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A small reader of C, one line at a time; a comment that runs over lines is recognised by its leading star. */
final class CodeColours {
    /** What a piece is. */
    enum Kind {
        PLAIN,
        KEYWORD,
        TYPE,
        NUMBER,
        STRING,
        COMMENT
    }

    /** A piece of a line. */
    record Piece(Kind kind, String text) {}

    private static final Pattern PIECES = Pattern.compile("(?<COMMENT>//.*|/\\*.*?(\\*/|$))"
            + "|(?<STRING>\"([^\"\\\\]|\\\\.)*\"|'([^'\\\\]|\\\\.)*'|^\\s*#\\s*\\w+|<\\w+\\.h>)"
            + "|(?<KEYWORD>\\b(asm|break|case|const|continue|default|do|else|enum|extern|for|goto|if|inline|return"
            + "|sizeof|static|struct|switch|typedef|union|volatile|while)\\b)"
            + "|(?<TYPE>\\b(void|int|char|unsigned|signed|long|short|bool|\\w+_t|uint\\d+|u\\d+)\\b)"
            + "|(?<NUMBER>\\b(0x[0-9a-fA-F]+|\\d+)[uUlL]*\\b)");
    private static final List<Kind> KINDS = List.of(Kind.COMMENT, Kind.STRING, Kind.KEYWORD, Kind.TYPE, Kind.NUMBER);

    private CodeColours() {}

    /** The pieces of a line, in order, which together are the line with its tabs as four spaces. */
    static List<Piece> of(String line) {
        String text = line.replace("\t", "    ");
        if (text.strip().startsWith("* ") || text.strip().startsWith("*/")) {
            return List.of(new Piece(Kind.COMMENT, text));
        }
        List<Piece> pieces = new ArrayList<>();
        Matcher matcher = PIECES.matcher(text);
        int end = 0;
        while (matcher.find()) {
            if (matcher.start() > end) {
                pieces.add(new Piece(Kind.PLAIN, text.substring(end, matcher.start())));
            }
            pieces.add(new Piece(kind(matcher), matcher.group()));
            end = matcher.end();
        }
        if (end < text.length()) {
            pieces.add(new Piece(Kind.PLAIN, text.substring(end)));
        }
        return pieces;
    }

    private static Kind kind(Matcher matcher) {
        return KINDS.stream()
                .filter(kind -> matcher.group(kind.name()) != null)
                .findFirst()
                .orElse(Kind.PLAIN);
    }
}
