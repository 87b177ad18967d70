/* The timeline: what every core did, the playhead to drag, the markers. */
package org.kernelscope.app.window;

import java.util.Optional;
import java.util.OptionalLong;
import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Line;
import javafx.scene.shape.Rectangle;
import javafx.scene.shape.SVGPath;
import org.kernelscope.engine.Frame;
import org.kernelscope.visualizers.Visualizer.Viewport;
import org.kernelscope.visualizers.drawing.Drawing;
import org.kernelscope.visualizers.drawing.TextWriter;
import org.kernelscope.visualizers.fx.DrawingPane;
import org.kernelscope.visualizers.timeline.TimelineVisualizer;
import org.kordamp.ikonli.feather.Feather;

/** Follows frame and extent; dragging travels, scrolling zooms. */
final class TimelineView {
    private static final double WHEEL = 1.0025;
    private static final double MAGNIFIED = 1.1;
    private static final double HEAD = 36;
    private static final double LEAST = 112;
    private static final double MOST = 232;
    private static final int KEY_STEPS = 100;

    private final WindowModel model;
    private final Appearance appearance;
    private final TimelineVisualizer visualizer = new TimelineVisualizer();
    private final DrawingPane pane = new DrawingPane();
    private final Label range = Parts.text("", "ks-timeline-range");
    private final Line playhead = Parts.styled(new Line(), "ks-playhead");
    private final SVGPath grip = Parts.styled(new SVGPath(), "ks-playhead-grip");
    private final Marker markerA = new Marker("A");
    private final Marker markerB = new Marker("B");
    private final Rectangle brush = Parts.styled(new Rectangle(), "ks-brush");
    private final Area area = new Area();
    private final VBox root;
    private OptionalLong dragged = OptionalLong.empty();
    private OptionalLong brushedFrom = OptionalLong.empty();

    TimelineView(WindowModel model, Appearance appearance, Actions actions) {
        this.model = model;
        this.appearance = appearance;
        grip.setContent("M -6 0 L 6 0 L 6 6 L 0 12 L -6 6 Z");
        brush.setVisible(false);
        pane.setFocusTraversable(false);
        area.getChildren().addAll(pane, markerA.line, markerB.line, markerA.name, markerB.name, playhead, grip, brush);
        VBox.setVgrow(area, Priority.ALWAYS);
        root = Parts.styled(new VBox(head(actions), area), "ks-timeline");
        root.setMinHeight(LEAST);
        listen();
        model.frameProperty().subscribe(_ -> draw());
        model.timeline().extentProperty().subscribe(_ -> draw());
        appearance.lookProperty().subscribe(_ -> {
            pane.setTheme(appearance.theme());
            draw();
        });
    }

    Node root() {
        return root;
    }

    private Node head(Actions actions) {
        range.setMinWidth(0);
        HBox head = Parts.styled(
                new HBox(
                        Parts.heading("Timeline"),
                        range,
                        Parts.spring(),
                        Parts.button(actions.named("mark-a"), Parts.icon(Feather.FLAG), "A", "ks-tool"),
                        Parts.button(actions.named("mark-b"), Parts.icon(Feather.FLAG), "B", "ks-tool"),
                        Parts.button(actions.named("timeline-all"), Parts.icon(Feather.MAXIMIZE_2), "All", "ks-tool")),
                "ks-timeline-head");
        return head;
    }

