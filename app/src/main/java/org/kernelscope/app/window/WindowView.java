/* How the window's parts are laid out, and its own affairs: tabs, theme, keys, dialogs. */
package org.kernelscope.app.window;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import javafx.animation.AnimationTimer;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import javafx.util.Subscription;
import org.kernelscope.app.settings.Layout;
import org.kernelscope.app.settings.Look;
import org.kernelscope.app.settings.Settings;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.visualizers.Visualizer;
import org.kernelscope.visualizers.drawing.TextWriter;

/** Puts the panels together and follows the model at display rate. */
final class WindowView implements Desk {
    private static final List<Double> USUAL_DIVIDERS = List.of(0.735, 0.204, 0.735, 0.815);

    private static final double LESSON_WIDTH = 336;
    private static final double TYPING_ROOM = 0.64;

    private final Stage stage;
    private final WindowModel model;
    private final Appearance appearance;
    private final Actions actions;
    private final StageView stageView;
    private final NavigatorView navigator;
    private final OutputView output;
    private final Dialogs dialogs;
    private final SplitPane columns = new SplitPane();
    private final SplitPane left = new SplitPane();
    private final SplitPane upper = new SplitPane();
    private final SplitPane right = new SplitPane();
    private final StackPane side = new StackPane();
    private final StackPane centre = new StackPane();
    private final Map<String, Supplier<Region>> pages = new HashMap<>();
    private OptionalDouble beforeTyping = OptionalDouble.empty();
    private List<NavigatorView.Entry> exercises = List.of();
    private List<NavigatorView.Entry> benchmarks = List.of();
    private final AnimationTimer timer;
    private final Scene scene;

    WindowView(Stage stage, WindowModel model, Appearance appearance, List<Visualizer> views, Settings settings) {
        this.stage = stage;
        this.model = model;
        this.appearance = appearance;
        this.actions = new Actions(model, this);
        this.stageView = new StageView(model, views, appearance);
        this.navigator = new NavigatorView(model);
        this.output = new OutputView(model);
        BorderPane root = Parts.styled(new BorderPane(), "ks-window");
        ScaledPane scaled = new ScaledPane(root, appearance);
        this.dialogs = new Dialogs(scaled, model, appearance);
        root.setTop(new TopBarView(model, actions).root());
        root.setCenter(columns);
        root.setBottom(new StatusBarView(model).root());
        arrange();
        Layout layout = settings.layout();
        scene = new Scene(dialogs.root(), layout.width(), layout.height());
        new Styles(scene, appearance);
        restore(layout);
        scene.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        stage.setScene(scene);
        stage.setTitle("Kernelscope");
        stage.setMinWidth(720);
        stage.setMinHeight(480);
        stage.setMaximized(layout.maximised());
        timer = new AnimationTimer() {
            @Override
            public void handle(long now) {
                model.pull();
            }
        };
        timer.start();
    }

    private void arrange() {
        VBox middle = new VBox(stageView.bar(actions), stageView.root());
        VBox.setVgrow(stageView.root(), Priority.ALWAYS);
        centre.getChildren().add(middle);
        centre.setMinWidth(320);
        model.openingsProperty().subscribe(_ -> leavePage());
        VBox inspectors = Parts.styled(
                new VBox(
                        new CoresView(model).root(),
                        new SourceView(model).root(),
                        new AssemblyView(model).root(),
                        new RegistersView(model).root()),
                "ks-inspectors");
        inspectors.setMinWidth(0);
        side.getChildren().add(navigator.root());
        side.setMinWidth(0);
        split(upper, Orientation.HORIZONTAL, side, centre);
        split(left, Orientation.VERTICAL, upper, new TimelineView(model, appearance, actions).root());
        split(right, Orientation.VERTICAL, inspectors, output.root());
        split(columns, Orientation.HORIZONTAL, left, right);
        SplitPane.setResizableWithParent(side, false);
        SplitPane.setResizableWithParent(right, false);
        SplitPane.setResizableWithParent(left.getItems().get(1), false);
        SplitPane.setResizableWithParent(output.root(), false);
        model.frameProperty()
                .map(frame -> frame.filter(now -> now.scenario().takesInput()).isPresent())
                .subscribe(this::makeRoomToType);
    }

