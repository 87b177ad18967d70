/* The bar at the top: what is played, the transport, the speed, and where in time we are. */
package org.kernelscope.app.window;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.SVGPath;
import org.kernelscope.engine.Frame;
import org.kernelscope.engine.Granularity;
import org.kernelscope.engine.ScenarioOptions;
import org.kernelscope.engine.ScenarioTemplate.Build;
import org.kernelscope.engine.event.Topic;
import org.kernelscope.kernel.Variant;

/** Reads the model and performs actions. */
final class TopBarView {
    private static final String BACK = "M 11 1 L 6 6 L 11 11 Z";
    private static final String AHEAD = "M 1 1 L 6 6 L 1 11 Z";
    private static final String BACK_TWICE = "M 6 1 L 1 6 L 6 11 Z M 11.5 1 L 6.5 6 L 11.5 11 Z";
    private static final String AHEAD_TWICE = "M 0.5 1 L 5.5 6 L 0.5 11 Z M 6 1 L 11 6 L 6 11 Z";
    private static final String TO_START = "M 0 1 L 2 1 L 2 11 L 0 11 Z M 10 1 L 3.5 6 L 10 11 Z";
    private static final String PLAY = "M 1 0 L 11 6 L 1 12 Z";
    private static final String PAUSE = "M 1 0 L 4.5 0 L 4.5 12 L 1 12 Z M 7.5 0 L 11 0 L 11 12 L 7.5 12 Z";
    private static final String LOGO =
            "M 9 0 A 9 9 0 1 0 9 18 A 9 9 0 1 0 9 0 Z M 9 2.2 A 6.8 6.8 0 1 1 9 15.8 A 6.8 6.8 0 1 1 9 2.2 Z"
                    + " M 9 5.4 A 3.6 3.6 0 1 0 9 12.6 A 3.6 3.6 0 1 0 9 5.4 Z";

    private final WindowModel model;
    private final Actions actions;
    private final HBox root = Parts.styled(new HBox(), "ks-top-bar");

    TopBarView(WindowModel model, Actions actions) {
        this.model = model;
        this.actions = actions;
        root.getChildren()
                .addAll(
                        logo(),
                        scenarioMenu(),
                        experiment(),
                        coresMenu(),
                        transport(),
                        speed(),
                        Parts.spring(),
                        moment());
        root.setAlignment(Pos.CENTER_LEFT);
    }

    Node root() {
        return root;
    }

    private Node logo() {
        SVGPath mark = Parts.sign(LOGO);
        mark.setFillRule(javafx.scene.shape.FillRule.EVEN_ODD);
        mark.getStyleClass().setAll("ks-logo-mark");
        MenuButton menu = Parts.styled(new MenuButton("Kernelscope", mark), "ks-logo");
        menu.setId("menu");
        menu.setMinWidth(Region.USE_PREF_SIZE);
        menu.setAccessibleText("Kernelscope: all actions");
        String group = "";
        for (Action action : actions.all()) {
            if (!group.isEmpty() && !group.equals(action.group())) {
                menu.getItems().add(new SeparatorMenuItem());
            }
            group = action.group();
            menu.getItems().add(item(action));
        }
        return menu;
    }

    private static MenuItem item(Action action) {
        boolean step = action.group().equals("Time") && !action.id().equals("run");
        MenuItem item = new MenuItem(step ? action.tip() : action.label());
        item.setOnAction(_ -> action.perform());
        item.disableProperty().bind(action.obstacle().map(why -> !why.isEmpty()));
        Label keys = Parts.text(action.keyWords(), "ks-menu-keys");
        keys.setMinWidth(112);
        item.setGraphic(keys);
        return item;
    }

    private Node scenarioMenu() {
        MenuButton menu = Parts.styled(new MenuButton(), "ks-menu");
        menu.setId("scenario");
        menu.setMinWidth(Region.USE_PREF_SIZE);
        menu.setTooltip(Parts.tip("The scenario: what the kernel is told to do"));
        for (Topic topic : Topic.values()) {
            if (!menu.getItems().isEmpty()) {
                menu.getItems().add(new SeparatorMenuItem());
            }
            for (Opener.Offer offer : model.scenarios(topic)) {
                MenuItem item = new MenuItem(offer.title());
                item.setOnAction(_ -> model.open(model.choiceProperty().get().withScenario(offer)));
                menu.getItems().add(item);
            }
        }
        menu.textProperty().bind(model.choiceProperty().map(this::title));
        menu.accessibleTextProperty().bind(menu.textProperty().map(title -> "Scenario: " + title));
        return menu;
    }

