/* Floating-point instructions with their exceptions, condition codes and controls. */
package org.kernelscope.hw.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kernelscope.hw.fpu.Conversion;
import org.kernelscope.hw.fpu.Extended;
import org.kernelscope.hw.fpu.FloatRegisters;

class FloatingPointTest {
    private static final int CODE = 0x1000;
    private static final int DATA = 0x8000;
    private static final int TOP = 0x3800;

    /** Control word; ST(0), ST(1), code; status word without TOP, ST(0), ST(1); nothing where a register is empty. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    # precision and rounding control: SDM 1, 8.1.5.2 and 4.8.4
                    037f | 1    | 3    | d8f1 | 0220 | 3ffd:aaaaaaaaaaaaaaab | 3
                    007f | 1    | 3    | d8f1 | 0220 | 3ffd:aaaaab0000000000 | 3
                    027f | 1    | 3    | d8f1 | 0020 | 3ffd:aaaaaaaaaaaaa800 | 3
                    077f | 1    | 3    | d8f1 | 0020 | 3ffd:aaaaaaaaaaaaaaaa | 3
                    0b7f | 1    | 3    | d8f1 | 0220 | 3ffd:aaaaaaaaaaaaaaab | 3
                    0b7f | -1   | 3    | d8f1 | 0020 | bffd:aaaaaaaaaaaaaaaa | 3
                    0f7f | -1   | 3    | d8f1 | 0020 | bffd:aaaaaaaaaaaaaaaa | 3
                    037f | 2    |      | d9fa | 0020 | 3fff:b504f333f9de6484 |
                    037f | -0   |      | d9fa | 0000 | -0   |
                    037f | 1    | 1    | d8e1 | 0000 | 0    | 1
                    077f | 1    | 1    | d8e1 | 0000 | -0   | 1
                    037f | 2.5  |      | d9fc | 0020 | 2    |
                    0b7f | 2.5  |      | d9fc | 0220 | 3    |
                    0b7f | -2.5 |      | d9fc | 0020 | -2   |
                    # invalid operations: SDM 1, table 8-10
                    037f | -1   |      | d9fa | 0001 | nan  |
                    037f | 0    | 0    | d8f1 | 0001 | nan  | 0
                    037f | inf  | inf  | d8e1 | 0001 | nan  | inf
                    037f | inf  | 0    | d8c9 | 0001 | nan  | 0
                    037f | 4000:0000000000000001 | 1 | d8c1 | 0001 | nan | 1
                    037e | inf  | inf  | d8e1 | 8081 | inf  | inf
                    037e | 0    | 0    | def9 | 8081 | 0    | 0
                    # NaNs: SDM 1, table 4-7
                    037f | 7fff:a000000000000000 | 1 | d8c1 | 0001 | 7fff:e000000000000000 | 1
                    037f | 7fff:c000000000000001 | 7fff:c000000000000002 | d8c1 | 0000 | 7fff:c000000000000002 | 7fff:c000000000000002
                    037f | 7fff:bfffffffffffffff | 7fff:c000000000000002 | d8c1 | 0001 | 7fff:c000000000000002 | 7fff:c000000000000002
                    037f | 7fff:c000000000000001 | den | d8c1 | 0000 | 7fff:c000000000000001 | den
                    # division by zero: SDM 1, 8.5.3
                    037f | 1    | 0    | d8f1 | 0004 | inf  | 0
                    037f | 1    | -0   | d8f1 | 0004 | -inf | -0
                    037b | 1    | 0    | d8f1 | 8084 | 1    | 0
                    037b | 0    | 1    | def9 | 8084 | 0    | 1
                    037f | den  | 0    | d8f1 | 0004 | inf  | 0
                    # denormal operands: SDM 1, 8.5.2
                    037f | den  | 1    | d8c1 | 0022 | 1    | 1
                    037d | den  | 1    | d8c1 | 8082 | den  | 1
                    037f | 0000:8000000000000000 | 0 | d8c1 | 0002 | 0001:8000000000000000 | 0
                    # overflow: SDM 1, 8.5.4
                    037f | max  | max  | d8c9 | 0228 | inf  | max
                    0f7f | max  | max  | d8c9 | 0028 | max  | max
                    0c7f | max  | max  | d8c9 | 0028 | 7ffe:ffffff0000000000 | max
                    077f | max  | max  | d8c9 | 0028 | max  | max
                    0377 | max  | max  | d8c9 | 80a8 | 5ffe:fffffffffffffffe | max
                    # underflow: SDM 1, 8.5.5
                    037f | 0.5  | min  | d8c9 | 0000 | 0000:4000000000000000 | min
                    036f | 0.5  | min  | d8c9 | 8090 | 6000:8000000000000000 | min
                    037f | 0.5  | 0001:8000000000000001 | d8c9 | 0030 | 0000:4000000000000000 | 0001:8000000000000001
                    0b7f | 0.5  | 0001:8000000000000001 | d8c9 | 0230 | 0000:4000000000000001 | 0001:8000000000000001
                    037f | 0.5  | 0001:ffffffffffffffff | d8c9 | 0230 | min | 0001:ffffffffffffffff
                    035f | 1    | 3    | d8f1 | 82a0 | 3ffd:aaaaaaaaaaaaaaab | 3
                    # stack faults: SDM 1, 8.5.1.1
                    037f | 1    |      | d8c1 | 0041 | nan  |
                    037e | 1    |      | d8c1 | 80c1 | 1    |
                    037f |      | 1    | d9fa | 0041 | nan  | 1
                    037f | 1    |      | d9c9 | 0041 | nan  | 1
                    # comparisons: SDM 1, table 8-6
                    037f | 1    | 3    | d8d1 | 0100 | 1    | 3
                    037f | 3    | 1    | d8d1 | 0000 | 3    | 1
                    037f | -0   | 0    | d8d1 | 4000 | -0   | 0
                    037f | nan  | 1    | d8d1 | 4501 | nan  | 1
                    037f | nan  | 1    | dde1 | 4500 | nan  | 1
                    037f | 1    | 7fff:a000000000000000 | dde1 | 4501 | 1 | 7fff:a000000000000000
                    037e | nan  | 1    | ded9 | 8081 | nan  | 1
                    037f | -2   |      | d9e4 | 0100 | -2   |
                    037f | den  | 1    | d8d1 | 0102 | den  | 1
                    # classes: SDM 2A, FXAM
                    037f | 1    |      | d9e5 | 0400 | 1    |
                    037f | -1   |      | d9e5 | 0600 | -1   |
                    037f | 0    |      | d9e5 | 4000 | 0    |
                    037f | -inf |      | d9e5 | 0700 | -inf |
                    037f | nan  |      | d9e5 | 0300 | nan  |
                    037f | den  |      | d9e5 | 4400 | den  |
                    037f | 4000:0000000000000001 | | d9e5 | 0000 | 4000:0000000000000001 |
                    037f |      |      | d9e5 | 4100 |      |
                    # remainders: SDM 2A, FPREM and FPREM1
                    037f | 7    | 3    | d9f8 | 4000 | 1    | 3
                    037f | 5    | 3    | d9f8 | 0200 | 2    | 3
                    037f | 5    | 3    | d9f5 | 4000 | -1   | 3
                    037f | 2    | 3    | d9f5 | 0200 | -1   | 3
                    037f | 1.5  | 3    | d9f5 | 0000 | 1.5  | 3
                    037f | 4.5  | 3    | d9f5 | 4000 | -1.5 | 3
                    037f | -6   | 3    | d9f8 | 4000 | -0   | 3
                    037f | 4062:8000000000000000 | 3 | d9f8 | 0400 | 4040:8000000000000000 | 3
                    037f | 1    | 0    | d9f8 | 0001 | nan  | 0
                    # exponents: SDM 2A, FSCALE and FXTRACT
                    037f | 1.5  | 3.9  | d9fd | 0000 | 12   | 4000:f999999999999800
                    037f | 1.5  | -inf | d9fd | 0000 | 0    | -inf
                    037f | 0    | inf  | d9fd | 0001 | nan  | inf
                    037f | max  | max  | d9fd | 0228 | inf  | max
                    037f | -12  |      | d9f4 | 0000 | -1.5 | 3
                    037f | 0    |      | d9f4 | 0004 | 0    | -inf
                    # transcendental functions: SDM 2A, their tables
                    037f | 1    |      | d9f0 | 0000 | 1    |
                    037f | -1   |      | d9f0 | 0000 | -0.5 |
                    037f | 0    | 1    | d9f1 | 0004 | -inf |
                    037f | -1   | 1    | d9f1 | 0001 | nan  |
                    037f | 8    | -2   | d9f1 | 0000 | -6   |
                    037f | inf  | 0    | d9f1 | 0001 | nan  |
                    037f | -1   | 0    | d9f3 | 0220 | 4000:c90fdaa22168c235 |
                    037f | inf  | -inf | d9f3 | 0220 | bffe:c90fdaa22168c235 |
                    037f | 1    | -0   | d9f3 | 0000 | -0   |
                    037f | 403e:8000000000000000 | | d9fe | 0400 | 403e:8000000000000000 |
                    037f | inf  |      | d9fe | 0001 | nan  |
                    037f | 0    |      | d9fb | 0000 | 1    | 0
                    037f | -0   |      | d9f2 | 0000 | 1    | -0
                    037f | min  |      | d9fe | 0220 | min  |
                    037f | den  |      | d9fe | 0232 | den  |
                    # constants: SDM 1, 8.3.4
                    037f |      |      | d9eb | 0000 | 4000:c90fdaa22168c235 |
                    0f7f |      |      | d9eb | 0000 | 4000:c90fdaa22168c234 |
                    0b7f |      |      | d9e9 | 0000 | 4000:d49a784bcd1b8aff |
                    # unordered and below
                    037f | 1    | 2    | dad9 | 0000 | 1    | 2
                    """)
    void resultsAndStatus(
            String control, String st0, String st1, String code, String status, String after0, String after1) {
        TestMachine machine = TestMachine.flat(CODE, code);
        FloatRegisters floats = machine.core.floats();
        floats.initialize();
        floats.setControl(Integer.parseInt(control, 16));
        fill(floats, 0, st0);
        fill(floats, 1, st1);
        machine.steps(1);
        assertEquals(CODE + code.length() / 2, machine.core.linearEip());
        assertEquals(status, "%04x".formatted(floats.statusWord() & ~TOP));
        assertEquals(text(after0), FloatingPointTest.held(floats, 0));
        assertEquals(text(after1), FloatingPointTest.held(floats, 1));
    }

    /** Control word, ST(0), code of a store to [DATA]; status word, bytes there as hex, whether ST(0) is gone. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    037f | 1.5      | d91d | 0000 | 0000c03f         | true
                    037f | 1e300    | d91d | 0228 | 0000807f         | true
                    0377 | 1e300    | d91d | 8088 | eeeeeeee         | false
                    037f | 1e-300   | d91d | 0030 | 00000000         | true
                    0b7f | 1e-300   | d91d | 0230 | 01000000         | true
                    036f | 1e-300   | d91d | 8090 | eeeeeeee         | false
                    037f | 1e-40    | d91d | 0030 | c2160100         | true
                    037f | 7fff:a000000000000000 | d91d | 0001 | 0000e07f | true
                    037e | 7fff:a000000000000000 | d91d | 8081 | eeeeeeee | false
                    037f |          | d91d | 0041 | 0000c0ff         | true
                    037e |          | d91d | 80c1 | eeeeeeee         | true
                    037f | -2.5     | dd15 | 0000 | 00000000000004c0 | false
                    037f | -2.5     | df1d | 0020 | feff             | true
                    077f | -2.5     | df1d | 0220 | fdff             | true
                    037f | 40000    | df1d | 0001 | 0080             | true
                    037f | -32768.5 | df1d | 0020 | 0080             | true
                    037f | 4294967296 | df3d | 0000 | 0000000001000000 | true
                    037f | nan      | db1d | 0001 | 00000080         | true
                    037f | -1234567890 | df35 | 0000 | 90785634120000000080 | true
                    037f | 1e18     | df35 | 0001 | 000000000000 00c0ffff | true
                    037f | 3        | db3d | 0000 | 00000000000000c00040 | true
                    035f | 0.1      | d91d | 82a0 | cdcccc3d         | true
                    """)
    void stores(String control, String st0, String code, String status, String bytes, boolean gone) {
        TestMachine machine = TestMachine.flat(CODE, code + "00800000");
        machine.put(DATA, "eeeeeeeeeeeeeeeeeeee");
        FloatRegisters floats = machine.core.floats();
        floats.initialize();
        floats.setControl(Integer.parseInt(control, 16));
        fill(floats, 0, st0);
        machine.steps(1);
        assertEquals(status, "%04x".formatted(floats.statusWord() & ~TOP));
        StringBuilder found = new StringBuilder();
        String wanted = bytes.replace(" ", "");
        for (int i = 0; i < wanted.length() / 2; i++) {
            found.append("%02x".formatted(machine.memory.read8(DATA + i)));
        }
        assertEquals(wanted, found.toString());
        assertEquals(gone, floats.occupied() == 0);
    }

    /** Code of a load from [DATA], bytes there; status word and ST(0). */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    037f | d905 | 0000c03f             | 0000 | 1.5
                    037f | d905 | 01000000             | 0002 | 3f6a:8000000000000000
                    037d | d905 | 01000000             | 8082 |
                    037f | d905 | 0000a07f             | 0001 | 7fff:e000000000000000
                    037f | dd05 | 010000000000f07f     | 0001 | 7fff:c000000000000800
                    037f | db2d | 0000000000 0000a0ff7f | 0000 | 7fff:a000000000000000
                    037f | df05 | feff                 | 0000 | -2
                    037f | df2d | 0000000000000080     | 0000 | c03e:8000000000000000
                    037f | df25 | 90785634120000000080 | 0000 | -1234567890
                    """)
    void loads(String control, String code, String bytes, String status, String after) {
        TestMachine machine = TestMachine.flat(CODE, code + "00800000");
        machine.put(DATA, bytes);
        FloatRegisters floats = machine.core.floats();
        floats.initialize();
        floats.setControl(Integer.parseInt(control, 16));
        machine.steps(1);
        assertEquals(status, "%04x".formatted(floats.statusWord() & ~TOP));
        assertEquals(text(after), held(floats, 0));
    }

    @Test
    void aNinthPushFindsNoRoom() {
        TestMachine machine = TestMachine.flat(CODE, "d9e8".repeat(9) + "d9f6 d9f7");
        machine.core.floats().initialize();
        machine.steps(8);
        FloatRegisters floats = machine.core.floats();
        assertEquals(0, floats.statusWord());
        machine.steps(1);
        assertEquals(0x3800 | FloatRegisters.OVERFLOWN, floats.statusWord());
        assertEquals(text("nan"), held(floats, 0));
        machine.steps(1);
        assertEquals(0x3041, floats.statusWord(), "FDECSTP clears C1 and moves the top");
        machine.steps(1);
        assertEquals(0x3841, floats.statusWord());
    }

    @Test
    void comparisonsIntoFlagsAndConditionalMoves() {
        TestMachine machine = TestMachine.flat(CODE, "dbf1 dac1 dbf1 dbd9");
        FloatRegisters floats = machine.core.floats();
        floats.initialize();
        fill(floats, 0, "1");
        fill(floats, 1, "2");
        machine.core.registers().eflags |= Flags.OF | Flags.SF | Flags.ZF;
        machine.steps(1);
        assertEquals(Flags.CF, machine.core.registers().eflags & Flags.STATUS);
        machine.steps(1);
        assertEquals(text("2"), held(floats, 0));
        machine.steps(1);
        assertEquals(Flags.ZF, machine.core.registers().eflags & Flags.STATUS);
        fill(floats, 1, "3");
        machine.steps(1);
        assertEquals(text("3"), held(floats, 0));
    }

    @Test
    void freeingAndPopping() {
        TestMachine machine = TestMachine.flat(CODE, "d9e8 d9ee ddc1 dfc0 dee9");
        machine.core.floats().initialize();
        machine.steps(3);
        assertEquals(0x80 ^ 0xC0, machine.core.floats().occupied());
        machine.steps(1);
        assertEquals(0, machine.core.floats().occupied());
        machine.steps(1);
        assertEquals(0x0041, machine.core.floats().statusWord() & ~TOP);
    }

    @Test
    void opcodesWithoutMeaningAreUndefined() {
        for (String code : List.of("db08", "d9d1", "d9ef", "dfe1", "dee0d9", "dd08", "f0d9e8")) {
            TestMachine machine = Rings.kernel(code);
            machine.steps(1);
            boolean known = code.startsWith("dee0");
            assertEquals(!known, machine.core.linearEip() == Rings.handler(Fault.INVALID_OPCODE), code);
        }
        assertTrue(Disassembler.disassemble(new byte[] {(byte) 0xDB, 8}, 0, 0, true)
                .text()
                .contains("bad"));
    }

    static void fill(FloatRegisters floats, int i, String text) {
        if (text != null) {
            floats.set(i, value(text));
        }
    }

    private static String held(FloatRegisters floats, int i) {
        return floats.empty(i) ? "" : FloatImage.text(floats.get(i));
    }

    private static String text(String value) {
        return value == null ? "" : FloatImage.text(value(value));
    }

    private static Extended value(String text) {
        if (text.contains(":")) {
            return new Extended(
                    Integer.parseInt(text.substring(0, 4), 16), Long.parseUnsignedLong(text.substring(5), 16));
        }
        return switch (text) {
            case "nan" -> Extended.INDEFINITE;
            case "inf" -> new Extended(0x7FFF, Long.MIN_VALUE);
            case "-inf" -> new Extended(0xFFFF, Long.MIN_VALUE);
            case "max" -> new Extended(0x7FFE, -1);
            case "min" -> new Extended(1, Long.MIN_VALUE);
            case "den" -> new Extended(0, 1);
            default ->
                Conversion.fromDouble(Double.doubleToRawLongBits(Double.parseDouble(text)))
                        .value();
        };
    }
}
