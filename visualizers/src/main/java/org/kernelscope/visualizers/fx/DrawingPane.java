/* A drawing in a window: fitted to the width, animated from one to the next. */
package org.kernelscope.visualizers.fx;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javafx.animation.AnimationTimer;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.util.Duration;
import org.kernelscope.visualizers.drawing.Drawing;
import org.kernelscope.visualizers.drawing.Hits;
import org.kernelscope.visualizers.drawing.Shape;
import org.kernelscope.visualizers.drawing.TextWriter;
import org.kernelscope.visualizers.drawing.Theme;
import org.kernelscope.visualizers.drawing.Tween;
import org.kernelscope.visualizers.drawing.Tween.Stage;

/** Shows drawings. On the JavaFX thread only. Its height follows from its width; put it into a scroll pane. */
public final class DrawingPane extends Region {
    private static final double MOVE_NANOS = 320e6;
    private static final double GLOW_NANOS = 650e6;

    private final Canvas canvas = new Canvas();
    private final Fonts fonts = new Fonts();
    private final Tooltip tooltip = new Tooltip();
    private final AnimationTimer timer = new Clock();
    private Theme theme = Theme.DARK;
    private boolean motion = true;
    private Drawing from;
    private Drawing target;
    private List<Stage> stages = List.of();
    private Consumer<String> onPick = id -> {};
    private Optional<String> tip = Optional.empty();
    private long started;
    private boolean moving;

    /** An empty pane. */
    public DrawingPane() {
        target = new Drawing(1, 1, "", "", List.of());
        from = target;
        getStyleClass().add("drawing-pane");
        getChildren().add(canvas);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setFocusTraversable(true);
        tooltip.setShowDelay(Duration.millis(350));
        canvas.setOnMouseMoved(this::hover);
        canvas.setOnMouseExited(event -> tip(Optional.empty()));
        canvas.setOnMouseClicked(this::pick);
    }

    private final class Clock extends AnimationTimer {
        @Override
        public void handle(long now) {
            started = started == 0 ? now : started;
            advance((now - started) / (motion ? MOVE_NANOS : GLOW_NANOS));
        }
    }

    /** Moves from what is seen now to a drawing. */
    public void show(Drawing drawing) {
        if (target.shapes().isEmpty()) {
            showAtOnce(drawing);
            return;
        }
        if (drawing.equals(target)) {
            return;
        }
        from = moving ? seen() : target;
        target = drawing;
        moving = true;
        started = 0;
        requestLayout();
        advance(0);
        timer.start();
    }

    /** Shows a drawing with no animation: while the machine runs fast. */
    public void showAtOnce(Drawing drawing) {
        from = drawing;
        target = drawing;
        requestLayout();
        advance(1);
    }

    public void setReduceMotion(boolean reduce) {
        motion = !reduce;
    }

    public void setTheme(Theme value) {
        theme = value;
        requestLayout();
        paint();
    }

    /** Called with the id of the shape that was clicked. */
    public void setOnPick(Consumer<String> action) {
        onPick = action;
    }

    /** The drawing that is shown or moved to. */
    public Drawing drawing() {
        return target;
    }

    /** Whether an animation is under way. */
    public boolean moving() {
        return moving;
    }

    /** The logical width that a visualizer should draw for, so that type has the theme's size. */
    public double logicalWidth() {
        return Math.max(1, getWidth() / theme.magnification());
    }

    /** From a pixel of this pane to a logical pixel of the drawing. */
    public double logical(double pixel) {
        return pixel / zoom();
    }

    List<Stage> stages() {
        return stages;
    }

    private void advance(double progress) {
        stages = Tween.between(from, target, progress, motion);
        if (progress >= 1) {
            moving = false;
            timer.stop();
            setAccessibleText(TextWriter.write(target));
        }
        paint();
    }

    /** What is on the screen in the middle of an animation, as a drawing. */
    private Drawing seen() {
        Set<String> ids = new HashSet<>();
        List<Shape> shapes = stages.stream()
                .filter(stage -> stage.opacity() > 0.5)
                .map(Stage::shape)
                .filter(shape -> ids.add(shape.id()))
                .toList();
        return new Drawing(target.width(), target.height(), target.title(), target.subtitle(), shapes);
    }

    private double zoom() {
        return getWidth() > 0 ? getWidth() / target.width() : theme.magnification();
    }

    private void paint() {
        double width = canvas.getWidth();
        double height = canvas.getHeight();
        if (width <= 0 || height <= 0) {
            return;
        }
        var context = canvas.getGraphicsContext2D();
        context.save();
        context.scale(zoom(), zoom());
        new CanvasPainter(context, theme, fonts).paint(stages, width / zoom() + 1, height / zoom() + 1);
        context.restore();
    }

    private void hover(MouseEvent event) {
        tip(Hits.tipAt(target, logical(event.getX()), logical(event.getY())));
    }

    private void tip(Optional<String> text) {
        if (text.equals(tip)) {
            return;
        }
        tip = text;
        text.ifPresentOrElse(
                words -> {
                    tooltip.setText(words);
                    Tooltip.install(canvas, tooltip);
                },
                () -> {
                    tooltip.hide();
                    Tooltip.uninstall(canvas, tooltip);
                });
    }

    private void pick(MouseEvent event) {
        Hits.at(target, logical(event.getX()), logical(event.getY())).ifPresent(shape -> onPick.accept(shape.id()));
    }

    @Override
    protected void layoutChildren() {
        double height = Math.max(getHeight(), target.height() * zoom());
        if (canvas.getWidth() != getWidth() || canvas.getHeight() != height) {
            canvas.setWidth(getWidth());
            canvas.setHeight(height);
        }
        paint();
    }

    @Override
    protected double computePrefWidth(double height) {
        return target.width() * theme.magnification();
    }

    @Override
    protected double computePrefHeight(double width) {
        double actual = width > 0 ? width : getWidth();
        return target.height() * (actual > 0 ? actual / target.width() : theme.magnification());
    }

    @Override
    protected double computeMinWidth(double height) {
        return 0;
    }

    @Override
    protected double computeMinHeight(double width) {
        return 0;
    }
}
