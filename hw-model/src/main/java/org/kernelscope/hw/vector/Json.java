/* A reader for the one-line JSON objects of the instruction vectors. */
package org.kernelscope.hw.vector;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kernelscope.hw.ImageException;

/** Objects, arrays, strings without escapes, and whole numbers. */
final class Json {
    private static final int MAX_DEPTH = 16;

    private final String text;
    private int at;
    private int depth;

    private Json(String text) {
        this.text = text;
    }

    /** The value as Map, List, String or Long. */
    static Object parse(String text) throws ImageException {
        Json json = new Json(text);
        Object value = json.value();
        json.skipBlanks();
        if (json.at != text.length()) {
            throw json.expected("the end of the line");
        }
        return value;
    }

    private Object value() throws ImageException {
        if (++depth > MAX_DEPTH) {
            throw expected("a simpler value");
        }
        Object value = switch (peek()) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> string();
            default -> number();
        };
        depth--;
        return value;
    }

    private Map<String, Object> object() throws ImageException {
        Map<String, Object> map = new LinkedHashMap<>();
        at++;
        if (took('}')) {
            return map;
        }
        do {
            if (peek() != '"') {
                throw expected("a key in quotes");
            }
            String key = string();
            if (!took(':')) {
                throw expected("':'");
            }
            map.put(key, value());
        } while (took(','));
        if (!took('}')) {
            throw expected("'}'");
        }
        return map;
    }

    private List<Object> array() throws ImageException {
        List<Object> list = new ArrayList<>();
        at++;
        if (took(']')) {
            return list;
        }
        do {
            list.add(value());
        } while (took(','));
        if (!took(']')) {
            throw expected("']'");
        }
        return list;
    }

    private String string() throws ImageException {
        int end = text.indexOf('"', at + 1);
        if (end < 0) {
            throw expected("a closing quote");
        }
        String found = text.substring(at + 1, end);
        at = end + 1;
        return found;
    }

    private Long number() throws ImageException {
        int start = at;
        while (at < text.length() && "-0123456789".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        try {
            return Long.valueOf(text.substring(start, at));
        } catch (NumberFormatException _) {
            at = start;
            throw expected("a value");
        }
    }

    private char peek() {
        skipBlanks();
        return at < text.length() ? text.charAt(at) : 0;
    }

    private boolean took(char wanted) {
        boolean there = peek() == wanted;
        at += there ? 1 : 0;
        return there;
    }

    private void skipBlanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private ImageException expected(String what) {
        return new ImageException("column " + (at + 1) + ": " + what + " is expected here");
    }
}
