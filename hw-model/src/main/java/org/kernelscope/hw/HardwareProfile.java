/* The costs, geometry and identity of one kind of hardware, as named parameters. */
package org.kernelscope.hw;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A hardware profile: every parameter has a name, a value, a unit and a source.
 *
 * <p>Text form, one parameter a line: {@code name = value unit ; source}, or {@code name = "words" ; source} where the
 * value is text. Lines that start with {@code #} are comments. Which parameters there are, their readers say: {@link
 * org.kernelscope.hw.cpu.Costs}, {@link org.kernelscope.hw.cpu.TlbGeometry}, {@link
 * org.kernelscope.hw.cpu.ProcessorModel} and the caches.
 *
 * @param name the profile's name, as in {@code core-i7}
 * @param parameters in file order
 * @param words the parameters that are text, in file order
 */
public record HardwareProfile(String name, List<Parameter> parameters, List<Word> words) {
    private static final Pattern NUMBER =
            Pattern.compile("\\s*([a-z0-9.-]+)\\s*=\\s*(\\d{1,9})\\s+(\\S+)\\s*;\\s*(.+)");
    private static final Pattern WORD = Pattern.compile("\\s*([a-z0-9.-]+)\\s*=\\s*\"([^\"]*)\"\\s*;\\s*(.+)");

    /**
     * One figure of the hardware.
     *
     * @param name one of those the machine asks for
     * @param value never negative
     * @param unit cycles, bytes, ways, entries, MHz
     * @param source where the value comes from
     */
    public record Parameter(String name, long value, String unit, String source) {}

    /**
     * One text.
     *
     * @param name one of those the machine asks for
     * @param text without quotation marks
     * @param source where it comes from
     */
    public record Word(String name, String text, String source) {}

    public HardwareProfile {
        parameters = List.copyOf(parameters);
        words = List.copyOf(words);
    }

    /** A profile without text. */
    public HardwareProfile(String name, List<Parameter> parameters) {
        this(name, parameters, List.of());
    }

    /** Reads the text form; a line that is none is named with its number. */
    public static HardwareProfile parse(String name, String text) throws ImageException {
        Map<String, Parameter> parameters = new LinkedHashMap<>();
        Map<String, Word> words = new LinkedHashMap<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            Matcher word = WORD.matcher(line);
            boolean isWord = word.matches();
            Parameter parameter = isWord ? new Parameter(word.group(1), 0, "", "") : parseLine(name, number, line);
            boolean twice = parameters.containsKey(parameter.name()) || words.containsKey(parameter.name());
            if (twice) {
                throw new ImageException(
                        "profile " + name + ", line " + number + ": " + parameter.name() + " is given twice");
            }
            if (isWord) {
                String source = word.group(3).strip();
                words.put(parameter.name(), new Word(parameter.name(), word.group(2), source));
            } else {
                parameters.put(parameter.name(), parameter);
            }
        }
        return new HardwareProfile(name, List.copyOf(parameters.values()), List.copyOf(words.values()));
    }

    /** The text form, which {@link #parse} reads: numbers first, without comments. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (Parameter each : parameters) {
            text.append("%s = %d %s ; %s\n".formatted(each.name(), each.value(), each.unit(), each.source()));
        }
        for (Word each : words) {
            text.append("%s = \"%s\" ; %s\n".formatted(each.name(), each.text(), each.source()));
        }
        return text.toString();
    }

    /** The text of a parameter; a profile without it cannot build a machine. */
    public String word(String parameter) throws ImageException {
        return words.stream()
                .filter(word -> word.name().equals(parameter))
                .findFirst()
                .map(Word::text)
                .orElseThrow(() -> lacks(parameter));
    }

    /** The value of a parameter; a profile without it cannot build a machine. */
    public int value(String parameter) throws ImageException {
        return parameters.stream()
                .filter(p -> p.name().equals(parameter))
                .findFirst()
                .map(p -> Math.toIntExact(p.value()))
                .orElseThrow(() -> lacks(parameter));
    }

    private ImageException lacks(String parameter) {
        return new ImageException("profile " + name + " lacks the parameter " + parameter);
    }

    private static Parameter parseLine(String profile, int number, String line) throws ImageException {
        Matcher matcher = NUMBER.matcher(line);
        if (!matcher.matches()) {
            throw new ImageException("profile " + profile + ", line " + number
                    + ": expected 'name = value unit ; source' or 'name = \"words\" ; source', found '" + line.strip()
                    + "'");
        }
        return new Parameter(
                matcher.group(1),
                Long.parseLong(matcher.group(2)),
                matcher.group(3),
                matcher.group(4).strip());
    }
}
