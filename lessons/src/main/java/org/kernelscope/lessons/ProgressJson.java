/* The file form of progress: JSON, one object for each step done. */
package org.kernelscope.lessons;

import java.util.ArrayList;
import java.util.List;
import org.kernelscope.lessons.LessonProgress.Answered;
import org.kernelscope.lessons.LessonProgress.Entry;
import org.kernelscope.lessons.LessonProgress.Explained;
import org.kernelscope.lessons.LessonProgress.Read;
import org.kernelscope.lessons.LessonProgress.Solved;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code {"form": 1, "steps": [{"kind": "answered", "lesson": ..., "step": ..., "guess": 2, ...}, ...]}}. */
final class ProgressJson {
    private static final int FORM = 1;

    private ProgressJson() {}

    /** The file is not one that this program wrote; the message says where it goes wrong. */
    static final class Unusable extends Exception {
        Unusable(String message) {
            super(message);
        }
    }

    static String text(LessonProgress progress) {
        JsonMapper json = mapper();
        ObjectNode root = json.createObjectNode().put("form", FORM);
        var steps = root.putArray("steps");
        for (Entry entry : progress.entries()) {
            ObjectNode step = steps.addObject()
                    .put("kind", kind(entry))
                    .put("lesson", entry.lesson())
                    .put("step", entry.step());
            switch (entry) {
                case Answered answered ->
                    step.put("guess", answered.guess())
                            .put("measured", answered.measured())
                            .put("right", answered.right());
                case Explained explained -> step.put("text", explained.text());
                case Read _, Solved _ -> {}
            }
        }
        return json.writeValueAsString(root) + "\n";
    }

    static LessonProgress progress(byte[] file) throws Unusable {
        JsonNode root = tree(file);
        if (root.path("form").asInt(0) != FORM) {
            throw new Unusable("the progress is of form " + root.path("form") + "; this program reads form " + FORM);
        }
        LessonProgress progress = LessonProgress.none();
        for (JsonNode step : steps(root)) {
            progress = progress.with(entry(step));
        }
        return progress;
    }

    private static JsonNode tree(byte[] file) throws Unusable {
        try {
            return mapper().readTree(file);
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
            throw new Unusable("the progress cannot be read, line " + line + " is not JSON");
        }
    }

    private static List<JsonNode> steps(JsonNode root) throws Unusable {
        if (!root.path("steps").isArray()) {
            throw new Unusable("the progress has no list 'steps'");
        }
        List<JsonNode> steps = new ArrayList<>();
        root.path("steps").forEach(steps::add);
        return steps;
    }

    private static Entry entry(JsonNode node) throws Unusable {
        String lesson = string(node, "lesson");
        String step = string(node, "step");
        String kind = string(node, "kind");
        return switch (kind) {
            case "read" -> new Read(lesson, step);
            case "answered" ->
                new Answered(lesson, step, number(node, "guess"), number(node, "measured"), truth(node, "right"));
            case "explained" -> new Explained(lesson, step, string(node, "text"));
            case "solved" -> new Solved(lesson, step);
            default -> throw new Unusable("the step " + step + " has the unknown kind '" + kind + "'");
        };
    }

    private static String kind(Entry entry) {
        return switch (entry) {
            case Read _ -> "read";
            case Answered _ -> "answered";
            case Explained _ -> "explained";
            case Solved _ -> "solved";
        };
    }

    private static String string(JsonNode node, String field) throws Unusable {
        if (!node.path(field).isString()) {
            throw missing(node, field);
        }
        return node.path(field).stringValue();
    }

    private static double number(JsonNode node, String field) throws Unusable {
        if (!node.path(field).isNumber()) {
            throw missing(node, field);
        }
        return node.path(field).doubleValue();
    }

    private static boolean truth(JsonNode node, String field) throws Unusable {
        if (!node.path(field).isBoolean()) {
            throw missing(node, field);
        }
        return node.path(field).booleanValue();
    }

    private static Unusable missing(JsonNode node, String field) {
        return new Unusable("a step of the progress lacks '" + field + "': " + node);
    }

    private static JsonMapper mapper() {
        return JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    }
}
