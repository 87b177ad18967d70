/* Puts the hardware profile's parameters into a lesson's text, so that the text says what the machine does. */
package org.kernelscope.lessons;

import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.hw.HardwareProfile;
import org.kernelscope.hw.HardwareProfile.Parameter;

/** A parameter stands in braces: {@code {line.transfer}}. */
record ProfileFigures(HardwareProfile profile) {
    private static final Pattern PARAMETER = Pattern.compile("\\{([a-z0-9]+(?:\\.[a-z0-9-]+)+)}");

    /**
     * The text with values, without their units.
     *
     * @param file where the text is from, for messages
     * @param line the text's first line there
     */
    String fill(String text, Path file, int line) throws UserMistake {
        for (MatchResult found : PARAMETER.matcher(text).results().toList()) {
            if (!known(found.group(1))) {
                long before = text.substring(0, found.start())
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
                throw Fields.mistake(
                        file,
                        line + (int) before,
                        "the hardware profile " + profile.name() + " has no parameter '" + found.group(1)
                                + "'; there are " + names());
            }
        }
        return PARAMETER.matcher(text).replaceAll(found -> value(found.group(1)));
    }

    private boolean known(String name) {
        return profile.parameters().stream()
                .anyMatch(parameter -> parameter.name().equals(name));
    }

    private String value(String name) {
        return profile.parameters().stream()
                .filter(parameter -> parameter.name().equals(name))
                .map(parameter -> Long.toString(parameter.value()))
                .findFirst()
                .orElseThrow();
    }

    private String names() {
        return profile.parameters().stream().map(Parameter::name).collect(Collectors.joining(", "));
    }
}
