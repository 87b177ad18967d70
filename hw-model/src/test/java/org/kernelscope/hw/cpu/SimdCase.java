/* One instruction of the table with random operands. */
package org.kernelscope.hw.cpu;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.kernelscope.hw.cpu.InstructionSet.Kind;

/**
 * A row in one of its shapes, made from a seed: the same seed gives the same case.
 *
 * @param row text of the row
 * @param memory whether ModRM names memory
 * @param seed of all that is random
 */
record SimdCase(String row, boolean memory, long seed) {
    private static final int FPU_CONTROL = 0x37F;
    private static final int MASKED = 0x1F80;

    private static final Set<Kind> IN_REG_FIELD = Set.of(Kind.P, Kind.V, Kind.Vq, Kind.Gd);

    private static final float[] SINGLES = {
        0f,
        1f,
        1.5f,
        2f,
        3f,
        0.5f,
        2.5f,
        0.1f,
        1e10f,
        0x1p31f,
        0x1.fffffep30f,
        Float.MAX_VALUE,
        0x1p127f,
        Float.MIN_NORMAL,
        Float.MIN_VALUE,
        0x1.fffffcp-127f,
        0x1p-75f,
        0x1p64f,
        0x1p-63f,
        16777215f,
        Float.POSITIVE_INFINITY,
        Float.NaN
    };
    private static final int[] ODD_SINGLES = {0x7F80_0001, 0x7FBF_FFFF, 0x7FC1_2345, 0xFFC0_0000, 0x0000_0001};
    private static final double[] DOUBLES = {
        0,
        1,
        1.5,
        3,
        0.5,
        2.5,
        0.1,
        1e100,
        0x1p31,
        2147483647.5,
        2147483646.5,
        -2147483648.5,
        Double.MAX_VALUE,
        Double.MIN_NORMAL,
        Double.MIN_VALUE,
        0x1.ffffffffffffp-1023,
        0x1p-600,
        0x1p512,
        0x1p127,
        0x1.ffffffp127,
        0x1p-126,
        0x1p-149,
        0x1.8p-150,
        0x1.fffffffp-127,
        Double.POSITIVE_INFINITY,
        Double.NaN
    };
    private static final long[] ODD_DOUBLES = {
        0x7FF0_0000_0000_0001L, 0x7FF7_FFFF_FFFF_FFFFL, 0x7FF8_0000_1234_5678L, 0xFFF8_0000_0000_0000L, 1
    };
    private static final long[] INTEGERS = {
        0,
        -1,
        1,
        0x7F80_807F_0100_FF00L,
        0x7FFF_8000_8001_0001L,
        0x8000_0000_7FFF_FFFFL,
        Long.MIN_VALUE,
        7,
        15,
        16,
        31,
        32,
        63,
        64,
        8
    };

    /** Every row in every shape that can be executed alone. */
    static List<SimdCase> shapes() {
        List<SimdCase> shapes = new ArrayList<>();
        for (String line : SimdRows.table().strip().lines().map(String::strip).toList()) {
            List<Kind> kinds = kinds(line);
            boolean image = line.contains("fxsave") || line.contains("fxrstor");
            if (!image && kinds.stream().noneMatch(Kind::memoryOnly)) {
                shapes.add(new SimdCase(line, false, 0));
            }
            if (!image && kinds.stream().anyMatch(SimdCase::reachesMemory)) {
                shapes.add(new SimdCase(line, true, 0));
            }
        }
        return shapes;
    }

    SimdCase withSeed(long other) {
        return new SimdCase(row, memory, other);
    }

    /** The shape as one word or two for the row, and what ModRM names. */
    String name() {
        return row.replaceAll(" =.*", "") + (memory ? " in memory" : "");
    }

    String mnemonic() {
        return row.split(" ")[1];
    }

    private static List<Kind> kinds(String line) {
        String[] words = line.split(" ");
        return words.length < 3 || words[2].startsWith("=")
                ? List.of()
                : Arrays.stream(words[2].split(",")).map(Kind::valueOf).toList();
    }

    private static boolean reachesMemory(Kind kind) {
        return kind.modRm() && !kind.registerOnly() && !IN_REG_FIELD.contains(kind);
    }

    /** The state before the instruction. */
    MediaState state() {
        Random random = new Random(seed * 1_000_003 + row.hashCode() + (memory ? 1 : 0));
        MediaState state = new MediaState(new byte[MediaState.BYTES]);
        for (int i = 0; i < 8; i++) {
            state.bytes.putInt(MediaState.GENERAL + i * 4, general(random));
            state.bytes.putLong(MediaState.STACK + i * 16, number(random));
            state.bytes.putShort(MediaState.STACK + i * 16 + 8, (short) random.nextInt());
            state.bytes.putLong(MediaState.VECTORS + i * 16, number(random));
            state.bytes.putLong(MediaState.VECTORS + i * 16 + 8, number(random));
            state.bytes.putLong(MediaState.MEMORY + i * 8, number(random));
        }
        relate(state, random);
        state.bytes.putShort(MediaState.CONTROL_WORD, (short) FPU_CONTROL);
        state.bytes.putShort(MediaState.STATUS_WORD, (short) (random.nextInt(8) << 11));
        state.bytes.put(MediaState.OCCUPIED, (byte) random.nextInt());
        state.bytes.putInt(MediaState.MXCSR, control(random));
        state.bytes.putInt(MediaState.FLAGS, random.nextInt() & Flags.STATUS | Flags.FIXED);
        int unaligned = random.nextInt(16) == 0 ? random.nextInt(16) : 0;
        state.bytes.putInt(
                MediaState.GENERAL + Registers.ESI * 4, MediaState.DATA + 16 * random.nextInt(2) + unaligned);
        state.bytes.putInt(MediaState.GENERAL + Registers.EDI * 4, MediaState.DATA + random.nextInt(49));
        if (mnemonic().equals("ldmxcsr")) {
            for (int at = 0; at < MediaState.DATA_BYTES; at += 4) {
                state.bytes.putInt(MediaState.MEMORY + at, random.nextInt() & (random.nextInt(4) == 0 ? -1 : 0xFFFF));
            }
        }
        state.putCode(code(random));
        return state;
    }

