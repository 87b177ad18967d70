/* Reads lessons from folders of Markdown and YAML. */
package org.kernelscope.lessons;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.kernelscope.engine.InterleavingChoice;
import org.kernelscope.engine.ScenarioOptions;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.kernel.Variant;
import org.kernelscope.lessons.Lesson.Band;
import org.kernelscope.lessons.Lesson.Explanation;
import org.kernelscope.lessons.Lesson.Moment;
import org.kernelscope.lessons.Lesson.Question;
import org.kernelscope.lessons.Lesson.Slide;
import org.kernelscope.lessons.Lesson.Step;
import org.kernelscope.lessons.Lesson.Task;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** From a folder with {@code lesson.yaml} to a {@link Lesson}. */
final class LessonReader {
    private final Path folder;
    private final YAMLMapper yaml = new YAMLMapper();

    LessonReader(Path folder) {
        this.folder = folder;
    }

    Lesson read() throws UserMistake, IOException {
        JsonNode root = tree();
        ScenarioOptions options = options(ScenarioOptions.defaults(), root.path("scenario"));
        List<Step> steps = new ArrayList<>();
        for (JsonNode step : root.path("steps")) {
            steps.add(step(step, options));
        }
        if (steps.isEmpty()) {
            throw mistake("'steps' is missing or empty");
        }
        return new Lesson(
                folder.getFileName().toString(),
                text(root, "title"),
                root.path("minutes").asInt(0),
                text(root.path("scenario"), "name"),
                options,
                steps);
    }

    private JsonNode tree() throws UserMistake, IOException {
        Path file = folder.resolve("lesson.yaml");
        if (!Files.isRegularFile(file)) {
            throw new UserMistake(folder + ": a lesson needs a file lesson.yaml.");
        }
        try {
            return yaml.readTree(Files.readString(file, StandardCharsets.UTF_8));
        } catch (JacksonException e) {
            throw new UserMistake(file + ":" + (e.getLocation() == null ? 0 : e.getLocation().getLineNr()) + ": "
                    + e.getOriginalMessage());
        }
    }

    private Step step(JsonNode step, ScenarioOptions options) throws UserMistake, IOException {
        if (step.has("slide")) {
            return slide(step.get("slide").asString());
        }
        if (step.has("predict")) {
            return question(step.get("predict"), options);
        }
        if (step.has("explain")) {
            JsonNode explain = step.get("explain");
            List<String> points = new ArrayList<>();
            explain.path("points").forEach(point -> points.add(point.asString()));
            return new Explanation(
                    text(explain, "id"), text(explain, "title"), text(explain, "text"), text(explain, "model"), points);
        }
        if (step.has("exercise")) {
            JsonNode task = step.get("exercise");
            return new Task(
                    text(task, "id"), text(task, "title"), text(task, "exercise"), markdown(text(task, "text")));
        }
        throw mistake("a step is one of slide, predict, explain, exercise; found " + step);
    }

    private Slide slide(String file) throws UserMistake, IOException {
        String markdown = markdown(file);
        String title = markdown.lines()
                .filter(line -> line.startsWith("# "))
                .findFirst()
                .map(line -> line.substring(2).strip())
                .orElseThrow(() -> new UserMistake(folder.resolve(file) + ":1: a slide begins with '# its title'."));
        return new Slide(file.replaceFirst("\\.md$", ""), title, markdown);
    }

    private Question question(JsonNode question, ScenarioOptions options) throws UserMistake {
        JsonNode at = question.path("at");
        JsonNode claim = question.path("claim");
        if (claim.size() != 2) {
            throw mistake("question '" + text(question, "id") + "' needs 'claim: [low, high]'");
        }
        return new Question(
                text(question, "id"),
                text(question, "title"),
                text(question, "text"),
                new Moment(
                        options(options, at),
                        at.path("hand-overs").asInt(0),
                        at.path("waiting").asInt(0)),
                Measure.named(text(question, "measure")),
                question.path("within").asDouble(0),
                new Band(claim.get(0).asDouble(), claim.get(1).asDouble()),
                text(question, "hint"),
                text(question, "because"));
    }

    private ScenarioOptions options(ScenarioOptions base, JsonNode node) throws UserMistake {
        ScenarioOptions options = base;
        if (node.has("lock")) {
            options = options.withLock(lock(node.get("lock").asString()));
        }
        if (node.has("cores")) {
            options = options.withCores(node.get("cores").asInt());
        }
        if (node.has("seed")) {
            options = options.withInterleaving(new InterleavingChoice(
                    InterleavingChoice.Kind.RANDOM, node.get("seed").asLong()));
        }
        return options;
    }

    private Variant.Lock lock(String id) throws UserMistake {
        for (Variant.Lock lock : Variant.Lock.values()) {
            if (lock.id().equals(id)) {
                return lock;
            }
        }
        throw mistake("unknown lock '" + id + "'");
    }

    private String markdown(String file) throws UserMistake, IOException {
        Path path = folder.resolve(file).normalize();
        if (!path.startsWith(folder) || !Files.isRegularFile(path)) {
            throw mistake("there is no file '" + file + "' in the lesson's folder");
        }
        return Files.readString(path, StandardCharsets.UTF_8);
    }

    private String text(JsonNode node, String field) throws UserMistake {
        String value = node.path(field).asString("");
        if (value.isBlank()) {
            throw mistake("'" + field + "' is missing");
        }
        return value.strip();
    }

    private UserMistake mistake(String what) {
        return new UserMistake(folder.resolve("lesson.yaml") + ": " + what + ".");
    }
}
