/* A lesson as it is being followed: the step, the machine beside it, the question, the progress. */
package org.kernelscope.app.window;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import org.kernelscope.engine.Playback;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.kernel.FileTrouble;
import org.kernelscope.kernel.KernelImage;
import org.kernelscope.kernel.ToolchainException;
import org.kernelscope.kernel.Variant;
import org.kernelscope.lessons.Lesson;
import org.kernelscope.lessons.LessonProgress;
import org.kernelscope.lessons.QuestionRun;

/** One lesson, from the first step that is not done; used on the window's thread. */
public final class LessonModel {
    private final Lesson lesson;
    private final WindowModel window;
    private final Images images;
    private final Path file;
    private final ReadOnlyIntegerWrapper index = new ReadOnlyIntegerWrapper(-1);
    private LessonProgress progress;

    /**
     * A lesson that has not been begun in this window.
     *
     * @param window whose machine goes with the lesson
     * @param images where kernels come from
     * @param file where progress is kept
     */
    public LessonModel(Lesson lesson, WindowModel window, Images images, Path file) {
        this.lesson = lesson;
        this.window = window;
        this.images = images;
        this.file = file;
        this.progress = LessonProgress.none();
        try {
            LessonProgress.Loaded loaded = LessonProgress.read(file);
            progress = loaded.progress();
            loaded.message().ifPresent(this::trouble);
        } catch (IOException failure) {
            trouble(file + " could not be read: " + FileTrouble.reason(failure) + ".");
        }
    }

    public Lesson lesson() {
        return lesson;
    }

    /** Position of the present step. */
    public ReadOnlyIntegerProperty indexProperty() {
        return index.getReadOnlyProperty();
    }

    public Lesson.Step step() {
        return lesson.steps().get(Math.max(0, index.get()));
    }

    /** Whether a step has been done. */
    public boolean done(Lesson.Step step) {
        return progress.done(lesson, step);
    }

    /** {@code 3/9}, or a tick when all is done; empty before the first. */
    public String state() {
        int done = progress.done(lesson);
        int all = lesson.steps().size();
        return done == 0 ? "" : done == all ? "\u2713" : done + "/" + all;
    }

    /** Goes to the first step that is not done, or to the first of all. */
    public void begin() {
        go(progress.next(lesson).map(lesson.steps()::indexOf).orElse(0));
    }

    public void next() {
        if (step() instanceof Lesson.Slide slide) {
            note(new LessonProgress.Read(lesson.id(), slide.id()));
        }
        go(index.get() + 1);
    }

    public void back() {
        go(index.get() - 1);
    }

    /** Keeps what the student has written. */
    public void explain(String text) {
        note(new LessonProgress.Explained(lesson.id(), step().id(), text));
    }

    /** Takes the question away; the machine stays. */
    public void leave() {
        window.predict().clear();
    }

    private void go(int wanted) {
        int position = Math.clamp(wanted, 0, lesson.steps().size() - 1);
        index.set(position);
        window.predict().clear();
        if (step() instanceof Lesson.Question question) {
            stand(Choice.at(lesson.scenario(), question.at()));
            String unit = question.measure().unit();
            window.predict()
                    .ask(new PredictModel.Question(
                            question.title(), unit, question.hint(), guess -> answer(question, guess)));
        } else if (isElsewhere(window.choiceProperty().get())) {
            stand(Choice.of(lesson.scenario(), lesson.options()));
        }
    }

    private boolean isElsewhere(Choice choice) {
        return choice.recording().isPresent() || !choice.scenario().equals(lesson.scenario());
    }

    private void stand(Choice choice) {
        if (!choice.equals(window.choiceProperty().get())) {
            window.open(choice);
        }
    }

    private CompletableFuture<PredictModel.Feedback> answer(Lesson.Question question, String words) {
        CompletableFuture<PredictModel.Feedback> feedback = new CompletableFuture<>();
        Thread.ofVirtual().name("answer").start(() -> {
            try {
                double guess = Double.parseDouble(words.replace(',', '.'));
                Playback playback = QuestionRun.at(lesson.scenario(), question.at(), this::image);
                QuestionRun.Answer answer = QuestionRun.answer(question, playback, guess);
                window.later(() -> note(new LessonProgress.Answered(
                        lesson.id(), question.id(), guess, answer.measured(), answer.right())));
                feedback.complete(new PredictModel.Feedback(answer.right(), answer.explain(question)));
            } catch (NumberFormatException _) {
                feedback.complete(new PredictModel.Feedback(false, "'" + words + "' is no number. " + question.hint()));
            } catch (UserMistake mistake) {
                feedback.complete(new PredictModel.Feedback(false, mistake.getMessage()));
            }
        });
        return feedback;
    }

    private KernelImage image(Variant variant) throws UserMistake {
        try {
            return images.of(variant);
        } catch (ToolchainException failure) {
            throw new UserMistake(failure.getMessage());
        }
    }

    private void note(LessonProgress.Entry entry) {
        progress = progress.with(entry);
        try {
            java.nio.file.Files.createDirectories(file.toAbsolutePath().getParent());
            progress.write(file);
        } catch (IOException failure) {
            trouble("Your progress could not be saved in " + file + ": " + FileTrouble.reason(failure) + ".");
        }
    }

    private void trouble(String sentence) {
        window.notices().add(Notices.Weight.TROUBLE, "Lessons", sentence);
    }
}
