/* A page of Markdown as JavaFX nodes. */
package org.kernelscope.app.window;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.Parser;

/** Headings, paragraphs, lists, code, quotes, tables, emphasis; other elements show their text. */
final class SlideView {
    private static final Parser PARSER =
            Parser.builder().extensions(List.of(TablesExtension.create())).build();

    private SlideView() {}

    /** The page, as wide as its parent allows. */
    static VBox render(String markdown) {
        VBox page = Parts.styled(new VBox(), "ks-slide");
        page.getChildren().addAll(blocks(PARSER.parse(markdown)));
        page.setMinWidth(0);
        return page;
    }

    private static List<javafx.scene.Node> blocks(Node parent) {
        return children(parent).stream().map(SlideView::block).toList();
    }

    private static javafx.scene.Node block(Node node) {
        return switch (node) {
            case Heading heading -> flow(heading, "ks-slide-h" + Math.min(3, heading.getLevel()));
            case Paragraph paragraph -> flow(paragraph, "ks-slide-text");
            case FencedCodeBlock code -> code(code.getLiteral());
            case IndentedCodeBlock code -> code(code.getLiteral());
            case ListBlock list -> list(list);
            case BlockQuote quote -> {
                VBox box = Parts.styled(new VBox(), "ks-slide-quote");
                box.getChildren().addAll(blocks(quote));
                yield box;
            }
            case TableBlock table -> table(table);
            case ThematicBreak _ -> Parts.styled(new Region(), "ks-slide-rule");
            default -> flow(node, "ks-slide-text");
        };
    }

    private static javafx.scene.Node code(String text) {
        VBox box = Parts.styled(new VBox(), "ks-slide-code");
        for (String line : text.stripTrailing().split("\n", -1)) {
            TextFlow flow = new TextFlow();
            CodeColours.of(line).stream()
                    .map(piece -> Parts.styled(
                            new Text(piece.text()),
                            "ks-c-" + piece.kind().name().toLowerCase(java.util.Locale.ROOT)))
                    .forEach(flow.getChildren()::add);
            flow.setMinHeight(18);
            box.getChildren().add(flow);
        }
        return box;
    }

    private static javafx.scene.Node list(ListBlock list) {
        VBox box = Parts.styled(new VBox(), "ks-slide-list");
        int number = list instanceof OrderedList ordered && ordered.getMarkerStartNumber() != null
                ? ordered.getMarkerStartNumber()
                : 1;
        for (Node item : children(list)) {
            Label mark = Parts.text(list instanceof BulletList ? "\u2022" : number + ".", "ks-slide-mark");
            mark.setMinWidth(Region.USE_PREF_SIZE);
            VBox content = new VBox(4);
            content.setMinWidth(0);
            content.getChildren().addAll(blocks(item));
            HBox.setHgrow(content, Priority.ALWAYS);
            box.getChildren().add(new HBox(8, mark, content));
            number++;
        }
        return box;
    }

    private static javafx.scene.Node table(TableBlock table) {
        GridPane grid = Parts.styled(new GridPane(), "ks-slide-table");
        int row = 0;
        for (Node part : children(table)) {
            for (Node line : children(part)) {
                if (line instanceof TableRow cells) {
                    addRow(grid, cells, row++);
                }
            }
        }
        return grid;
    }

    private static void addRow(GridPane grid, TableRow cells, int row) {
        int column = 0;
        for (Node each : children(cells)) {
            if (each instanceof TableCell cell) {
                TextFlow flow = flow(cell, cell.isHeader() ? "ks-slide-th" : "ks-slide-td");
                if (cell.getAlignment() == TableCell.Alignment.RIGHT) {
                    flow.setTextAlignment(javafx.scene.text.TextAlignment.RIGHT);
                }
                GridPane.setHgrow(flow, Priority.SOMETIMES);
                grid.add(flow, column++, row);
            }
        }
    }

    private static TextFlow flow(Node parent, String style) {
        TextFlow flow = Parts.styled(new TextFlow(), style);
        addInline(flow, parent, Set.of());
        flow.setMinWidth(0);
        return flow;
    }

    private static void addInline(TextFlow flow, Node parent, Set<String> styles) {
        for (Node node : children(parent)) {
            switch (node) {
                case org.commonmark.node.Text text -> flow.getChildren().add(text(text.getLiteral(), styles));
                case Code code -> flow.getChildren().add(text(code.getLiteral(), with(styles, "ks-slide-inline-code")));
                case SoftLineBreak _ -> flow.getChildren().add(text(" ", styles));
                case HardLineBreak _ -> flow.getChildren().add(text("\n", styles));
                case Emphasis emphasis -> addInline(flow, emphasis, with(styles, "ks-slide-emphasis"));
                case StrongEmphasis strong -> addInline(flow, strong, with(styles, "ks-slide-strong"));
                default -> addInline(flow, node, styles);
            }
        }
    }

    private static Text text(String words, Set<String> styles) {
        return Parts.styled(new Text(words), styles.toArray(String[]::new));
    }

    private static Set<String> with(Set<String> styles, String style) {
        Set<String> more = new TreeSet<>(styles);
        more.add(style);
        return more;
    }

    private static List<Node> children(Node parent) {
        List<Node> children = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
            children.add(node);
        }
        return children;
    }
}