    /** A console where somebody types is as large as what it is about; else it is as the user left it. */
    private void makeRoomToType(boolean typing) {
        if (typing) {
            beforeTyping = OptionalDouble.of(right.getDividerPositions()[0]);
            right.setDividerPositions(Math.min(TYPING_ROOM, beforeTyping.getAsDouble()));
        } else if (beforeTyping.isPresent()) {
            right.setDividerPositions(beforeTyping.getAsDouble());
            beforeTyping = OptionalDouble.empty();
        }
    }

    private static void split(SplitPane pane, Orientation orientation, Node first, Node second) {
        pane.setOrientation(orientation);
        pane.getItems().addAll(first, second);
    }

    private List<SplitPane> dividers() {
        return List.of(columns, upper, left, right);
    }

    private void restore(Layout layout) {
        List<Double> positions = layout.dividers().size() == dividers().size() ? layout.dividers() : USUAL_DIVIDERS;
        for (int index = 0; index < positions.size(); index++) {
            dividers().get(index).setDividerPositions(positions.get(index));
        }
        stageView.tabs().open(layout.stageTab());
        output.tabs().open(layout.outputTab());
    }

    /** How the window is now, to be remembered. */
    Settings settings() {
        List<Double> positions = new ArrayList<>();
        dividers().forEach(pane -> positions.add(pane.getDividerPositions()[0]));
        beforeTyping.ifPresent(position -> positions.set(dividers().indexOf(right), position));
        Choice choice = model.choiceProperty().get();
        return new Settings(
                appearance.lookProperty().get(),
                appearance.scaleProperty().get(),
                appearance.reduceMotionProperty().get(),
                model.hexadecimalProperty().get(),
                model.paceProperty().get().position(),
                choice.scenario(),
                choice.lock().id(),
                choice.cores(),
                new Layout(
                        scene.getWidth(),
                        scene.getHeight(),
                        stage.isMaximized(),
                        positions,
                        stageView.tabs().openProperty().get(),
                        output.tabs().openProperty().get()));
    }

    private void pressed(KeyEvent event) {
        boolean plain = !event.isShortcutDown()
                && !event.isAltDown()
                && !event.getCode().isFunctionKey();
        if (plain && (dialogs.open() || wantsKeys(event))) {
            if (event.getCode() == KeyCode.ESCAPE && dialogs.open()) {
                dialogs.close();
                event.consume();
            }
            return;
        }
        for (Action action : actions.all()) {
            for (KeyCombination key : action.keys()) {
                if (key.match(event)) {
                    action.perform();
                    event.consume();
                    return;
                }
            }
        }
    }

    /** Whether the control that has the focus needs this key itself. */
    private boolean wantsKeys(KeyEvent event) {
        Node owner = scene.getFocusOwner();
        boolean moves = event.getCode().isArrowKey() || event.getCode() == KeyCode.HOME;
        return switch (owner) {
            case null -> false;
            case TextInputControl _ -> true;
            case javafx.scene.control.ButtonBase _ -> event.getCode() == KeyCode.SPACE && owner.isFocusVisible();
            case javafx.scene.control.Slider _, javafx.scene.control.ListView<?> _ -> moves;
            default -> false;
        };
    }

    /** Puts a lesson in the navigator's place until it is left. */
    void follow(LessonModel lesson, Runnable left) {
        double before = upper.getDividerPositions()[0];
        Subscription steps = lesson.indexProperty().subscribe(_ -> leavePage());
        LessonView pane = new LessonView(
                lesson,
                () -> {
                    steps.unsubscribe();
                    lesson.leave();
                    side.getChildren().setAll(navigator.root());
                    upper.setDividerPositions(before);
                    left.run();
                },
                this::openPage);
        side.getChildren().setAll(pane.root());
        upper.setDividerPositions(Math.max(before, LESSON_WIDTH / Math.max(1, upper.getWidth())));
        lesson.begin();
    }

    NavigatorView navigator() {
        return navigator;
    }

    /** Offers an exercise, in the place of one with the same id; its page opens by this id. */
    void offer(ExerciseModel exercise) {
        offer(List.of(), List.of(exercise));
    }

    /** Offers a benchmark, in the place of one with the same name; its page opens by this name. */
    void offer(BenchModel benchmark) {
        offer(List.of(benchmark), List.of());
    }

