/* The list at the left: lessons, scenarios, and the kernel's layers with the cores that are in them. */
package org.kernelscope.app.window;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import org.kernelscope.engine.Frame;
import org.kernelscope.engine.view.CoreView;

/** Opens what is clicked; the layers follow the frame. */
final class NavigatorView {
    /**
     * One thing to open.
     *
     * @param id stable
     * @param title as in the list
     * @param tip one sentence
     * @param state a short word at the right: a tick, 3/5; empty for none
     * @param open opens it
     */
    record Entry(String id, String title, String tip, String state, Runnable open) {}

    private static final int CHIPS = 4;
    private static final double MARGINS = 56;
    private static final double STATE = 32;

    private final WindowModel model;
    private final VBox sections = Parts.styled(new VBox(), "ks-navigator");
    private final VBox lessons = Parts.styled(new VBox(), "ks-nav-section");
    private final VBox scenarios = Parts.styled(new VBox(), "ks-nav-section");
    private final VBox layers = Parts.styled(new VBox(), "ks-nav-section");
    private final VBox exercises = Parts.styled(new VBox(), "ks-nav-section");
    private final VBox benchmarks = Parts.styled(new VBox(), "ks-nav-section");
    private final Map<String, HBox> chipsOfLayer = new HashMap<>();
    private final Map<String, Node> rowOfLayer = new HashMap<>();
    private boolean pageOpen;
    private final ScrollPane root = Parts.styled(new ScrollPane(sections), "ks-navigator-scroll");

    NavigatorView(WindowModel model) {
        this.model = model;
        root.setFitToWidth(true);
        root.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        sections.getChildren().addAll(lessons, exercises, scenarios, benchmarks, layers);
        for (VBox section : List.of(lessons, exercises, benchmarks)) {
            section.managedProperty().bind(section.visibleProperty());
            section.setVisible(false);
        }
        model.choiceProperty().subscribe(_ -> fillScenarios());
        model.openedProperty()
                .subscribe(
                        opened -> fillLayers(opened.map(Opener.Opened::layers).orElse(List.of())));
        model.frameProperty().subscribe(this::placeCores);
    }

    Node root() {
        return root;
    }

    /** Fills the lessons' section; an empty list hides it. */
    void lessons(List<Entry> entries, Optional<String> open) {
        fill(lessons, "Lessons", entries, open);
    }

    /** Fills the sections of pages; an empty list hides one. */
    void pages(List<Entry> forExercises, List<Entry> forBenchmarks, Optional<String> open) {
        pageOpen = open.isPresent();
        fillScenarios();
        fill(exercises, "Exercises", forExercises, open);
        fill(benchmarks, "Benchmarks", forBenchmarks, open);
    }

    private void fillScenarios() {
        List<Entry> entries = new ArrayList<>();
        for (Opener.Offer offer : model.scenarios()) {
            entries.add(new Entry(
                    "open-" + offer.name(),
                    offer.title(),
                    offer.summary(),
                    "",
                    () -> model.open(model.choiceProperty().get().withScenario(offer))));
        }
        fill(
                scenarios,
                "Scenarios",
                entries,
                pageOpen || model.choiceProperty().get().recording().isPresent()
                        ? Optional.empty()
                        : Optional.of("open-" + model.choiceProperty().get().scenario()));
    }

    private void fill(VBox section, String heading, List<Entry> entries, Optional<String> open) {
        section.getChildren().setAll(Parts.heading(heading));
        for (Entry entry : entries) {
            Label state = Parts.text(entry.state(), "ks-nav-state");
            state.setMinWidth(Region.USE_PREF_SIZE);
            Text title = new Text(entry.title());
            title.wrappingWidthProperty()
                    .bind(sections.widthProperty().subtract(entry.state().isEmpty() ? MARGINS : MARGINS + STATE));
            HBox line = new HBox(8, title, Parts.spring(), state);
            line.setAlignment(Pos.CENTER_LEFT);
            Button row = Parts.styled(new Button("", line), "ks-nav-row");
            row.setId(entry.id());
            row.setMaxWidth(Double.MAX_VALUE);
            row.setAccessibleText(entry.title());
            row.setTooltip(Parts.tip(entry.tip()));
            row.setOnAction(_ -> entry.open().run());
            line.prefWidthProperty().bind(row.widthProperty().subtract(16));
            if (open.filter(entry.id()::equals).isPresent()) {
                row.getStyleClass().add("open");
            }
            section.getChildren().add(row);
        }
        section.setVisible(!entries.isEmpty());
    }

    private void fillLayers(List<String> bottomUp) {
        chipsOfLayer.clear();
        rowOfLayer.clear();
        layers.getChildren().setAll(Parts.heading("Layers"));
        for (String layer : bottomUp.reversed()) {
            HBox chips = Parts.styled(new HBox(), "ks-chips");
            chips.setAlignment(Pos.CENTER_RIGHT);
            HBox row = Parts.styled(new HBox(4, name(layer), Parts.spring(), chips), "ks-nav-layer");
            row.setAlignment(Pos.CENTER_LEFT);
            chipsOfLayer.put(layer, chips);
            rowOfLayer.put(layer, row);
            layers.getChildren().add(row);
        }
    }

    private static Label name(String layer) {
        Label name = Parts.text(layer);
        name.setMinWidth(Region.USE_PREF_SIZE);
        return name;
    }

    private void placeCores(Optional<Frame> frame) {
        Map<String, List<Integer>> cores = frame.map(Frame::cores).orElse(List.of()).stream()
                .collect(Collectors.groupingBy(
                        NavigatorView::layerOf, Collectors.mapping(CoreView::id, Collectors.toList())));
        chipsOfLayer.forEach((layer, chips) -> {
            List<Integer> here = cores.getOrDefault(layer, List.of());
            chips.getChildren().setAll(Parts.chips(here, CHIPS));
            Node row = rowOfLayer.get(layer);
            row.getStyleClass().remove("busy");
            if (!here.isEmpty()) {
                row.getStyleClass().add("busy");
            }
        });
    }

    /** The folder that a core's source lies in; empty where unknown. */
    static String layerOf(CoreView core) {
        return folder(core.location().file());
    }

    /** The first folder of a path. */
    static String folder(String file) {
        int slash = file.indexOf('/');
        return slash < 0 ? "" : file.substring(0, slash);
    }
}
