/* Reads lessons from folders of Markdown and YAML. */
package org.kernelscope.lessons;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.kernelscope.engine.Profiles;
import org.kernelscope.engine.ScenarioOptions;
import org.kernelscope.engine.Scenarios;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.lessons.Lesson.Also;
import org.kernelscope.lessons.Lesson.Band;
import org.kernelscope.lessons.Lesson.Explanation;
import org.kernelscope.lessons.Lesson.Moment;
import org.kernelscope.lessons.Lesson.Question;
import org.kernelscope.lessons.Lesson.Slide;
import org.kernelscope.lessons.Lesson.Step;
import org.kernelscope.lessons.Lesson.Task;

/** From a folder with {@code lesson.yaml} to a {@link Lesson}; every mistake is told with file and line. */
final class LessonReader {
    private static final String FILE = "lesson.yaml";
    private static final Pattern FIGURE = Pattern.compile("\\{([^{}]*)}");
    private static final int LONGEST_MINUTES = 600;
    private static final int MOST_HAND_OVERS = 100_000;

    private final Path folder;
    private final Path file;
    private final ProfileFigures figures;

    LessonReader(Path folder) throws UserMistake {
        this.folder = folder;
        figures = new ProfileFigures(Profiles.load(ScenarioOptions.defaults().profile()));
        file = folder.resolve(FILE);
    }

    Lesson read() throws UserMistake, IOException {
        if (!Files.isRegularFile(file)) {
            throw new UserMistake(folder + ": a lesson needs a file " + FILE + "; write one, or name another folder.");
        }
        Fields fields = Fields.of(file, "a lesson", YamlNode.read(file));
        String title = fields.text("title");
        int minutes = fields.integer("minutes", 1, LONGEST_MINUTES)
                .map(Long::intValue)
                .orElseThrow(() -> fields.mistake(fields.line(), "a lesson needs 'minutes', how long it takes"));
        Fields scenario = fields.section("scenario", "a scenario")
                .orElseThrow(
                        () -> fields.mistake(fields.line(), "a lesson needs 'scenario', what is played beside it"));
        String name = scenario.text("name");
        ScenarioOptions options = OptionFields.read(scenario, ScenarioOptions.defaults());
        scenario.done();
        settle(scenario, scenario.line("name"), name, options);

        List<Step> steps = new ArrayList<>();
        Map<String, Integer> lines = new HashMap<>();
        for (YamlNode node : fields.list("steps")) {
            Step step = step(Fields.of(file, "a step", node), name, options);
            Integer earlier = lines.putIfAbsent(step.id(), node.line());
            if (earlier != null) {
                throw fields.mistake(
                        node.line(),
                        "the id '" + step.id() + "' is taken by the step in line " + earlier + "; choose another");
            }
            steps.add(step);
        }
        fields.done();
        return new Lesson(folder.getFileName().toString(), title, minutes, name, options, steps);
    }

    private Step step(Fields step, String scenario, ScenarioOptions options) throws UserMistake, IOException {
        Optional<String> slide = step.optionalText("slide");
        Optional<Fields> predict = step.section("predict", "a question");
        Optional<Fields> explain = step.section("explain", "an explanation");
        Optional<Fields> exercise = step.section("exercise", "a task");
        step.done();
        long kinds = List.<Optional<?>>of(slide, predict, explain, exercise).stream()
                .filter(Optional::isPresent)
                .count();
        if (kinds != 1) {
            throw step.mistake(step.line(), "a step is one of slide, predict, explain, exercise; found " + kinds);
        }
        if (slide.isPresent()) {
            return slide(step, slide.get());
        }
        if (predict.isPresent()) {
            return question(predict.get(), scenario, options);
        }
        return explain.isPresent() ? explanation(explain.get()) : task(exercise.orElseThrow());
    }

    private Slide slide(Fields step, String name) throws UserMistake, IOException {
        String markdown = markdown(step, "slide", name);
        String title = markdown.lines()
                .findFirst()
                .filter(line -> line.startsWith("# ") && line.length() > 2)
                .map(line -> line.substring(2).strip())
                .orElseThrow(() -> Fields.mistake(
                        folder.resolve(name), 1, "a slide begins with its title: write '# ' and the title first"));
        return new Slide(name.replaceFirst("\\.md$", ""), title, markdown);
    }

