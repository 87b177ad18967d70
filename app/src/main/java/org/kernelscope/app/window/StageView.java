/* The stage: tabs of diagrams of the present frame, their tools, and the question below them. */
package org.kernelscope.app.window;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kernelscope.engine.Frame;
import org.kernelscope.engine.Recording;
import org.kernelscope.engine.Scenario;
import org.kernelscope.visualizers.Visualizer;
import org.kernelscope.visualizers.drawing.Drawing;
import org.kernelscope.visualizers.fx.DrawingPane;
import org.kordamp.ikonli.feather.Feather;

/** Draws only the diagram that is seen, only when the frame, the room or the zoom has changed. */
final class StageView {
    private static final double SMALLEST = 0.4;
    private static final double LARGEST = 4;
    private static final double FIT_LEAST = 0.6;
    private static final double SCROLLED = 0.8;
    private static final double FIT_STEP = 0.05;
    private static final double COMFORTABLE = 824;
    private static final double COMFORT_LEAST = 0.85;
    private static final double WIDE = 1100;
    private static final double BIGGEST = 2;
    private static final double FOLLOWED = 3;

    private final WindowModel model;
    private final Appearance appearance;
    private final List<Visualizer> views;
    private final TabRow tabs = new TabRow(List.of());
    private final MenuButton more = Parts.styled(new MenuButton("", Parts.icon(Feather.PLUS)), "ks-tool", "ks-more");
    private final DrawingPane pane = new DrawingPane();
    private final ScrollPane scroll = Parts.styled(new ScrollPane(), "ks-stage-scroll");
    private final Label title = Parts.text("", "ks-stage-title");
    private final Label subtitle = Parts.text("", "ks-stage-subtitle");
    private final Label percent = Parts.text("", "ks-zoom");
    private final ReadOnlyObjectWrapper<Optional<Drawing>> drawing = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final VBox root;
    private List<Visualizer> shown = List.of();
    private String scenario = "";
    private Optional<Double> zoom = Optional.empty();
    private double shownZoom = 1;

    /** @param views all that there are, apart from those that the window shows elsewhere */
    StageView(WindowModel model, List<Visualizer> views, Appearance appearance) {
        this.model = model;
        this.appearance = appearance;
        this.views = List.copyOf(views);
        scroll.setContent(pane);
        scroll.setFitToWidth(true);
        scroll.setFitToHeight(true);
        scroll.setPannable(true);
        scroll.setId("stage");
        VBox picture = new VBox(header(), scroll);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        VBox noted = new VBox(new NoteView(model).root(), picture);
        VBox.setVgrow(picture, Priority.ALWAYS);
        StackPane states = new StackPane(noted, new ConditionView(model).root());
        VBox.setVgrow(states, Priority.ALWAYS);
        states.setMinHeight(0);
        root = Parts.styled(new VBox(), "ks-stage");
        root.getChildren().addAll(states, new PredictView(model.predict()).root());
        more.setId("more-views");
        more.setTooltip(Parts.tip("Look at the machine in another way too"));
        more.setAccessibleText("More views");
        more.setMinWidth(Region.USE_PREF_SIZE);
        model.choiceProperty().subscribe(_ -> arrangeTabs());
        model.conditionProperty().subscribe(condition -> noted.setVisible(condition instanceof Condition.Ready));
        model.frameProperty().subscribe(_ -> draw());
        tabs.openProperty().subscribe(_ -> draw());
        scroll.viewportBoundsProperty().subscribe(_ -> draw());
        appearance.lookProperty().subscribe(_ -> {
            pane.setTheme(appearance.theme());
            draw();
        });
        appearance.reduceMotionProperty().subscribe(pane::setReduceMotion);
    }

    Node root() {
        return root;
    }

    TabRow tabs() {
        return tabs;
    }

    /** What is on the stage; empty without a machine. */
    ReadOnlyObjectProperty<Optional<Drawing>> drawingProperty() {
        return drawing.getReadOnlyProperty();
    }

    /** The diagram whose tab is open. */
    Visualizer open() {
        return shown.get(tabs.openProperty().get());
    }

    /** The tabs of another scenario are its views in its order; as long as it stays, the tabs do. */
    private void arrangeTabs() {
        Choice choice = model.choiceProperty().get();
        Optional<Scenario> recorded = choice.recording().map(Recording::scenario);
        String wanted = recorded.map(Scenario::name).orElse(choice.scenario());
        if (wanted.equals(scenario)) {
            return;
        }
        scenario = wanted;
        List<String> ids = recorded.map(Scenario::views)
                .orElseGet(() -> model.offer().map(Opener.Offer::views).orElse(List.of()));
        List<Visualizer> its = ids.stream()
                .flatMap(id -> views.stream().filter(view -> view.id().equals(id)))
                .toList();
        zoom = Optional.empty();
        show(its.isEmpty() ? views : its, 0);
    }

    private void show(List<Visualizer> others, int open) {
        shown = List.copyOf(others);
        tabs.show(shown.stream().map(Visualizer::title).toList());
        tabs.open(open);
        more.getItems().clear();
        for (Visualizer view : views) {
            if (!shown.contains(view)) {
                MenuItem item = new MenuItem(view.title());
                item.setOnAction(
                        _ -> show(Stream.concat(shown.stream(), Stream.of(view)).toList(), shown.size()));
                more.getItems().add(item);
            }
        }
        more.setVisible(!more.getItems().isEmpty());
        draw();
    }

