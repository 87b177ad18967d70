/* The list at the left: lessons, scenarios, and the kernel's layers with the cores that are in them. */
package org.kernelscope.app.window;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
import org.kernelscope.engine.event.Topic;
import org.kernelscope.engine.view.CoreView;
import org.kernelscope.kernel.Layer;

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

    /**
     * Layers that fold together.
     *
     * @param layers top to bottom
     */
    private record Group(List<String> layers, Fold fold) {}

    private static final String USER = "user";
    private static final int CHIPS = 4;
    private static final double MARGINS = 40;
    private static final double INDENT = 14;
    private static final double STATE = 48;

    private final WindowModel model;
    private final VBox sections = Parts.styled(new VBox(), "ks-navigator");
    private final VBox lessons = Parts.styled(new VBox(), "ks-nav-section");
    private final VBox scenarios = Parts.styled(new VBox(), "ks-nav-section");
    private final VBox layers = Parts.styled(new VBox(), "ks-nav-section");
    private final VBox exercises = Parts.styled(new VBox(), "ks-nav-section");
    private final VBox benchmarks = Parts.styled(new VBox(), "ks-nav-section");
    private final Map<String, HBox> chipsOfLayer = new HashMap<>();
    private final Map<String, Node> rowOfLayer = new HashMap<>();
    private final List<Group> groups = new ArrayList<>();
    private final Set<String> unfolded = new HashSet<>();
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

    /** By topic; the topic of the open one is unfolded, others as the user wants. */
    private void fillScenarios() {
        Choice choice = model.choiceProperty().get();
        boolean elsewhere = pageOpen || choice.recording().isPresent();
        Optional<String> open = elsewhere ? Optional.empty() : Optional.of("open-" + choice.scenario());
        model.offer().map(Opener.Offer::topic).ifPresent(topic -> unfolded.add(topic.name()));
        scenarios.getChildren().setAll(Parts.heading("Scenarios"));
        for (Topic topic : Topic.values()) {
            List<Entry> entries =
                    model.scenarios(topic).stream().map(this::entry).toList();
            if (!entries.isEmpty()) {
                VBox rows = new VBox();
                entries.forEach(entry -> rows.getChildren().add(row(entry, open, INDENT)));
                scenarios.getChildren().add(new Fold(topic.name(), words(topic), rows, unfolded).root());
            }
        }
    }

    private Entry entry(Opener.Offer offer) {
        return new Entry(
                "open-" + offer.name(),
                offer.title(),
                offer.summary(),
                "",
                () -> model.open(model.choiceProperty().get().withScenario(offer)));
    }

    private static String words(Topic topic) {
        return topic.name().charAt(0) + topic.name().substring(1).toLowerCase(Locale.ROOT);
    }

    private void fill(VBox section, String heading, List<Entry> entries, Optional<String> open) {
        section.getChildren().setAll(Parts.heading(heading));
        entries.forEach(entry -> section.getChildren().add(row(entry, open, 0)));
        section.setVisible(!entries.isEmpty());
    }

    /** @param indent how far the row is moved to the right */
    private Button row(Entry entry, Optional<String> open, double indent) {
        Text title = new Text(entry.title());
        HBox line = new HBox(8, title);
        if (!entry.state().isEmpty()) {
            Label state = Parts.text(entry.state(), "ks-nav-state");
            state.setMinWidth(Region.USE_PREF_SIZE);
            line.getChildren().addAll(Parts.spring(), state);
        }
        double taken = indent + MARGINS + (entry.state().isEmpty() ? 0 : STATE);
        title.wrappingWidthProperty().bind(sections.widthProperty().subtract(taken));
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
        return row;
    }

    private void fillLayers(List<Layer> bottomUp) {
        chipsOfLayer.clear();
        rowOfLayer.clear();
        groups.clear();
        layers.getChildren().setAll(Parts.heading("Layers"));
        Map<String, List<String>> byGroup = new LinkedHashMap<>();
        for (Layer layer : bottomUp.reversed()) {
            byGroup.computeIfAbsent(layer.group(), _ -> new ArrayList<>()).add(layer.name());
        }
        if (!bottomUp.isEmpty()) {
            addGroup("programs", List.of(USER));
        }
        byGroup.forEach(this::addGroup);
        placeCores(model.frameProperty().get());
    }

    private void addGroup(String group, List<String> topDown) {
        VBox rows = new VBox();
        for (String layer : topDown) {
            HBox chips = Parts.styled(new HBox(), "ks-chips");
            chips.setAlignment(Pos.CENTER_RIGHT);
            HBox row = Parts.styled(new HBox(4, name(layer), Parts.spring(), chips), "ks-nav-layer");
            row.setAlignment(Pos.CENTER_LEFT);
            chipsOfLayer.put(layer, chips);
            rowOfLayer.put(layer, row);
            rows.getChildren().add(row);
        }
        Fold fold = new Fold("layers-" + group, group, rows, unfolded);
        groups.add(new Group(topDown, fold));
        layers.getChildren().add(fold.root());
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
        boolean stands =
                frame.filter(now -> now.status() != Frame.Status.RUNNING).isPresent();
        for (Group group : groups) {
            List<Integer> here = group.layers().stream()
                    .flatMap(layer -> cores.getOrDefault(layer, List.of()).stream())
                    .sorted()
                    .toList();
            group.fold().mark(Parts.chips(here, CHIPS));
            if (stands) {
                group.fold().follow(!here.isEmpty());
            }
        }
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
