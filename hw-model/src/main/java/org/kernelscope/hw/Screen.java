/* What the machine's text screen shows at one moment. */
package org.kernelscope.hw;

import java.util.List;
import java.util.Optional;

/**
 * An immutable screen.
 *
 * @param rows 25, from the top
 * @param cursor where the cursor is; empty while it is hidden or outside
 */
public record Screen(List<Row> rows, Optional<Cursor> cursor) {
    public Screen {
        rows = List.copyOf(rows);
    }

    /**
     * One line.
     *
     * @param text 80 characters
     * @param attributes VGA attributes of the 80 places: foreground in bits 0 to 3, background in 4 to 6, blinking in 7
     */
    public record Row(String text, List<Integer> attributes) {
        public Row {
            attributes = List.copyOf(attributes);
        }
    }

    /** Row and column, from 0. */
    public record Cursor(int row, int column) {}

    /** The rows without the spaces at their ends, down to the last one that is not empty. */
    public String text() {
        StringBuilder text = new StringBuilder();
        rows.forEach(row -> text.append(row.text().stripTrailing()).append('\n'));
        String stripped = text.toString().stripTrailing();
        return stripped.isEmpty() ? "" : stripped + "\n";
    }
}
