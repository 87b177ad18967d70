/* The text that the kernel is about to print, made from its format and arguments. */
package org.kernelscope.engine.model;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kernelscope.engine.guest.Guest;
import org.kernelscope.engine.guest.Unreadable;

/** Formats as the kernel's own {@code format_text}: {@code %s %c %d %u %x %p}, with widths. */
final class Reason {
    /** The most variable arguments that are read. */
    static final int ARGUMENTS = 6;

    private static final Pattern PLACEHOLDER = Pattern.compile("%(0?)([0-9]*)([scduxp%])");

    private Reason() {}

    /** What a call whose first argument is the format, followed by what it formats, would print. */
    static String of(Call call, Guest guest) throws Unreadable {
        Matcher matcher = PLACEHOLDER.matcher(guest.text(call.argument(0)));
        StringBuilder text = new StringBuilder();
        int next = 1;
        while (matcher.find()) {
            String shown = "%";
            if (!matcher.group(3).equals("%") && next < call.arguments().size()) {
                shown = one(matcher, call.argument(next), guest);
                next++;
            }
            matcher.appendReplacement(text, Matcher.quoteReplacement(shown));
        }
        return matcher.appendTail(text).toString().strip();
    }

    private static String one(Matcher placeholder, int value, Guest guest) throws Unreadable {
        String plain = switch (placeholder.group(3)) {
            case "s" -> guest.text(value);
            case "c" -> String.valueOf((char) (value & 0x7F));
            case "d" -> Integer.toString(value);
            case "u" -> Integer.toUnsignedString(value);
            case "p" -> "0x" + Integer.toHexString(value);
            default -> Integer.toHexString(value);
        };
        int width = placeholder.group(2).isEmpty() ? 0 : Integer.parseInt(placeholder.group(2));
        String fill = placeholder.group(1).isEmpty() ? " " : "0";
        return fill.repeat(Math.max(0, Math.min(width, 16) - plain.length())) + plain;
    }
}
