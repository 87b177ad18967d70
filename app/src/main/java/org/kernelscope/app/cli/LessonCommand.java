/* `kscope lesson`: lists lessons, prints one as text, checks what they claim. */
package org.kernelscope.app.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.kernel.KernelSources;
import org.kernelscope.kernel.ToolchainException;
import org.kernelscope.lessons.ExerciseTrial;
import org.kernelscope.lessons.Lesson;
import org.kernelscope.lessons.LessonCheck;
import org.kernelscope.lessons.LessonCheck.Finding;
import org.kernelscope.lessons.Lessons;
import org.kernelscope.lessons.QuestionRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "lesson", description = "Lists the lessons; 'show' prints one, 'check' runs what they claim.")
final class LessonCommand implements Callable<Integer> {
    @Parameters(index = "0", arity = "0..1", paramLabel = "list|show|check", defaultValue = "list", description = "")
    private String action;

    @Parameters(index = "1", arity = "0..1", paramLabel = "LESSON", description = "a lesson's id; all if left out")
    private Optional<String> id = Optional.empty();

    @Option(names = "--from", paramLabel = "DIR", description = "lessons of your own: a lesson's folder, or their list")
    private Optional<Path> from = Optional.empty();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        List<Lesson> lessons = chosen();
        PrintWriter out = spec.commandLine().getOut();
        return switch (action) {
            case "list" -> {
                lessons.forEach(lesson -> out.printf("%-20s %s%n", lesson.id(), lesson.title()));
                yield ExitCode.FINE;
            }
            case "show" -> {
                lessons.forEach(lesson -> show(lesson, out));
                yield ExitCode.FINE;
            }
            case "check" -> check(lessons, out);
            default -> throw new UserMistake("Unknown action '" + action + "': choose list, show or check.");
        };
    }

    private List<Lesson> chosen() throws UserMistake, IOException {
        List<Lesson> all = from.isPresent() ? Lessons.in(from.get()) : Lessons.bundled();
        if (id.isEmpty()) {
            return all;
        }
        List<Lesson> named =
                all.stream().filter(lesson -> lesson.id().equals(id.get())).toList();
        if (named.isEmpty()) {
            throw new UserMistake("Unknown lesson '" + id.get() + "': choose "
                    + all.stream().map(Lesson::id).collect(Collectors.joining(", ")) + ".");
        }
        return named;
    }

    private static void show(Lesson lesson, PrintWriter out) {
        out.println(lesson.title() + " (" + lesson.minutes() + " minutes)");
        for (Lesson.Step step : lesson.steps()) {
            out.println();
            out.println(
                    switch (step) {
                        case Lesson.Slide slide -> slide.markdown().strip();
                        case Lesson.Question question -> "? " + question.title() + "\n\n" + question.text();
                        case Lesson.Explanation explanation -> "> " + explanation.title() + "\n\n" + explanation.text();
                        case Lesson.Task task -> task.markdown().strip();
                    });
        }
    }

    private static int check(List<Lesson> lessons, PrintWriter out) throws ToolchainException, IOException {
        Kernels kernels = new Kernels();
        QuestionRun.Images images = variant -> {
            try {
                return kernels.of(variant);
            } catch (ToolchainException e) {
                throw new UserMistake(e.getMessage());
            }
        };
        ExerciseTrial trial =
                new ExerciseTrial(Lessons.exercises(), KernelSources.bundled(), new Kernels().builder(), 1);
        List<Finding> findings = LessonCheck.all(lessons, images, trial);
        for (Finding finding : findings) {
            out.printf(
                    "%s %s/%s: %s%n",
                    finding.ok() ? "[ok]" : "[--]", finding.lesson(), finding.step(), finding.sentence());
        }
        long wrong = findings.stream().filter(finding -> !finding.ok()).count();
        out.printf("%d checked, %d wrong%n", findings.size(), wrong);
        return wrong == 0 ? ExitCode.FINE : ExitCode.CHECK_FAILED;
    }
}
