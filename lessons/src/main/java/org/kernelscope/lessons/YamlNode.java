/* YAML as a tree that knows the line of everything in it. */
package org.kernelscope.lessons;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.kernelscope.engine.UserMistake;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** A node of a YAML file; lines count from 1. */
sealed interface YamlNode {
    int line();

    /** Keys with what they stand for, in the file's order. */
    record Mapping(int line, Map<String, Field> fields) implements YamlNode {}

    /** A key's line and its value. */
    record Field(int line, YamlNode value) {}

    /** A list. */
    record Sequence(int line, List<YamlNode> items) implements YamlNode {}

    /** Text, a number, a truth value, or nothing, as written. */
    record Scalar(int line, String text) implements YamlNode {}

    /** Reads a file; what is not YAML, or has a key twice, is refused with its line. */
    static YamlNode read(Path file) throws UserMistake, IOException {
        try (JsonParser parser = new YAMLMapper().createParser(Files.readString(file, StandardCharsets.UTF_8))) {
            if (parser.nextToken() == null) {
                throw new UserMistake(file + ":1: the file is empty; write the lesson's title, minutes and steps.");
            }
            return node(parser, file);
        } catch (CharacterCodingException _) {
            throw new UserMistake(file + ": this is not UTF-8 text; save it as UTF-8.");
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
            String problem = e.getOriginalMessage()
                    .lines()
                    .filter(text -> !text.startsWith(" ") && !text.isBlank())
                    .collect(Collectors.joining(": "));
            throw new UserMistake(file + ":" + line + ": this is not YAML: " + problem + ".");
        }
    }

    private static YamlNode node(JsonParser parser, Path file) throws UserMistake {
        int line = parser.currentTokenLocation().getLineNr();
        return switch (parser.currentToken()) {
            case START_OBJECT -> new Mapping(line, fields(parser, file));
            case START_ARRAY -> {
                List<YamlNode> items = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    items.add(node(parser, file));
                }
                yield new Sequence(line, items);
            }
            case VALUE_NULL -> new Scalar(line, "");
            default -> new Scalar(line, parser.getString());
        };
    }

    private static Map<String, Field> fields(JsonParser parser, Path file) throws UserMistake {
        Map<String, Field> fields = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            int line = parser.currentTokenLocation().getLineNr();
            parser.nextToken();
            if (fields.put(key, new Field(line, node(parser, file))) != null) {
                throw new UserMistake(file + ":" + line + ": '" + key + "' is here twice; keep one of them.");
            }
        }
        return fields;
    }
}