    private String title(Choice choice) {
        return choice.recording().isPresent() ? "Recorded run" : title(choice.scenario());
    }

    private String title(String scenario) {
        return model.scenarios().stream()
                .filter(offer -> offer.name().equals(scenario))
                .findFirst()
                .map(Opener.Offer::title)
                .orElse(scenario);
    }

    /** The way of building the kernel that the scenario is an experiment on: one button for each. */
    private Node experiment() {
        HBox box = Parts.styled(new HBox(), "ks-segments");
        box.managedProperty().bind(box.visibleProperty());
        model.choiceProperty().subscribe(choice -> {
            List<Way> ways = model.offer()
                    .flatMap(Opener.Offer::experiment)
                    .map(build -> Way.of(build, choice.options()))
                    .orElse(List.of());
            box.getChildren()
                    .setAll(ways.stream().map(way -> button(way, choice)).toList());
            box.setVisible(!ways.isEmpty());
        });
        return fixed(box);
    }

    private Node button(Way way, Choice choice) {
        ToggleButton button = Parts.styled(new ToggleButton(way.word()), "ks-segment");
        button.setId(way.id());
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setTooltip(Parts.tip(way.tip()));
        button.setSelected(way.options().equals(choice.options()));
        button.setOnAction(_ -> {
            if (button.isSelected()) {
                model.open(choice.withOptions(way.options()));
            }
            button.setSelected(true);
        });
        return button;
    }

    /**
     * A way of building the kernel.
     *
     * @param id of the button
     * @param options with it
     */
    private record Way(String id, String word, String tip, ScenarioOptions options) {
        static List<Way> of(Build build, ScenarioOptions now) {
            return switch (build) {
                case LOCK ->
                    ways(Variant.Lock.values(), lock -> {
                        String word = lock == Variant.Lock.MCS ? "MCS" : lock.id();
                        String tip = "Build the kernel with the " + word + " lock";
                        return new Way("lock-" + lock.id(), word, tip, now.withLock(lock));
                    });
                case LOCKING ->
                    ways(Variant.Guarding.values(), guarding -> {
                        String tip = guarding == Variant.Guarding.BIG
                                ? "One lock for the whole kernel"
                                : "A lock for each part of the kernel";
                        return new Way("locking-" + guarding.id(), guarding.id(), tip, now.withGuarding(guarding));
                    });
                case PREEMPTION ->
                    ways(Variant.Preemption.values(), preemption -> {
                        String tip = preemption == Variant.Preemption.PREEMPTIVE
                                ? "The timer takes the processor from a program"
                                : "A program keeps the processor until it gives it away";
                        String word = preemption == Variant.Preemption.PREEMPTIVE ? "timer" : "polite";
                        return new Way("preemption-" + preemption.id(), word, tip, now.withPreemption(preemption));
                    });
                case ALIGNMENT ->
                    ways(Variant.Alignment.values(), alignment -> {
                        String tip = alignment == Variant.Alignment.PADDED
                                ? "Each processor's data in cache lines of its own"
                                : "Data of all processors side by side";
                        return new Way(
                                "alignment-" + alignment.id(), alignment.id(), tip, now.withAlignment(alignment));
                    });
            };
        }

        private static <T> List<Way> ways(T[] values, Function<T, Way> way) {
            return Arrays.stream(values).map(way).toList();
        }
    }

    private Node coresMenu() {
        MenuButton menu = Parts.styled(new MenuButton(), "ks-menu");
        menu.setId("cores");
        menu.setMinWidth(Region.USE_PREF_SIZE);
        menu.setTooltip(Parts.tip("Number of processors of the machine"));
        for (int cores : Choice.CORES) {
            MenuItem item = new MenuItem(coresWord(cores));
            item.setOnAction(_ -> model.open(model.choiceProperty().get().withCores(cores)));
            menu.getItems().add(item);
        }
        menu.textProperty().bind(model.choiceProperty().map(choice -> coresWord(choice.cores())));
        return menu;
    }

    private static String coresWord(int cores) {
        return cores == 1 ? "1 core" : cores + " cores";
    }

