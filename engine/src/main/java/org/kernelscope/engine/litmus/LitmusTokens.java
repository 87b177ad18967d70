/* The words of a litmus test, with the lines on which they stand. */
package org.kernelscope.engine.litmus;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kernelscope.engine.UserMistake;

/** A list of words that is read from left to right. Comments, (* between these *), are none. */
final class LitmusTokens {
    private static final Pattern WORD =
            Pattern.compile("\\s+|(-?0[xX][0-9A-Fa-f]+|-?\\d+|[A-Za-z_][\\w.']*|/\\\\|\\\\/|<>|.)", Pattern.DOTALL);

    private final String file;
    private final List<Token> tokens = new ArrayList<>();
    private final int lastLine;
    private int next;

    private record Token(String text, int line) {}

    /** The words of a text whose first line has this number. */
    LitmusTokens(String file, String text, int firstLine) {
        this.file = file;
        int line = firstLine;
        Matcher word = WORD.matcher(text);
        while (word.find()) {
            if (word.group(1) != null) {
                tokens.add(new Token(word.group(1), line));
            }
            line += (int) word.group().chars().filter(c -> c == '\n').count();
        }
        lastLine = tokens.isEmpty() ? firstLine : tokens.getLast().line();
    }

    boolean atEnd() {
        return next == tokens.size();
    }

    /** Whether the next word is this one. */
    boolean sees(String text) {
        return !atEnd() && tokens.get(next).text().equals(text);
    }

    /** Takes the next word if it is this one. */
    boolean takes(String text) {
        boolean is = sees(text);
        next += is ? 1 : 0;
        return is;
    }

    String word(String wanted) throws UserMistake {
        if (atEnd()) {
            throw mistake("the text ends where " + wanted + " should follow");
        }
        return tokens.get(next++).text();
    }

    void expect(String text) throws UserMistake {
        if (!takes(text)) {
            throw mistake("'" + text + "' should follow"
                    + (atEnd() ? "" : ", not '" + tokens.get(next).text() + "'"));
        }
    }

    String name(String wanted) throws UserMistake {
        String word = word(wanted);
        if (!word.matches("[A-Za-z_][\\w.']*")) {
            next--;
            throw mistake(wanted + " should follow, not '" + word + "'");
        }
        return word;
    }

    int number(String wanted) throws UserMistake {
        String word = word(wanted);
        try {
            long value = Long.decode(word);
            if (value < Integer.MIN_VALUE || value > 0xFFFF_FFFFL) {
                throw mistake(word + " does not fit into 32 bits");
            }
            return (int) value;
        } catch (NumberFormatException _) {
            next--;
            throw mistake(wanted + " should follow, not '" + word + "'");
        }
    }

    boolean seesNumber() {
        return !atEnd() && tokens.get(next).text().matches("-?\\d.*");
    }

    /** What is wrong at the next word. */
    UserMistake mistake(String what) {
        int line = atEnd() ? lastLine : tokens.get(next).line();
        return new UserMistake(file + ":" + line + ": " + what + ".");
    }
}