    private static int control(Random random) {
        int masks = random.nextInt(4) == 0 ? random.nextInt() & MASKED : MASKED;
        int modes = random.nextBoolean() ? random.nextInt() & 0x8040 : 0;
        return masks | modes | random.nextInt(4) << 13 | (random.nextInt(4) == 0 ? random.nextInt() & 0x3F : 0);
    }

    private int general(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> (int) INTEGERS[random.nextInt(INTEGERS.length)];
            case 1 -> random.nextInt(2000) - 1000;
            default -> random.nextInt();
        };
    }

    /** 64 bits of a kind that the instruction is likely to care for. */
    private long number(Random random) {
        int choice = random.nextInt(10);
        boolean singles = row.contains("ps") || row.contains("ss");
        boolean doubles = row.contains("pd") || row.contains("sd");
        if (choice > 1 && (singles || doubles)) {
            return singles && (!doubles || random.nextBoolean()) ? single(random) | single(random) << 32 : real(random);
        }
        if (choice < 4) {
            return INTEGERS[random.nextInt(INTEGERS.length)] ^ (random.nextInt(4) == 0 ? random.nextLong() : 0);
        }
        return random.nextLong() >> (random.nextInt(3) == 0 ? random.nextInt(64) : 0);
    }

    private static long single(Random random) {
        int sign = random.nextInt() & Integer.MIN_VALUE;
        int bits = switch (random.nextInt(8)) {
            case 0 -> ODD_SINGLES[random.nextInt(ODD_SINGLES.length)];
            case 1, 2 -> Float.floatToRawIntBits(SINGLES[random.nextInt(SINGLES.length)]);
            case 3 -> Float.floatToRawIntBits(SINGLES[random.nextInt(SINGLES.length)]) + random.nextInt(5) - 2;
            case 4 -> random.nextInt() & 0x7F_FFFF | random.nextInt(3) << 23;
            case 5 -> random.nextInt();
            default -> random.nextInt() & 0x7F_FFFF | 117 + random.nextInt(48) << 23;
        };
        return (bits ^ sign) & 0xFFFF_FFFFL;
    }

    private static long real(Random random) {
        long sign = random.nextLong() & Long.MIN_VALUE;
        long bits = switch (random.nextInt(8)) {
            case 0 -> ODD_DOUBLES[random.nextInt(ODD_DOUBLES.length)];
            case 1, 2 -> Double.doubleToRawLongBits(DOUBLES[random.nextInt(DOUBLES.length)]);
            case 3 -> Double.doubleToRawLongBits(DOUBLES[random.nextInt(DOUBLES.length)]) + random.nextInt(5) - 2;
            case 4 -> random.nextLong() >>> 12 | (long) random.nextInt(3) << 52;
            case 5 -> random.nextLong();
            case 6 -> random.nextLong() >>> 12 | 870L + random.nextInt(300) << 52;
            default -> random.nextLong() >>> 12 | 1010L + random.nextInt(80) << 52;
        };
        return bits ^ sign;
    }

    /** Now and then all operands are alike or nearly so. */
    private void relate(MediaState state, Random random) {
        if (random.nextInt(5) != 0) {
            return;
        }
        long one = number(random);
        for (int at = 0; at < 128; at += 8) {
            long near = random.nextInt(3) == 0 ? random.nextInt(5) - 2 : 0;
            long sign = random.nextInt(3) == 0 ? Long.MIN_VALUE | 1L << 31 : 0;
            state.bytes.putLong(MediaState.VECTORS + at, one + near ^ sign);
            state.bytes.putLong(MediaState.MEMORY + at % MediaState.DATA_BYTES, one + near ^ sign);
        }
    }

    /** The instruction alone. */
    byte[] code() {
        byte[] bytes = state().bytes.array();
        int end = bytes.length;
        while (bytes[end - 1] == 0) {
            end--;
        }
        return Arrays.copyOfRange(bytes, MediaState.CODE, end - 1);
    }

    private byte[] code(Random random) {
        List<Kind> kinds = kinds(row);
        String opcode = row.split(" ")[0];
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (!opcode.startsWith("np")) {
            out.write(Integer.parseInt(opcode.substring(0, 2), 16));
        }
        out.writeBytes(HexFormat.of().parseHex(opcode.substring(2, 6)));
        if (kinds.isEmpty()) {
            return out.toByteArray();
        }
        int group = opcode.indexOf('/');
        int reg = group > 0 ? opcode.charAt(group + 1) - '0' : register(random);
        int rm = memory ? Registers.ESI : kinds.contains(Kind.R) ? 0 : register(random);
        out.write((memory ? 0 : 0xC0) | reg << 3 | rm);
        if (kinds.contains(Kind.Ib)) {
            out.write(random.nextBoolean() ? random.nextInt(8) : random.nextInt(256));
        }
        return out.toByteArray();
    }

    /** Never that of the stack pointer, which the host needs. */
    private static int register(Random random) {
        int register = random.nextInt(7);
        return register < Registers.ESP ? register : register + 1;
    }
}