    private Node transport() {
        HBox box = Parts.styled(new HBox(), "ks-segments", "ks-transport");
        box.getChildren()
                .addAll(
                        segment("start-over", TO_START, false, false),
                        segment("event-back", BACK_TWICE, false, true),
                        segment("line-back", BACK, false, true),
                        segment("instr-back", BACK, true, true),
                        runButton(),
                        segment("instr", AHEAD, true, true, true),
                        segment("line", AHEAD, false, true, true),
                        segment("event", AHEAD_TWICE, false, true, true));
        return fixed(box);
    }

    private Node segment(String id, String sign, boolean hollow, boolean worded, boolean... ahead) {
        Action action = actions.named(id);
        SVGPath drawn = Parts.sign(sign);
        if (hollow) {
            drawn.getStyleClass().setAll("ks-sign-hollow");
        }
        Button button = Parts.styled(new Button(worded ? action.label() : "", drawn), "ks-segment");
        if (ahead.length > 0) {
            button.setContentDisplay(javafx.scene.control.ContentDisplay.RIGHT);
        }
        return Parts.bound(button, action);
    }

    private Node runButton() {
        Action action = actions.named("run");
        SVGPath sign = Parts.sign(PLAY);
        Button button = Parts.styled(new Button("Run", sign), "ks-segment", "ks-run");
        button.setPrefWidth(76);
        model.runningProperty().subscribe(running -> {
            sign.setContent(running ? PAUSE : PLAY);
            button.setText(running ? "Pause" : "Run");
        });
        return Parts.bound(button, action);
    }

    private Node speed() {
        MenuButton unit = Parts.styled(new MenuButton(), "ks-speed");
        unit.setId("speed-unit");
        unit.setTooltip(Parts.tip("What one step of a run is"));
        for (Granularity granularity : Granularity.values()) {
            String word = granularity.name().toLowerCase(Locale.ROOT);
            MenuItem item = new MenuItem("Steps are " + word + "s");
            item.setOnAction(_ ->
                    model.paceProperty().set(new Pace(model.paceProperty().get().position(), granularity)));
            unit.getItems().add(item);
        }
        unit.textProperty().bind(model.paceProperty().map(Pace::words));
        Slider slider = Parts.styled(new Slider(0, 1, model.paceProperty().get().position()), "ks-speed-slider");
        slider.setId("speed");
        slider.setBlockIncrement(0.05);
        slider.setAccessibleText("Speed of a run, from one step in two seconds to unlimited");
        slider.setTooltip(Parts.tip("Speed of a run, from one step in two seconds to unlimited"));
        slider.valueProperty()
                .subscribe(value -> model.paceProperty()
                        .set(new Pace(
                                value.doubleValue(), model.paceProperty().get().unit())));
        VBox box = Parts.styled(new VBox(unit, slider), "ks-speed-box");
        box.setAlignment(Pos.CENTER);
        return box;
    }

    private Node moment() {
        Label step = Parts.text("", "ks-moment");
        Label time = Parts.text("", "ks-moment");
        step.setId("step");
        time.setId("time");
        for (Label label : List.of(step, time)) {
            label.setMinWidth(Region.USE_PREF_SIZE);
        }
        model.frameProperty().subscribe(frame -> {
            step.setText(frame.map(TopBarView::stepWords).orElse("step \u2013"));
            time.setText(frame.map(TopBarView::timeWords).orElse("t = \u2013"));
        });
        VBox box = Parts.styled(new VBox(step, time), "ks-moment-box");
        box.setAlignment(Pos.CENTER_RIGHT);
        return box;
    }

    /** The step count with thin groups: {@code step 12 345}. */
    static String stepWords(Frame frame) {
        return "step " + grouped(frame.step());
    }

    /** The virtual time in the unit that fits: {@code t = 48.216 µs}. */
    static String timeWords(Frame frame) {
        return "t = " + Moments.words(frame.time(), frame.scenario().megahertz(), Optional.empty());
    }

    static String grouped(long count) {
        return String.format(Locale.ROOT, "%,d", count).replace(',', ' ');
    }

    private static Node fixed(HBox box) {
        box.setMinWidth(Region.USE_PREF_SIZE);
        box.setMaxHeight(Region.USE_PREF_SIZE);
        return box;
    }
}
