/* Spot checks of arithmetic at its edges. */
package org.kernelscope.hw.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AluTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
                    add, ff,       1,        8,  0,        PF AF ZF CF
                    add, 7fffffff, 1,        32, 80000000, PF AF SF OF
                    adc, 7fff,     0,        16, 7fff,     PF
                    sub, 0,        1,        32, ffffffff, PF AF SF CF
                    sub, 80,       1,        8,  7f,       AF OF
                    and, f0,       f,        8,  0,        PF ZF
                    shl, 80000001, 1,        32, 2,        CF OF
                    sar, 80,       7,        8,  ff,       PF SF
                    ror, 1,        1,        16, 8000,     CF OF
                    """)
    void resultsAndFlags(String name, String a, String b, int bits, String result, String flags) {
        int x = Integer.parseUnsignedInt(a, 16);
        int y = Integer.parseUnsignedInt(b, 16);
        long answer = switch (name) {
            case "add" -> Alu.add(x, y, bits, 0);
            case "adc" -> Alu.adc(x, y, bits, 0);
            case "sub" -> Alu.sub(x, y, bits, 0);
            case "and" -> Alu.and(x, y, bits, 0);
            case "shl" -> Alu.shl(x, y, bits, 0);
            case "sar" -> Alu.sar(x, y, bits, 0);
            case "ror" -> Alu.ror(x, y, bits, 0);
            default -> throw new AssertionError(name);
        };
        assertEquals(result, Integer.toHexString(Alu.result(answer)));
        assertEquals(flags, names(Alu.flags(answer)));
    }

    @ParameterizedTest
    @CsvSource({"0, 801, true", "1, 801, false", "6, 41, true", "7, 0, true", "12, 80, true", "12, 880, false"})
    void conditions(int code, String flags, boolean holds) {
        assertEquals(holds, Flags.holds(code, Integer.parseInt(flags, 16)));
    }

    private static String names(int flags) {
        StringBuilder text = new StringBuilder();
        String[] names = {"PF", "AF", "ZF", "SF", "CF", "OF"};
        int[] masks = {Flags.PF, Flags.AF, Flags.ZF, Flags.SF, Flags.CF, Flags.OF};
        for (int i = 0; i < names.length; i++) {
            if ((flags & masks[i]) != 0) {
                text.append(text.isEmpty() ? "" : " ").append(names[i]);
            }
        }
        return text.toString();
    }
}