    /** Offers many; the page of each is made when it is first opened. */
    void offer(List<BenchModel> ofBenchmarks, List<ExerciseModel> ofExercises) {
        for (BenchModel each : ofBenchmarks) {
            String id = each.benchmark().name();
            offerPage(id, () -> page(each));
            benchmarks = with(
                    benchmarks,
                    entry(id, each.benchmark().title(), each.benchmark().question()));
        }
        for (ExerciseModel each : ofExercises) {
            String id = each.exercise().id();
            offerPage(id, () -> new ExerciseView(each, this::leavePage, new Choosers(stage)).root());
            exercises = with(
                    exercises,
                    entry(id, each.exercise().title(), each.exercise().summary()));
        }
        listPages(Optional.empty());
    }

    private void offerPage(String id, Supplier<Region> made) {
        pages.put(id, () -> {
            Region page = made.get();
            pages.put(id, () -> page);
            return page;
        });
    }

    private Region page(BenchModel benchmark) {
        Choosers choosers = new Choosers(stage);
        return new BenchView(benchmark, appearance, this::leavePage, () -> choosers.folder("Export the benchmark"))
                .root();
    }

    private NavigatorView.Entry entry(String id, String title, String tip) {
        return new NavigatorView.Entry("page-" + id, title, tip, "", () -> openPage(id));
    }

    private static List<NavigatorView.Entry> with(List<NavigatorView.Entry> entries, NavigatorView.Entry more) {
        List<NavigatorView.Entry> all = new ArrayList<>(entries);
        all.removeIf(entry -> entry.id().equals(more.id()));
        all.add(more);
        return List.copyOf(all);
    }

    /** Puts a page in the stage's place. */
    void openPage(String id) {
        leavePage();
        Optional.ofNullable(pages.get(id)).map(Supplier::get).ifPresent(page -> {
            centre.getChildren().getFirst().setVisible(false);
            centre.getChildren().add(page);
            listPages(Optional.of("page-" + id));
        });
    }

    /** Shows the machine again; a page that works goes on working. */
    void leavePage() {
        if (centre.getChildren().size() > 1) {
            centre.getChildren().remove(1);
            centre.getChildren().getFirst().setVisible(true);
            listPages(Optional.empty());
        }
    }

    private void listPages(Optional<String> open) {
        navigator.pages(exercises, benchmarks, open);
    }

    Actions actions() {
        return actions;
    }

    StageView stageView() {
        return stageView;
    }

    /** Gives the keys to the window as a whole. */
    void focusNowhere() {
        dialogs.root().requestFocus();
    }

    Scene scene() {
        return scene;
    }

    /** Stops following the model. */
    void stop() {
        timer.stop();
    }

    @Override
    public void openTab(int index) {
        leavePage();
        stageView.tabs().open(index);
    }

    @Override
    public void zoom(double factor) {
        stageView.zoom(factor);
    }

    @Override
    public void zoomToFit() {
        stageView.zoomToFit();
    }

    @Override
    public void export() {
        new Choosers(stage).picture(stageView.open().id()).ifPresent(this::export);
    }

    /** Writes what is on the stage; says how that went. */
    void export(Path file) {
        stageView.drawingProperty().get().ifPresent(drawing -> {
            try {
                PictureExport.write(drawing, appearance.theme(), file);
                model.notices().add(Notices.Weight.DONE, "Exported", "Written to " + file + ".");
            } catch (UserMistake mistake) {
                model.notices().add(Notices.Weight.TROUBLE, "Not exported", mistake.getMessage());
            }
        });
    }

    @Override
    public void copyText() {
        stageView.drawingProperty().get().ifPresent(drawing -> {
            ClipboardContent content = new ClipboardContent();
            content.putString(TextWriter.write(drawing));
            Clipboard.getSystemClipboard().setContent(content);
            model.notices().add(Notices.Weight.DONE, "Copied", "The view's text form is on the clipboard.");
        });
    }

    @Override
    public Look look() {
        return appearance.lookProperty().get();
    }

    @Override
    public void look(Look look) {
        appearance.lookProperty().set(look);
    }

    @Override
    public void askWhoWrote() {
        VariableView view = new VariableView(
                model.memory(),
                "Goes to the moment after the last write before now. From there, asked again, to the write before that.",
                memory -> {
                    dialogs.close();
                    model.travelToLastWrite(memory);
                });
        dialogs.show("Go to the last write", view.root());
    }

    @Override
    public void showShortcuts() {
        dialogs.show("Keyboard shortcuts", ShortcutsView.of(actions));
    }

    @Override
    public void showSettings() {
        dialogs.show("Settings", SettingsView.of(model, appearance));
    }

    @Override
    public void quit() {
        stage.close();
    }
}