    private void listen() {
        area.setFocusTraversable(true);
        area.setId("timeline");
        area.setCursor(Cursor.H_RESIZE);
        area.addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressed);
        area.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::moved);
        area.addEventHandler(MouseEvent.MOUSE_RELEASED, this::released);
        area.addEventHandler(ScrollEvent.SCROLL, this::scrolled);
        area.addEventHandler(KeyEvent.KEY_PRESSED, this::keyed);
    }

    private void pressed(MouseEvent event) {
        area.requestFocus();
        if (event.getButton() != MouseButton.PRIMARY || now().isEmpty()) {
            return;
        }
        if (event.isShiftDown()) {
            brushedFrom = OptionalLong.of(timeAt(event.getX()));
        }
        moved(event);
    }

    private void moved(MouseEvent event) {
        if (!event.isPrimaryButtonDown() || now().isEmpty()) {
            return;
        }
        long time = timeAt(event.getX());
        if (brushedFrom.isPresent()) {
            double start = xOf(brushedFrom.getAsLong());
            brush.setVisible(true);
            brush.setX(Math.min(start, event.getX()));
            brush.setWidth(Math.abs(event.getX() - start));
            brush.setHeight(area.getHeight());
        } else {
            dragged = OptionalLong.of(time);
            place();
            model.travelTo(time);
        }
    }

    private void released(MouseEvent event) {
        brushedFrom.ifPresent(from -> model.timeline().brush(from, timeAt(event.getX())));
        brushedFrom = OptionalLong.empty();
        brush.setVisible(false);
        dragged = OptionalLong.empty();
        draw();
    }

    private void scrolled(ScrollEvent event) {
        TimelineModel timeline = model.timeline();
        double amount = event.getDeltaY() == 0 ? event.getDeltaX() : event.getDeltaY();
        if (event.isShiftDown() || Math.abs(event.getDeltaX()) > Math.abs(event.getDeltaY())) {
            timeline.pan(Math.round(
                    -amount / Math.max(1, area.getWidth()) * timeline.extent().length()));
        } else {
            timeline.zoom(timeAt(event.getX()), Math.pow(WHEEL, -amount));
        }
        event.consume();
    }

    private void keyed(KeyEvent event) {
        long step = Math.max(1, model.timeline().extent().length() / KEY_STEPS);
        now().ifPresent(frame -> {
            switch (event.getCode()) {
                case LEFT -> model.travelTo(frame.time() - step);
                case RIGHT -> model.travelTo(frame.time() + step);
                default -> {
                    return;
                }
            }
            event.consume();
        });
    }

    private Optional<Frame> now() {
        return model.frameProperty().get();
    }

    private Viewport viewport() {
        TimelineModel.Extent extent = model.timeline().extent();
        double scale = magnification();
        return new Viewport(area.getWidth() / scale, area.getHeight() / scale, extent.from(), extent.to());
    }

    /** Lanes and words share little height, so they grow less than the stage does. */
    private double magnification() {
        return Math.min(MAGNIFIED, appearance.theme().magnification());
    }

    private long timeAt(double x) {
        long time = now().map(
                        frame -> TimelineVisualizer.scale(frame, viewport()).time(x / magnification()))
                .orElse(0L);
        return Math.max(0, time);
    }

    private double xOf(long time) {
        return now().map(frame -> TimelineVisualizer.scale(frame, viewport()).x(time) * magnification())
                .orElse(0.0);
    }

    private void draw() {
        if (area.getWidth() < 1 || area.getHeight() < 1) {
            return;
        }
        now().ifPresentOrElse(this::draw, () -> {
            range.setText("No machine yet");
            pane.setVisible(false);
        });
        place();
    }

    private void draw(Frame frame) {
        Drawing drawing = dragged.isPresent()
                ? withoutPlayhead(visualizer.draw(frame, viewport()))
                : visualizer.draw(frame, viewport());
        pane.setVisible(true);
        double needed = leastHeight(frame) * magnification() + HEAD;
        root.setMinHeight(Math.clamp(needed, LEAST, MOST));
        pane.showAtOnce(drawing);
        area.setAccessibleText(TextWriter.write(drawing));
        TimelineModel.Extent extent = model.timeline().extent();
        range.setText(
                Moments.stretch(extent.from(), extent.to(), frame.scenario().megahertz())
                        + " \u00b7 drag to travel in time, scroll to zoom");
    }

    /** How low the lanes can be. */
    private double leastHeight(Frame frame) {
        Viewport now = viewport();
        return visualizer
                .draw(frame, new Viewport(now.width(), 1, now.to(), now.to() + 1))
                .height();
    }

    /** While it is dragged, the playhead is under the pointer and not where the machine has got to. */
    private static Drawing withoutPlayhead(Drawing drawing) {
        return new Drawing(
                drawing.width(),
                drawing.height(),
                drawing.title(),
                drawing.subtitle(),
                drawing.shapes().stream()
                        .filter(shape -> !shape.id().startsWith("playhead"))
                        .toList());
    }

    private void place() {
        OptionalLong time = dragged;
        boolean shown = time.isPresent() && within(time.getAsLong());
        playhead.setVisible(shown);
        grip.setVisible(shown);
        if (shown) {
            double x = Math.round(xOf(time.getAsLong())) + 0.5;
            playhead.setStartX(x);
            playhead.setEndX(x);
            playhead.setStartY(6);
            playhead.setEndY(area.getHeight());
            grip.setTranslateX(x);
        }
        markerA.place(model.timeline().extent().a());
        markerB.place(model.timeline().extent().b());
    }

    private boolean within(long time) {
        TimelineModel.Extent extent = model.timeline().extent();
        return time >= extent.from() && time <= extent.to();
    }

    /** A dashed line with its letter. */
    private final class Marker {
        private final Line line = Parts.styled(new Line(), "ks-marker");
        private final Label name;

        Marker(String letter) {
            name = Parts.text(letter, "ks-marker-name");
            line.setMouseTransparent(true);
            name.setMouseTransparent(true);
        }

        void place(OptionalLong time) {
            boolean shown = time.isPresent() && within(time.getAsLong()) && now().isPresent();
            line.setVisible(shown);
            name.setVisible(shown);
            if (shown) {
                double x = Math.round(xOf(time.getAsLong())) + 0.5;
                line.setStartX(x);
                line.setEndX(x);
                line.setStartY(0);
                line.setEndY(area.getHeight());
                name.relocate(x + 2, area.getHeight() - 18);
            }
        }
    }

    /** The room for the lanes. */
    private final class Area extends Pane {
        Area() {
            Rectangle clip = new Rectangle();
            clip.widthProperty().bind(widthProperty());
            clip.heightProperty().bind(heightProperty());
            setClip(clip);
            setMinHeight(0);
            setPrefHeight(Region.USE_COMPUTED_SIZE);
        }

        @Override
        protected void layoutChildren() {
            pane.resizeRelocate(0, 0, getWidth(), getHeight());
            name(markerA);
            name(markerB);
            draw();
        }

        private void name(Marker marker) {
            marker.name.autosize();
        }
    }
}
