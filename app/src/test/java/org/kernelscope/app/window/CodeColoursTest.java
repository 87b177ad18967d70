/* Pieces of C together are the line, each of its kind. */
package org.kernelscope.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodeColoursTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            while (node->busy) {          | KEYWORD:while PLAIN: (node->busy) {
            unsigned n = 0x10;            | TYPE:unsigned PLAIN: n = NUMBER:0x10 PLAIN:;
            x = 1; // now                 | PLAIN:x = NUMBER:1 PLAIN:;  COMMENT:// now
            puts("if 3");                 | PLAIN:puts( STRING:"if 3" PLAIN:);
            * goes on                     | COMMENT:* goes on
            """)
    void linesFallIntoPieces(String line, String pieces) {
        assertEquals(
                pieces.replaceAll("\\s+", " "),
                CodeColours.of(line).stream()
                        .map(piece -> piece.kind() + ":" + piece.text())
                        .collect(Collectors.joining(" "))
                        .replaceAll("\\s+", " "));
        assertEquals(
                line, CodeColours.of(line).stream().map(CodeColours.Piece::text).collect(Collectors.joining()));
    }
}
