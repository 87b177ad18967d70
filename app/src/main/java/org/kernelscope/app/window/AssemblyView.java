/* The instructions around the focused core's next one. */
package org.kernelscope.app.window;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;
import org.kernelscope.engine.Frame;
import org.kernelscope.engine.view.CoreView;
import org.kernelscope.engine.view.CoreView.AssemblyLine;

/** A fixed number of rows, so that nothing jumps while stepping. */
final class AssemblyView {
    private static final int ROWS = 6;
    private static final int ABOVE = 2;
    private static final double ROW = 20;

    private final WindowModel model;
    private final Label heading = Parts.heading("Assembly");
    private final VBox rows = Parts.styled(new VBox(), "ks-assembly");
    private final VBox root;

    AssemblyView(WindowModel model) {
        this.model = model;
        StackPane frame = Parts.styled(new StackPane(rows), "ks-code-frame");
        frame.setMinHeight(ROWS * ROW + 10);
        frame.setMinWidth(0);
        Rectangle clip = new Rectangle();
        clip.widthProperty().bind(frame.widthProperty().subtract(2));
        clip.heightProperty().bind(frame.heightProperty());
        rows.setClip(clip);
        rows.setMinWidth(0);
        root = Parts.styled(new VBox(heading, frame), "ks-panel");
        root.setMinHeight(Region.USE_PREF_SIZE);
        model.frameProperty().subscribe(_ -> show());
        model.pinnedCoreProperty().subscribe(_ -> show());
    }

    Node root() {
        return root;
    }

    private void show() {
        Optional<CoreView> core = model.frameProperty()
                .get()
                .map(Frame::cores)
                .flatMap(cores -> cores.stream()
                        .filter(each -> each.id() == model.focusedCore())
                        .findFirst());
        heading.setText(core.map(each -> "ASSEMBLY \u00b7 CORE " + each.id()).orElse("ASSEMBLY"));
        List<AssemblyLine> lines = around(core.map(CoreView::assembly).orElse(List.of()));
        if (lines.isEmpty()) {
            rows.getChildren().setAll(Parts.text(core.isEmpty() ? "No machine yet" : "Nothing to show", "ks-empty"));
        } else {
            rows.getChildren()
                    .setAll(lines.stream()
                            .map(line -> row(line, core.orElseThrow().id()))
                            .toList());
        }
        rows.setAccessibleText(
                String.join("\n", lines.stream().map(AssemblyLine::text).toList()));
    }

    /** At most {@value #ROWS} lines with the current one third, or nearer to an end where the text ends. */
    static List<AssemblyLine> around(List<AssemblyLine> lines) {
        int current = 0;
        for (int index = 0; index < lines.size(); index++) {
            current = lines.get(index).current() ? index : current;
        }
        int first = Math.clamp(current - ABOVE, 0, Math.max(0, lines.size() - ROWS));
        return lines.subList(first, Math.min(lines.size(), first + ROWS));
    }

    /** Sizes without the word that always follows them. */
    private static String operands(String text) {
        return text.strip().replace(" ptr ", " ");
    }

    private static Node row(AssemblyLine line, int core) {
        HBox gutter = Parts.styled(new HBox(), "ks-gutter", "ks-gutter-narrow");
        if (line.current()) {
            gutter.getChildren().add(Parts.chip(core));
        }
        Label address = Parts.text(String.format(Locale.ROOT, "%08x", line.address()), "ks-address");
        address.setMinWidth(Region.USE_PREF_SIZE);
        int gap = line.text().indexOf(' ');
        Label name = Parts.text(gap < 0 ? line.text() : line.text().substring(0, gap), "ks-mnemonic");
        Label operands = Parts.text(gap < 0 ? "" : operands(line.text().substring(gap + 1)), "ks-operands");
        operands.setMinWidth(Region.USE_PREF_SIZE);
        name.setMinWidth(Region.USE_PREF_SIZE);
        HBox row = Parts.styled(new HBox(gutter, address, name, operands), "ks-code-row");
        row.setAlignment(Pos.CENTER_LEFT);
        row.setMinHeight(ROW);
        row.setMaxHeight(ROW);
        if (line.current()) {
            row.getStyleClass().add("focused-at");
        }
        return row;
    }
}
