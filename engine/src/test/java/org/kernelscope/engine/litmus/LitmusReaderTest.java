/* Litmus tests in herd's format: what is understood, and how mistakes are told. */
package org.kernelscope.engine.litmus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kernelscope.engine.UserMistake;
import org.kernelscope.engine.litmus.LitmusTest.Observed;
import org.kernelscope.engine.litmus.LitmusTest.Quantifier;

class LitmusReaderTest {
    private static final String TEST = """
            X86 podwr
            "Fre PodWR Fre PodWR"
            (* a comment
               of two lines *)
            Cycle=Fre PodWR
            { x=0; int y=3; [z]=0x10;
              0:ebx=1; }
             P0          | P1                ;
             MOV [x],$1  | LOCK XADD [y],EAX ;
             MOV EAX,[y] |                   ;
                         | mfence            ;
            locations [z; 1:EAX;]
            ~exists (0:EAX=0 /\\ (x=1 \\/ not (y<>2)))
            """;

    @Test
    void allPartsAreUnderstood() throws UserMistake {
        LitmusTest test = LitmusReader.read("podwr.litmus", TEST);
        assertEquals("podwr", test.name());
        assertEquals(Map.of("x", 0, "y", 3, "z", 16), test.locations());
        assertEquals(Map.of(new Observed(OptionalInt.of(0), "EBX"), 1), test.registers());
        assertEquals("[[MOV [x],$1, MOV EAX,[y]], [LOCK XADD [y],EAX, MFENCE]]", test.threads() + "");
        assertEquals("[0:EAX, 1:EAX, x, y, z]", test.observed() + "");
        assertEquals(Quantifier.NOT_EXISTS, test.quantifier());
        Map<String, Integer> values = Map.of("0:EAX", 0, "x", 0, "y", 2);
        assertEquals(true, test.proposition().holds(what -> values.get(what.toString())));
        assertEquals(false, test.proposition().holds(what -> what.name().equals("y") ? 3 : 0));
    }

    /** What is replaced, by what, and the beginning of the sentence. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "X86 podwr    | PPC podwr     | t:1: the architecture is PPC; only X86",
                "0:ebx=1      | 0:ebx=one     | t:7: a number should follow, not 'one'.",
                "0:ebx=1      | 7:ebx=1       | t:7: cores are numbered 0 to 3",
                "P1           | P2            | t:8: the head of column 2 should be P1, not 'P2'.",
                "'MOV [x],$1' | 'MOV [x] $1'  | t:9: ',' should follow, not '$'.",
                "'MOV [x],$1' | 'MOV [x],R9'  | t:9: there is no register R9",
                "'MOV [x],$1' | 'MOV [x],[y]' | t:9: 'MOV [x],[y]' is no instruction",
                "'MOV [x],$1' | 'LOCK MOV [x],$1' | t:9: 'LOCK MOV [x],$1' is no instruction",
                "'MOV EAX,[y] |' | 'MOV EAX,[y]' | t:10: this row has 1 columns, the first has 2.",
                "mfence            ; | mfence  | t:11: a row of the table should end with a semicolon.",
                "mfence       | fence         | t:11: 'fence' is no instruction",
                "[z; 1:EAX;]  | [w; 1:EAX;]   | t:12: no instruction and no initial value mentions the location w.",
                "(0:EAX=0     | (2:EAX=0      | t:13: the test has no core 2.",
                "y<>2)))      | y<>2))        | t:13: ')' should follow.",
                "~exists      | exits         | t:13: 'exists' should follow, not 'exits'."
            })
    void mistakesAreToldWithTheirLine(String right, String wrong, String sentence) {
        assertEquals(true, TEST.contains(right), right);
        String text = TEST.replaceFirst(
                java.util.regex.Pattern.quote(right), java.util.regex.Matcher.quoteReplacement(wrong));
        String told = assertThrows(UserMistake.class, () -> LitmusReader.read("t", text))
                .getMessage();
        assertEquals(sentence, told.substring(0, Math.min(told.length(), sentence.length())), told);
    }

    @Test
    void nothingMakesTheReaderFailOtherwise() {
        for (int cut = 0; cut < TEST.length(); cut++) {
            String shorter = TEST.substring(0, cut);
            String gap = TEST.substring(0, cut) + TEST.substring(Math.min(TEST.length(), cut + 3));
            for (String text : new String[] {shorter, gap}) {
                try {
                    LitmusReader.read("t", text);
                } catch (UserMistake told) {
                    assertEquals(true, told.getMessage().startsWith("t:"), told.getMessage());
                }
            }
        }
    }
}
