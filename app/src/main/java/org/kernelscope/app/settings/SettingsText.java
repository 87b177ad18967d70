/* The text form of the settings: one 'name = value' a line. */
package org.kernelscope.app.settings;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.kernelscope.engine.UserMistake;

/** Writes and reads settings; names that it does not know are left for newer versions. */
final class SettingsText {
    private SettingsText() {}

    static String write(Settings settings) {
        Map<String, Object> lines = new LinkedHashMap<>();
        lines.put("theme", settings.look().id());
        lines.put("scale", settings.scale());
        lines.put("reduce-motion", settings.reduceMotion());
        lines.put("hexadecimal", settings.hexadecimal());
        lines.put("speed", settings.speed());
        lines.put("scenario", settings.scenario());
        lines.put("lock", settings.lock());
        lines.put("cores", settings.cores());
        Layout layout = settings.layout();
        lines.put("window.width", layout.width());
        lines.put("window.height", layout.height());
        lines.put("window.maximised", layout.maximised());
        lines.put(
                "window.dividers",
                layout.dividers().stream()
                        .map(position -> String.format(Locale.ROOT, "%.4f", position))
                        .collect(Collectors.joining(" ")));
        lines.put("window.stage-tab", layout.stageTab());
        lines.put("window.output-tab", layout.outputTab());
        return lines.entrySet().stream()
                .map(line -> line.getKey() + " = " + line.getValue() + "\n")
                .collect(Collectors.joining("", "# What Kernelscope's window remembers.\n", ""));
    }

    /** Reads the text form; what is absent has its default. */
    static Settings read(String text) throws UserMistake {
        Lines lines = Lines.of(text);
        Settings usual = Settings.DEFAULT;
        Layout layout = new Layout(
                lines.number("window.width", usual.layout().width(), 320, 20000),
                lines.number("window.height", usual.layout().height(), 240, 20000),
                lines.truth("window.maximised", usual.layout().maximised()),
                lines.positions("window.dividers"),
                (int) lines.number("window.stage-tab", usual.layout().stageTab(), 0, 99),
                (int) lines.number("window.output-tab", usual.layout().outputTab(), 0, 9));
        return new Settings(
                lines.look("theme", usual.look()),
                lines.number("scale", usual.scale(), 0.75, 2.5),
                lines.truth("reduce-motion", usual.reduceMotion()),
                lines.truth("hexadecimal", usual.hexadecimal()),
                lines.number("speed", usual.speed(), 0, 1),
                lines.word("scenario", usual.scenario()),
                lines.word("lock", usual.lock()),
                (int) lines.number("cores", usual.cores(), 1, 16),
                layout);
    }

    /** The values by name. */
    private record Lines(Map<String, String> values) {
        static Lines of(String text) throws UserMistake {
            Map<String, String> values = new LinkedHashMap<>();
            int number = 0;
            for (String line : text.lines().toList()) {
                number++;
                if (line.isBlank() || line.startsWith("#")) {
                    continue;
                }
                int equals = line.indexOf('=');
                if (equals < 1) {
                    throw new UserMistake("line " + number + " is no 'name = value'");
                }
                values.put(
                        line.substring(0, equals).strip(),
                        line.substring(equals + 1).strip());
            }
            return new Lines(values);
        }

        double number(String name, double usual, double least, double most) throws UserMistake {
            double value = value(name, usual, Double::parseDouble, "a number");
            if (!(value >= least && value <= most)) {
                throw new UserMistake(name + " is " + value + ", not " + least + " to " + most);
            }
            return value;
        }

        boolean truth(String name, boolean usual) throws UserMistake {
            return value(name, usual, SettingsText::truth, "true or false");
        }

        String word(String name, String usual) throws UserMistake {
            return value(name, usual, Function.identity(), "a word");
        }

        Look look(String name, Look usual) throws UserMistake {
            String known = Arrays.stream(Look.values()).map(Look::id).collect(Collectors.joining(", "));
            return value(name, usual, SettingsText::look, "one of " + known);
        }

        List<Double> positions(String name) throws UserMistake {
            return value(name, List.of(), SettingsText::positions, "positions from 0 to 1");
        }

        private <T> T value(String name, T usual, Function<String, T> reader, String expected) throws UserMistake {
            String text = values.getOrDefault(name, "");
            if (text.isEmpty()) {
                return usual;
            }
            try {
                return reader.apply(text);
            } catch (IllegalArgumentException _) {
                throw new UserMistake(name + " is '" + text + "', not " + expected);
            }
        }
    }

    private static boolean truth(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }

    private static Look look(String id) {
        return Arrays.stream(Look.values())
                .filter(look -> look.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(id));
    }

    private static List<Double> positions(String text) {
        List<Double> positions =
                Arrays.stream(text.split("\\s+")).map(Double::valueOf).toList();
        if (positions.stream().anyMatch(position -> !(position >= 0 && position <= 1))) {
            throw new IllegalArgumentException(text);
        }
        return positions;
    }
}
