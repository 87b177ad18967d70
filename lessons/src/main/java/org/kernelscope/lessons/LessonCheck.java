/* Checks what lessons say against the running machine. */
package org.kernelscope.lessons;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.parser.Parser;
import org.kernelscope.engine.Playback;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.lessons.Lesson.Also;
import org.kernelscope.lessons.Lesson.Band;
import org.kernelscope.lessons.Lesson.Explanation;
import org.kernelscope.lessons.Lesson.Question;
import org.kernelscope.lessons.Lesson.Slide;
import org.kernelscope.lessons.Lesson.Step;
import org.kernelscope.lessons.Lesson.Task;
import org.kernelscope.lessons.QuestionRun.Answer;
import org.kernelscope.lessons.QuestionRun.Images;

/** Every claim of every lesson, one finding a step at least. */
public final class LessonCheck {
    private static final int LONGEST_SLIDE = 22;
    private static final int WIDEST_CODE = 90;

    private LessonCheck() {}

    /**
     * What came of one check.
     *
     * @param lesson the lesson's id
     * @param step the step's id; empty for the lesson as a whole
     * @param ok whether it is true
     * @param sentence what was found, with figures
     */
    public record Finding(String lesson, String step, boolean ok, String sentence) {}

    /** Tries an exercise with the grader. */
    @FunctionalInterface
    public interface Trial {
        Outcome of(String exercise) throws UserMistake;
    }

    /**
     * What the grader says.
     *
     * @param starterPasses whether the file that a student begins with passes already
     * @param referencePasses whether the kernel's own code passes
     */
    public record Outcome(boolean starterPasses, boolean referencePasses) {}

    /** Findings in the lessons' order; the same for the same lessons, kernel and program. */
    public static List<Finding> all(List<Lesson> lessons, Images images, Trial trial) {
        List<Finding> findings = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Lesson lesson : lessons) {
            if (!ids.add(lesson.id())) {
                findings.add(new Finding(lesson.id(), "", false, "two lessons have this id; rename one's folder"));
            }
            for (Step step : lesson.steps()) {
                findings.add(step(lesson, step, images, trial));
            }
        }
        return List.copyOf(findings);
    }

    private static Finding step(Lesson lesson, Step step, Images images, Trial trial) {
        try {
            return switch (step) {
                case Slide slide -> page(lesson, slide, slide.markdown());
                case Question question -> question(lesson, question, images);
                case Explanation explanation ->
                    finding(lesson, step, true, explanation.points().size() + " points to mention");
                case Task task -> task(lesson, task, trial);
            };
        } catch (UserMistake mistake) {
            return finding(lesson, step, false, mistake.getMessage());
        }
    }

    private static Finding page(Lesson lesson, Step step, String markdown) {
        long lines = markdown.lines().filter(line -> !line.isBlank()).count();
        int width = widestCode(markdown);
        if (lines > LONGEST_SLIDE) {
            return finding(
                    lesson, step, false, lines + " lines are too many for a page; " + LONGEST_SLIDE + " at most");
        }
        if (width > WIDEST_CODE) {
            return finding(
                    lesson, step, false, "code of " + width + " columns is too wide; " + WIDEST_CODE + " at most");
        }
        return finding(lesson, step, true, lines + " lines");
    }

    private static int widestCode(String markdown) {
        int[] widest = {0};
        Parser.builder().build().parse(markdown).accept(new AbstractVisitor() {
            @Override
            public void visit(FencedCodeBlock code) {
                code.getLiteral().lines().forEach(line -> widest[0] = Math.max(widest[0], line.length()));
            }
        });
        return widest[0];
    }

    private static Finding question(Lesson lesson, Question question, Images images) throws UserMistake {
        Band claim = question.claim();
        if (question.within() > claim.high() / 2) {
            return finding(
                    lesson,
                    question,
                    false,
                    "'within' " + figure(question.within()) + " lets nearly any prediction count; make it smaller");
        }
        Playback playback = QuestionRun.at(lesson.scenario(), question.at(), images);
        Answer answer = QuestionRun.answer(question, playback, claim.low());
        List<String> sentences = new ArrayList<>();
        boolean ok = claim.contains(answer.measured());
        sentences.add(sentence(question.measure(), answer.measured(), claim));
        for (int i = 0; i < question.also().size(); i++) {
            Also also = question.also().get(i);
            double value = answer.also().get(i).value();
            ok &= also.claim().contains(value);
            sentences.add(sentence(also.measure(), value, also.claim()));
        }
        return finding(lesson, question, ok, String.join("; ", sentences));
    }

    private static String sentence(Measure measure, double value, Band claim) {
        String band =
                claim.low() == claim.high() ? figure(claim.low()) : figure(claim.low()) + " to " + figure(claim.high());
        return measure.id() + " is " + figure(value) + " (" + measure.unit() + ")"
                + (claim.contains(value) ? ", as claimed: " : ", but the lesson claims ") + band;
    }

    private static Finding task(Lesson lesson, Task task, Trial trial) throws UserMistake {
        Finding page = page(lesson, task, task.markdown());
        if (!page.ok()) {
            return page;
        }
        Outcome outcome = trial.of(task.exercise());
        if (outcome.starterPasses()) {
            return finding(lesson, task, false, "exercise " + task.exercise() + " passes before anything is written");
        }
        return outcome.referencePasses()
                ? finding(lesson, task, true, "exercise " + task.exercise() + " fails as given and can be solved")
                : finding(lesson, task, false, "the kernel's own code fails exercise " + task.exercise());
    }

    private static Finding finding(Lesson lesson, Step step, boolean ok, String sentence) {
        return new Finding(lesson.id(), step.id(), ok, sentence);
    }

    private static String figure(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : String.format(Locale.ROOT, "%.1f", value);
    }
}