    /** The tabs with the tools at their right. */
    Node bar(Actions actions) {
        percent.setMinWidth(44);
        percent.setAlignment(Pos.CENTER);
        HBox tools = Parts.styled(
                new HBox(
                        Parts.button(actions.named("zoom-out"), Parts.icon(Feather.MINUS), "", "ks-tool"),
                        percent,
                        Parts.button(actions.named("zoom-in"), Parts.icon(Feather.PLUS), "", "ks-tool"),
                        Parts.button(actions.named("zoom-fit"), Parts.icon(Feather.MAXIMIZE), "", "ks-tool"),
                        Parts.button(actions.named("copy-text"), Parts.icon(Feather.COPY), "", "ks-tool"),
                        Parts.button(actions.named("export"), Parts.icon(Feather.DOWNLOAD), "Export", "ks-tool")),
                "ks-tools");
        tools.setAlignment(Pos.CENTER_RIGHT);
        HBox bar = Parts.styled(new HBox(tabs.root(), more, Parts.spring(), tools), "ks-stage-bar");
        bar.setAlignment(Pos.BOTTOM_LEFT);
        return bar;
    }

    private Node header() {
        title.setMinWidth(Region.USE_PREF_SIZE);
        HBox header = Parts.styled(new HBox(12, title, subtitle), "ks-stage-header");
        header.setAlignment(Pos.BASELINE_LEFT);
        return header;
    }

    void zoom(double factor) {
        zoom = Optional.of(Math.clamp(shownZoom * factor, SMALLEST, LARGEST));
        draw();
    }

    void zoomToFit() {
        zoom = Optional.empty();
        draw();
    }

    private void draw() {
        Optional<Frame> frame = model.frameProperty().get();
        double width = scroll.getViewportBounds().getWidth();
        double height = scroll.getViewportBounds().getHeight();
        if (frame.isEmpty() || width < 1 || height < 1) {
            drawing.set(Optional.empty());
            return;
        }
        double magnification = appearance.theme().magnification();
        double chosen = zoom.orElseGet(() -> fitting(frame.get(), width / magnification, height / magnification));
        Drawing drawn = draw(frame.get(), width / magnification, height / magnification, chosen);
        shownZoom = chosen;
        percent.setText(String.format(Locale.ROOT, "%.0f%%", 100 * chosen));
        title.setText(drawn.title());
        subtitle.setText(drawn.subtitle());
        double needed = drawn.width() * chosen * magnification;
        pane.setMinWidth(needed > width + 1 ? needed : 0);
        show(drawn);
        drawing.set(Optional.of(drawn));
    }

    /** Things move to where they are now, unless they were still moving: then the machine is too fast for that. */
    private void show(Drawing drawn) {
        if (pane.moving()
                || model.runningProperty().get() && model.paceProperty().get().perSecond() > FOLLOWED) {
            pane.showAtOnce(drawn);
        } else {
            pane.show(drawn);
        }
    }

    /** The zoom that suits the width, or the smaller one that shows all; where that is too small, one to scroll at. */
    private double fitting(Frame frame, double width, double height) {
        double tried =
                width < WIDE ? Math.clamp(width / COMFORTABLE, COMFORT_LEAST, 1) : Math.min(width / WIDE, BIGGEST);
        double least = FIT_LEAST / appearance.theme().magnification();
        while (tried > least && draw(frame, width, height, tried).height() * tried > height + 0.5) {
            tried -= FIT_STEP;
        }
        return tried > least ? tried : SCROLLED / appearance.theme().magnification();
    }

    private Drawing draw(Frame frame, double width, double height, double atZoom) {
        TimelineModel.Extent extent = model.timeline().extent();
        return open().draw(frame, new Visualizer.Viewport(width / atZoom, height / atZoom, extent.from(), extent.to()));
    }

    /** What stands in the picture's place while there is none. */
    private static final class ConditionView {
        private final VBox root = Parts.styled(new VBox(12), "ks-condition");

        ConditionView(WindowModel model) {
            root.setAlignment(Pos.CENTER);
            model.conditionProperty().subscribe(condition -> show(model, condition));
        }

        Node root() {
            return root;
        }

        private void show(WindowModel model, Condition condition) {
            root.setVisible(!(condition instanceof Condition.Ready));
            switch (condition) {
                case Condition.Ready() -> root.getChildren().clear();
                case Condition.Opening(String doing) -> {
                    Button cancel = new Button("Cancel");
                    cancel.setId("cancel-opening");
                    cancel.setOnAction(_ -> model.cancelOpening());
                    var progress = Parts.styled(new javafx.scene.control.ProgressBar(-1), "ks-opening");
                    progress.setPrefWidth(240);
                    root.getChildren().setAll(Parts.text(doing, "ks-condition-title"), progress, cancel);
                }
                case Condition.Failed(String sentence) -> {
                    Label words = Parts.text(sentence, "ks-condition-text");
                    words.setWrapText(true);
                    words.setMaxWidth(520);
                    Button again = Parts.styled(new Button("Try again"), "accent");
                    again.setId("open-again");
                    again.setOnAction(_ -> model.open(model.choiceProperty().get()));
                    root.getChildren()
                            .setAll(Parts.text("The scenario did not open", "ks-condition-title"), words, again);
                }
            }
        }
    }
}
