/* The costs and cache geometry of one kind of hardware, as named parameters. */
package org.kernelscope.hw;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A hardware profile: every parameter has a name, a value, a unit and a source.
 *
 * <p>Text form, one parameter a line: {@code name = value unit ; source}. Lines that start with {@code #} are comments.
 *
 * @param name the profile's name, as in {@code core-i7}
 * @param parameters in file order
 */
public record HardwareProfile(String name, List<Parameter> parameters) {
    /**
     * One figure of the hardware.
     *
     * @param name one of those the machine asks for
     * @param value never negative
     * @param unit cycles, bytes, ways, entries, MHz
     * @param source where the value comes from
     */
    public record Parameter(String name, long value, String unit, String source) {}

    public HardwareProfile {
        parameters = List.copyOf(parameters);
    }

    /** Reads the text form; a line that is none is named with its number. */
    public static HardwareProfile parse(String name, String text) throws ImageException {
        Map<String, Parameter> parameters = new LinkedHashMap<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            Parameter parameter = parseLine(name, number, line);
            if (parameters.put(parameter.name(), parameter) != null) {
                throw new ImageException(
                        "profile " + name + ", line " + number + ": " + parameter.name() + " is given twice");
            }
        }
        return new HardwareProfile(name, List.copyOf(parameters.values()));
    }

    /** The value of a parameter; a profile without it cannot build a machine. */
    public int value(String parameter) throws ImageException {
        return parameters.stream()
                .filter(p -> p.name().equals(parameter))
                .findFirst()
                .map(p -> Math.toIntExact(p.value()))
                .orElseThrow(() -> new ImageException("profile " + name + " lacks the parameter " + parameter));
    }

    private static Parameter parseLine(String profile, int number, String line) throws ImageException {
        var pattern = java.util.regex.Pattern.compile("\\s*([a-z0-9.-]+)\\s*=\\s*(\\d{1,9})\\s+(\\S+)\\s*;\\s*(.+)");
        var matcher = pattern.matcher(line);
        if (!matcher.matches()) {
            throw new ImageException("profile " + profile + ", line " + number
                    + ": expected 'name = value unit ; source', found '" + line.strip() + "'");
        }
        return new Parameter(
                matcher.group(1),
                Long.parseLong(matcher.group(2)),
                matcher.group(3),
                matcher.group(4).strip());
    }
}
