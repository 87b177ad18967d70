/* Transcendental functions against values computed with eighty digits. */
package org.kernelscope.hw.fpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TranscendentalTest {
    private static final ControlWord NEAREST = ControlWord.INITIAL;

    /** Function, x, y where there are two operands, the value nearest to the true one; pi has 66 bits (SDM 1, 8.3.8). */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    exp  | bffe:99210b0000000000 | bff7:cd83168846e1c189 | bffd:adc6656c2b879d77
                    exp  | bffe:f577c73d55d7ad63 | 3ffa:94d8ebe7fe0451f9 | bffd:f898381b2145d6dd
                    exp  | 3ffe:b936ac25cc53a413 | c000:ba68ccd665a86d1a | 3ffe:a6b336b80fce6b36
                    exp  | bffe:eb5430daceac7858 | 3ffe:f03b9a2821013966 | bffd:f143685413844f0c
                    exp  | 3ffe:d19621a46babfe6c | bffc:f5ad6b6fb27eca9c | 3ffe:c38934997871cb25
                    sin  | 3ff6:d2e0e3706242892b | c004:d8605ceda3f5079e | 3ff6:d2e0cb971ba7370b
                    sin  | 3ffe:c60a9935feff2580 | 3ffd:ddc8f30d87600780 | 3ffe:b2def67aa8128a84
                    sin  | c001:b55deeaf07a71f6e | 4009:b989359c342067c4 | 3ffe:93cca6dc9a0ae4c0
                    sin  | bff0:9910b30000000000 | bffd:827fecf1c4689614 | bff0:9910b2ff6e142acb
                    sin  | bffc:9d3e687184459055 | bffa:8c13ec171e4b9a70 | bffc:9ca064b5689aa0a2
                    cos  | 400b:a4e3b3cceb904c96 | c005:b469da4f6dceed91 | 3ffc:a10ce7093e9a7fb9
                    cos  | 3ff7:a8dc56e02b216ac3 | bffa:fc7d0c0783f916db | 3ffe:ffff213c40f766e7
                    cos  | 3ffa:cf7b605eeaa4ac10 | bff6:c01e627709e14d4f | 3ffe:ffabf039796c0786
                    cos  | c000:d88e0e1551f155c1 | 4002:dac6110c1031fb2d | bffe:f8891a0428ed58f5
                    cos  | 3fde:8e5d6475aceca64e | 4004:c404aa021c863524 | 3fff:8000000000000000
                    tan  | 400b:888652efea813469 | c009:9d34a216e149d565 | c000:94e9e28788914d96
                    tan  | bff6:93114d0000000000 | 3ffe:e45d726d0012c07b | bff6:93115d2dd02b4067
                    tan  | 401d:eccc210000000000 | 3ffa:c86f6a34fca4bd68 | 3ffd:fdc7f21eae04aac4
                    tan  | 3ffe:a429861c9a2803e4 | c001:f4b68b5078722565 | 3ffe:bf1ac0b0952f2bfc
                    tan  | c001:b34d4eaa46485c71 | 3fff:94c2105b17da0601 | 3ffe:cf0441aedb089bce
                    log  | 3fff:80000000067969a1 | bffa:e9880445a1cf95db | bfd7:885464ae56699bb6
                    log  | 3fff:800000000d0a234d | c002:a98b32df026ee325 | bfdf:c757c431694da981
                    log  | 3ffa:fab209606c5ae1d8 | 3ff5:8f1e53a964701ec1 | bff7:903304e61001ff3e
                    log  | 4002:8211df61ae0dcca7 | 4006:e4abb7a42e144abe | 4008:acd379a5ce69a50c
                    log  | 4024:f6b36a7c7f7813e2 | c006:9074f101fc72fae8 | c00b:ab4d2d830e212db9
                    log1 | bff3:f545d0a75bccba2f | 4009:b2cf76f00bffd81e | bffe:f73788e518e29c82
                    log1 | 3ffc:f10f3b01997576ce | bff7:f4ccf4bd3107608b | bff6:9552bfe16a582525
                    log1 | 3fd1:830f4540493991ce | 3fff:91aad2e752f3eefd | 3fd1:d72d476606936bd5
                    log1 | 3ffc:9b83b547da15d232 | c006:85e232c76d5bbe90 | c003:da794cebd1ef494b
                    log1 | bffc:ae4676b1f765077a | bff5:fd6b923526584990 | 3ff4:886a4a026f9efa20
                    atan | 4020:d5efce390e81b970 | 3ff8:a6346ee79d4a7825 | 3fd6:c6e21c5c60e23853
                    atan | 4001:f9228237e247c48c | 4007:ece7eb6e8587ee7d | 3fff:c6f57938e2d281f7
                    atan | bfff:b5f14f22ac377fe7 | 3ff8:f936f78dd8b3617d | 4000:c86088974f57d95b
                    atan | 3fe7:8cdf7eef27d51d77 | bff8:be2d3980a6b5cb92 | bfff:c90fab39b5fbdb88
                    atan | bff1:c90fbb51b8b5c24a | bfff:c3d72e7b1ea3e7c6 | bfff:c911e8485e85226d
                    """)
    void nearestToTheTruth(String function, String x, String y, String expected) {
        assertEquals(
                expected, text(apply(function, number(x), number(y), NEAREST).value()));
    }

    @Test
    void directedRoundingEnclosesTheNearest() {
        Random random = new Random(9);
        for (String function : new String[] {"exp", "sin", "cos", "tan", "log", "log1", "atan"}) {
            for (int run = 0; run < 100; run++) {
                Extended x = new Extended(0x3FF8 + random.nextInt(6), random.nextLong() | Long.MIN_VALUE);
                Extended y = new Extended(0x3FF8 + random.nextInt(12), random.nextLong() | Long.MIN_VALUE);
                Extended down = apply(function, x, y, new ControlWord(0x77F)).value();
                Extended up = apply(function, x, y, new ControlWord(0xB7F)).value();
                Result nearest = apply(function, x, y, NEAREST);
                assertEquals(
                        Comparison.Order.LESS,
                        Comparison.compare(down, up, true).order());
                assertTrue(nearest.value().equals(down) || nearest.value().equals(up), function + " of " + text(x));
                assertEquals(StatusWord.PRECISION, nearest.flags() & StatusWord.PRECISION);
            }
        }
    }

    @Test
    void functionsOfTinyNumbersRoundAwayFromThemselves() {
        Extended tiny = new Extended(0x3F00, Long.MIN_VALUE);
        ControlWord chop = new ControlWord(0xF7F);
        assertEquals(
                "3eff:ffffffffffffffff", text(Transcendental.sine(tiny, chop).value()));
        assertEquals(
                "3f00:8000000000000000", text(Transcendental.tangent(tiny, chop).replaced()));
        assertEquals(
                "3ffe:ffffffffffffffff", text(Transcendental.cosine(tiny, chop).value()));
        assertEquals(
                "3fff:8000000000000000",
                text(Transcendental.cosine(tiny, NEAREST).value()));
    }

    private static Result apply(String function, Extended x, Extended y, ControlWord control) {
        return switch (function) {
            case "exp" -> Transcendental.exponential(x, control);
            case "sin" -> Transcendental.sine(x, control);
            case "cos" -> Transcendental.cosine(x, control);
            case "tan" -> {
                Pair pair = Transcendental.tangent(x, control);
                yield new Result(pair.replaced(), pair.flags());
            }
            case "log" -> Transcendental.logarithm(x, y, control);
            case "log1" -> Transcendental.logarithmOfNext(x, y, control);
            default -> Transcendental.arcTangent(x, y, control);
        };
    }

    private static Extended number(String text) {
        return new Extended(Integer.parseInt(text.substring(0, 4), 16), Long.parseUnsignedLong(text.substring(5), 16));
    }

    private static String text(Extended value) {
        return "%04x:%016x".formatted(value.head(), value.significand());
    }
}
