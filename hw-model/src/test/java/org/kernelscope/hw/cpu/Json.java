/* A reader for the one-line JSON objects of the instruction vectors. */
package org.kernelscope.hw.cpu;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Objects, arrays, strings without escapes, and whole numbers. */
final class Json {
    private final String text;
    private int at;

    private Json(String text) {
        this.text = text;
    }

    /** The value as Map, List, String or Long. */
    static Object parse(String text) {
        return new Json(text).value();
    }

    private Object value() {
        char c = text.charAt(at);
        if (c == '{') {
            Map<String, Object> map = new LinkedHashMap<>();
            while (text.charAt(at) != '}') {
                at++;
                String key = string();
                at++;
                map.put(key, value());
            }
            at++;
            return map;
        }
        if (c == '[') {
            return array();
        }
        return c == '"' ? string() : (Object) number();
    }

    private List<Object> array() {
        List<Object> list = new ArrayList<>();
        if (text.charAt(at + 1) == ']') {
            at += 2;
            return list;
        }
        while (text.charAt(at) != ']') {
            at++;
            list.add(value());
        }
        at++;
        return list;
    }

    private String string() {
        int end = text.indexOf('"', at + 1);
        String found = text.substring(at + 1, end);
        at = end + 1;
        return found;
    }

    private Long number() {
        int start = at;
        while (at < text.length() && "-0123456789".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return Long.valueOf(text.substring(start, at));
    }
}
