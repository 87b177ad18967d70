/* Takes the fields of a YAML mapping one by one, and refuses what nobody asked for. */
package org.kernelscope.lessons;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.lessons.YamlNode.Field;
import org.kernelscope.lessons.YamlNode.Mapping;
import org.kernelscope.lessons.YamlNode.Scalar;
import org.kernelscope.lessons.YamlNode.Sequence;

/** The fields of one mapping; every mistake is told with file and line. */
final class Fields {
    private final Path file;
    private final String what;
    private final Mapping mapping;
    private final TreeSet<String> asked = new TreeSet<>();

    private Fields(Path file, String what, Mapping mapping) {
        this.file = file;
        this.what = what;
        this.mapping = mapping;
    }

    /**
     * The fields of a node that must be a mapping.
     *
     * @param what its name in messages: {@code a question}
     */
    static Fields of(Path file, String what, YamlNode node) throws UserMistake {
        if (node instanceof Mapping mapping) {
            return new Fields(file, what, mapping);
        }
        throw mistake(file, node.line(), what + " is written as 'key: value' lines");
    }

    int line() {
        return mapping.line();
    }

    int line(String key) {
        return mapping.fields().containsKey(key) ? mapping.fields().get(key).line() : mapping.line();
    }

    /** All keys, in the file's order. */
    List<String> keys() {
        return List.copyOf(mapping.fields().keySet());
    }

    Optional<YamlNode> node(String key) {
        asked.add(key);
        return Optional.ofNullable(mapping.fields().get(key)).map(Field::value);
    }

    /** The fields of a mapping within this one, if it is there. */
    Optional<Fields> section(String key, String name) throws UserMistake {
        Optional<YamlNode> node = node(key);
        return node.isEmpty() ? Optional.empty() : Optional.of(of(file, name, node.get()));
    }

    /** Text that must be there, without surrounding white space. */
    String text(String key) throws UserMistake {
        return scalar(key).orElseThrow(() -> missing(key));
    }

    Optional<String> optionalText(String key) throws UserMistake {
        return scalar(key);
    }

    /** A number that must be there. */
    double number(String key) throws UserMistake {
        return number(text(key), line(key), "'" + key + "'");
    }

    /** A whole number within bounds, if it is there. */
    Optional<Long> integer(String key, long least, long most) throws UserMistake {
        Optional<String> text = scalar(key);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            long value = Long.parseLong(text.get());
            if (value >= least && value <= most) {
                return Optional.of(value);
            }
        } catch (NumberFormatException _) {
            // told below, like a number out of bounds
        }
        throw mistake(
                line(key),
                "'" + key + "' is a whole number from " + least + " to " + most + "; found '" + text.get() + "'");
    }

    /** A list that must be there and have something in it. */
    List<YamlNode> list(String key) throws UserMistake {
        YamlNode node = node(key).orElseThrow(() -> missing(key));
        if (node instanceof Sequence sequence && !sequence.items().isEmpty()) {
            return sequence.items();
        }
        throw mistake(line(key), "'" + key + "' is a list with at least one entry");
    }

    List<String> texts(String key) throws UserMistake {
        List<YamlNode> items = list(key);
        for (YamlNode item : items) {
            text(item, key);
        }
        return items.stream().map(item -> ((Scalar) item).text().strip()).toList();
    }

    double[] numbers(String key, int count) throws UserMistake {
        List<YamlNode> items = list(key);
        if (items.size() != count) {
            throw mistake(line(key), "'" + key + "' has " + count + " numbers; found " + items.size());
        }
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = number(text(items.get(i), key), items.get(i).line(), "an entry of '" + key + "'");
        }
        return values;
    }

    /** Refuses keys that were not asked for. */
    void done() throws UserMistake {
        for (var field : mapping.fields().entrySet()) {
            if (!asked.contains(field.getKey())) {
                throw mistake(
                        field.getValue().line(),
                        what + " has no key '" + field.getKey() + "'; it may have " + String.join(", ", asked));
            }
        }
    }

    UserMistake mistake(int line, String sentence) {
        return mistake(file, line, sentence);
    }

    private UserMistake missing(String key) {
        return mistake(line(), what + " needs '" + key + "'");
    }

    private Optional<String> scalar(String key) throws UserMistake {
        Optional<YamlNode> node = node(key);
        return node.isEmpty() ? Optional.empty() : Optional.of(text(node.get(), key));
    }

    private String text(YamlNode node, String key) throws UserMistake {
        if (node instanceof Scalar scalar && !scalar.text().isBlank()) {
            return scalar.text().strip();
        }
        throw mistake(node.line(), "'" + key + "' needs text or a number");
    }

    private double number(String text, int line, String name) throws UserMistake {
        try {
            double value = Double.parseDouble(text);
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException _) {
            // told below, like infinity
        }
        throw mistake(line, name + " is a number; found '" + text + "'");
    }

    static UserMistake mistake(Path file, int line, String sentence) {
        return new UserMistake(file + ":" + line + ": " + sentence + ".");
    }
}
