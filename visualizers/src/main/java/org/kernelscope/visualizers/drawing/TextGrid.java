/* A sheet of character cells. */
package org.kernelscope.visualizers.drawing;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Cells outside the sheet are silently not written. Text wins over lines, lines over fills. */
final class TextGrid {
    private static final int NEAR = 12;
    private static final int FAR = 40;

    private final char[][] cells;
    private final boolean[][] taken;

    TextGrid(int columns, int rows) {
        cells = new char[rows][columns];
        taken = new boolean[rows][columns];
        for (char[] row : cells) {
            Arrays.fill(row, ' ');
        }
    }

    void put(int column, int row, char character) {
        if (row >= 0 && row < cells.length && column >= 0 && column < cells[row].length) {
            cells[row][column] = character;
        }
    }

    /** Writes where no text is. */
    void over(int column, int row, char character) {
        if (free(column, row)) {
            put(column, row, character);
        }
    }

    void fill(int left, int row, int right, char character) {
        for (int column = left; column <= right; column++) {
            put(column, row, character);
        }
    }

    void line(int left, int row, int right, char character) {
        for (int column = left; column <= right; column++) {
            over(column, row, character);
        }
    }

    /** A frame in box-drawing characters, its inside cleared. */
    void frame(int left, int top, int right, int bottom, boolean dashed) {
        for (int row = top; row <= bottom; row++) {
            fill(left, row, right, ' ');
            put(left, row, dashed ? '┆' : '│');
            put(right, row, dashed ? '┆' : '│');
        }
        fill(left, top, right, dashed ? '┄' : '─');
        fill(left, bottom, right, dashed ? '┄' : '─');
        put(left, top, '┌');
        put(right, top, '┐');
        put(left, bottom, '└');
        put(right, bottom, '┘');
    }

    /** Writes a text, moved aside where another lies, at first to the side given; what finds no room is cut. */
    void text(int column, int row, String text, boolean leftward) {
        int step = leftward ? -1 : 1;
        int start = IntStream.concat(
                        IntStream.range(0, NEAR).map(tries -> column + tries * step),
                        IntStream.range(1, FAR).map(tries -> column + tries))
                .filter(place -> room(place, row, text.length()))
                .findFirst()
                .orElse(column);
        for (int i = 0; i < text.length(); i++) {
            if (free(start + i, row)) {
                put(start + i, row, text.charAt(i));
                taken[row][start + i] = true;
            }
        }
    }

    List<String> lines() {
        return Arrays.stream(cells).map(row -> new String(row).stripTrailing()).toList();
    }

    /** Whether a text has its cells, and a free one on either side. */
    private boolean room(int column, int row, int length) {
        for (int i = -1; i <= length; i++) {
            boolean edge = column + i == -1;
            if (!edge && !free(column + i, row)) {
                return false;
            }
        }
        return true;
    }

    private boolean free(int column, int row) {
        return row >= 0 && row < cells.length && column >= 0 && column < cells[row].length && !taken[row][column];
    }
}