    private Question question(Fields fields, String scenario, ScenarioOptions options) throws UserMistake {
        List<Also> also = also(fields);
        String because = words(fields, "because");
        checkFigures(fields, because, also);
        var question = new Question(
                fields.text("id"),
                fields.text("title"),
                words(fields, "text"),
                moment(fields, scenario, options),
                measure(fields, fields.text("measure"), fields.line("measure")),
                fields.number("within"),
                band(fields, "claim"),
                words(fields, "hint"),
                because,
                also);
        if (question.within() < 0) {
            throw fields.mistake(fields.line("within"), "'within' is how far off a prediction may be: not negative");
        }
        fields.done();
        return question;
    }

    private static List<Also> also(Fields question) throws UserMistake {
        Optional<Fields> section = question.section("also", "'also'");
        List<Also> also = new ArrayList<>();
        if (section.isPresent()) {
            for (String id : section.get().keys()) {
                Measure measure = measure(question, id, section.get().line(id));
                also.add(new Also(measure, band(section.get(), id)));
            }
        }
        return also;
    }

    private Moment moment(Fields question, String scenario, ScenarioOptions options) throws UserMistake {
        Fields at = question.section("at", "a moment")
                .orElseThrow(() -> question.mistake(question.line(), "a question needs 'at', the moment it is asked"));
        ScenarioOptions settled = OptionFields.read(at, options);
        Moment moment = new Moment(
                settled,
                at.integer("hand-overs", 0, MOST_HAND_OVERS).orElse(0L).intValue(),
                at.integer("waiting", 0, Math.max(0, settled.cores() - 1))
                        .orElse(0L)
                        .intValue());
        at.done();
        settle(at, at.line(), scenario, settled);
        return moment;
    }

    private static Measure measure(Fields question, String id, int line) throws UserMistake {
        return Measure.named(id)
                .orElseThrow(
                        () -> question.mistake(line, "there is no measure '" + id + "'; there are " + Measure.ids()));
    }

    private static Band band(Fields fields, String key) throws UserMistake {
        double[] claim = fields.numbers(key, 2);
        if (claim[0] > claim[1]) {
            throw fields.mistake(fields.line(key), "'" + key + "' is [low, high], the low end first");
        }
        return new Band(claim[0], claim[1]);
    }

    /** Each figure in braces is the answer, the guess, or listed; and each listed one is there. */
    private static void checkFigures(Fields question, String because, List<Also> also) throws UserMistake {
        List<String> known = new ArrayList<>(List.of("answer", "guess"));
        also.forEach(further -> known.add(further.measure().id()));
        Set<String> used = FIGURE.matcher(because)
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        for (String figure : used) {
            if (!known.contains(figure)) {
                throw question.mistake(
                        question.line("because"),
                        "'{" + figure + "}' is no figure of this question; there are " + String.join(", ", known)
                                + "; list further measures with their claims under 'also'");
            }
        }
    }

    private Explanation explanation(Fields fields) throws UserMistake {
        var explanation = new Explanation(
                fields.text("id"),
                fields.text("title"),
                words(fields, "text"),
                words(fields, "model"),
                fields.texts("points"));
        fields.done();
        return explanation;
    }

    private Task task(Fields fields) throws UserMistake, IOException {
        var task = new Task(
                fields.text("id"),
                fields.text("title"),
                fields.text("exercise"),
                markdown(fields, "text", fields.text("text")));
        fields.done();
        return task;
    }

    /** Text that must be there, with the hardware profile's parameters filled in. */
    private String words(Fields fields, String key) throws UserMistake {
        return figures.fill(fields.text(key), file, fields.line(key));
    }

    private static void settle(Fields fields, int line, String scenario, ScenarioOptions options) throws UserMistake {
        try {
            Scenarios.named(scenario).with(options);
        } catch (UserMistake mistake) {
            throw fields.mistake(line, withoutStop(mistake.getMessage()));
        }
    }

    private static String withoutStop(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }

    private String markdown(Fields fields, String key, String name) throws UserMistake, IOException {
        Path path = folder.resolve(name).normalize();
        if (!path.startsWith(folder.normalize()) || !Files.isRegularFile(path)) {
            throw fields.mistake(
                    fields.line(key), "there is no file '" + name + "' in the lesson's folder; write it there");
        }
        try {
            String text = Files.readString(path, StandardCharsets.UTF_8);
            return figures.fill(text, path, 1);
        } catch (CharacterCodingException _) {
            throw new UserMistake(path + ": this is not UTF-8 text; save it as UTF-8.");
        }
    }
}
