/* Reads an exercise from its folder. */
package org.kernelscope.engine.grade;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.engine.explore.Violation;
import org.kernelscope.engine.grade.Exercise.Change;
import org.kernelscope.engine.grade.Exercise.Check;
import org.kernelscope.engine.grade.Exercise.Judge;
import org.kernelscope.engine.grade.Exercise.Trial;
import org.kernelscope.kernel.Variant;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads {@value #FILE} and the files that it names; a mistake in it is named with its place. */
public final class ExerciseReader {
    /** The file that makes a folder an exercise. */
    public static final String FILE = "exercise.yaml";

    private static final int DEFAULT_SAMPLED = 0;
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final Path folder;

    private ExerciseReader(Path folder) {
        this.folder = folder;
    }

    private record Whole(
            String id,
            String title,
            String summary,
            String lock,
            String file,
            String region,
            String text,
            List<String> blanks,
            Map<String, Long> limits,
            List<WrittenScenario> scenarios,
            List<WrittenCheck> checks,
            List<String> hints) {}

    private record WrittenScenario(
            String id,
            String title,
            Integer cores,
            Integer rounds,
            String optimisation,
            String oracle,
            Integer preemptions,
            Integer schedules,
            Integer sampled,
            Map<String, String> insert,
            Map<String, String> replace) {}

    private record WrittenCheck(
            String id,
            String title,
            Integer points,
            String means,
            List<String> scenarios,
            List<String> promises,
            List<String> needs) {}

    /** Reads the exercise in a folder, which may lie in an archive that is open as a file system. */
    public static Exercise read(Path folder) throws UserMistake, IOException {
        return new ExerciseReader(folder).read();
    }

    private Exercise read() throws UserMistake, IOException {
        String yaml = content(FILE);
        Whole whole;
        try {
            whole = YAML.readValue(yaml, Whole.class);
        } catch (JacksonException malformed) {
            var place = malformed.getLocation();
            throw mistake((place == null ? "" : "line " + place.getLineNr() + ": ") + what(malformed));
        }
        List<Trial> scenarios = new ArrayList<>();
        for (WrittenScenario written : need(whole.scenarios(), "scenarios")) {
            scenarios.add(scenario(written));
        }
        List<Check> checks = new ArrayList<>();
        for (WrittenCheck written : need(whole.checks(), "checks")) {
            checks.add(check(written, scenarios, checks));
        }
        Map<String, Long> limits = need(whole.limits(), "limits");
        return new Exercise(
                need(whole.id(), "id"),
                need(whole.title(), "title"),
                need(whole.summary(), "summary"),
                named(Variant.Lock.values(), whole.lock(), "lock"),
                need(whole.file(), "file"),
                need(whole.region(), "region"),
                content(need(whole.text(), "text")),
                need(whole.blanks(), "blanks"),
                need(limits.get("turns"), "limits: turns"),
                need(limits.get("suffix"), "limits: suffix"),
                scenarios,
                checks,
                whole.hints() == null ? List.of() : whole.hints());
    }

    /** What is wrong, in the words of the file. */
    private static String what(JacksonException malformed) {
        if (!(malformed instanceof MismatchedInputException mismatch)
                || malformed instanceof UnrecognizedPropertyException) {
            return malformed.getOriginalMessage();
        }
        String expected = mismatch.getTargetType() == null
                ? "something else"
                : switch (mismatch.getTargetType().getSimpleName()) {
                    case "Integer", "Long" -> "a whole number";
                    case "String" -> "a text";
                    case "ArrayList", "List" -> "a list";
                    default -> "a group of 'key: value'";
                };
        String where = mismatch.getPath().stream()
                .map(step -> step.getPropertyName() == null ? "entry " + (step.getIndex() + 1) : step.getPropertyName())
                .collect(Collectors.joining(": "));
        return (where.isEmpty() ? "the file" : where) + " should be " + expected;
    }

    private Trial scenario(WrittenScenario written) throws UserMistake, IOException {
        String id = need(need(written, "an entry of scenarios").id(), "scenarios: id");
        return new Trial(
                id,
                need(written.title(), id + ": title"),
                need(written.cores(), id + ": cores"),
                need(written.rounds(), id + ": rounds"),
                written.optimisation() == null
                        ? Variant.Optimisation.O1
                        : named(Variant.Optimisation.values(), written.optimisation(), id + ": optimisation"),
                written.oracle() == null ? Judge.LOCK : named(Judge.values(), written.oracle(), id + ": oracle"),
                change(written, id),
                need(written.preemptions(), id + ": preemptions"),
                need(written.schedules(), id + ": schedules"),
                written.sampled() == null ? DEFAULT_SAMPLED : written.sampled());
    }

    private Optional<Change> change(WrittenScenario written, String id) throws UserMistake, IOException {
        if (written.insert() != null) {
            Map<String, String> insert = written.insert();
            return Optional.of(new Change(
                    need(insert.get("file"), id + ": insert: file"),
                    need(insert.get("after"), id + ": insert: after"),
                    need(insert.get("text"), id + ": insert: text"),
                    Optional.empty()));
        }
        if (written.replace() != null) {
            Map<String, String> replace = written.replace();
            return Optional.of(new Change(
                    need(replace.get("file"), id + ": replace: file"),
                    "",
                    content(need(replace.get("with"), id + ": replace: with")),
                    Optional.ofNullable(replace.get("submission"))));
        }
        return Optional.empty();
    }

    private Check check(WrittenCheck written, List<Trial> scenarios, List<Check> before) throws UserMistake {
        String id = need(need(written, "an entry of checks").id(), "checks: id");
        Set<String> known = new HashSet<>();
        scenarios.forEach(each -> known.add(each.id()));
        for (String name : need(written.scenarios(), id + ": scenarios")) {
            if (!known.contains(name)) {
                throw mistake("check " + id + ": there is no scenario '" + name + "'");
            }
        }
        List<String> needs = written.needs() == null ? List.of() : written.needs();
        for (String name : needs) {
            if (before.stream().noneMatch(each -> each.id().equals(name))) {
                throw mistake("check " + id + " needs '" + name + "', which is no check before it");
            }
        }
        Set<Violation.Kind> promises = EnumSet.noneOf(Violation.Kind.class);
        for (String name : need(written.promises(), id + ": promises")) {
            promises.add(Arrays.stream(Violation.Kind.values())
                    .filter(kind -> kind.id().equals(name))
                    .findFirst()
                    .orElseThrow(() -> mistake("check " + id + ": there is no promise '" + name + "'")));
        }
        return new Check(
                id,
                need(written.title(), id + ": title"),
                need(written.points(), id + ": points"),
                need(written.means(), id + ": means"),
                written.scenarios(),
                promises,
                needs);
    }

    private <E extends Enum<E>> E named(E[] values, String name, String what) throws UserMistake {
        return Arrays.stream(values)
                .filter(value ->
                        value.name().toLowerCase(Locale.ROOT).equals(need(name).toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> mistake(what + " cannot be '" + name + "'"));
    }

    private static String need(String text) {
        return text == null ? "" : text;
    }

    private <T> T need(T value, String what) throws UserMistake {
        if (value == null) {
            throw mistake(what + " is missing");
        }
        return value;
    }

    private String content(String name) throws UserMistake, IOException {
        Path file = folder.resolve(name);
        if (!Files.isRegularFile(file)) {
            throw new UserMistake("The exercise " + folder + " lacks the file " + name + ".");
        }
        return Files.readString(file);
    }

    private UserMistake mistake(String what) {
        return new UserMistake("The exercise " + folder + ", " + FILE + ": " + what + ".");
    }
}
