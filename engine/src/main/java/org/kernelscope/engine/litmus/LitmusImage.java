/* A kernel that brings each core to the start of its part of a litmus test. */
package org.kernelscope.engine.litmus;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;
import org.kernelscope.engine.litmus.LitmusTest.Observed;

/**
 * Core 0 starts the others by start-up messages and waits until they are in protected mode; then every core sets its
 * registers and stands at the first instruction of its thread. Each location has a cache line of its own.
 *
 * @param elf the Multiboot image
 * @param starts linear address of each thread's first instruction
 * @param lengths bytes of each instruction of each thread
 * @param names of the locations, in the order of {@link #address}
 */
record LitmusImage(byte[] elf, List<Integer> starts, List<List<Integer>> lengths, List<String> names) {
    private static final int LOW = 0x8000;
    private static final int HIGH = 0x100000;
    private static final int PAGE = 0x1000;
    private static final int READY = HIGH + 5 * PAGE;
    private static final int LOCATIONS = HIGH + 6 * PAGE;
    private static final int LINE = 64;
    private static final int HEADERS = 0x100;

    private static final String TRAMPOLINE = "FA 31C0 8ED8 660F0116 %s 0F20C0 0C01 0F22C0 66EA %s 0800"
            + "0000000000000000 FFFF0000009ACF00 FFFF00000092CF00 1700 %s";
    private static final int DESCRIPTORS = 27;
    private static final String SEGMENTS = "B810000000 8ED8 8EC0 8ED0 F0FF05 %s";
    private static final String START_UP = "C70510 03E0FE %s C70500 03E0FE %s";
    private static final String WAIT = "F390 813D %s %s 75F2";
    private static final String APIC_ON = "C705F000E0FE FF010000";

    /** Address of a location. */
    int address(String name) {
        return LOCATIONS + LINE * names.indexOf(name);
    }

    /** Where a thread ends. */
    int end(int thread) {
        return starts.get(thread)
                + lengths.get(thread).stream().mapToInt(Integer::intValue).sum();
    }

    static LitmusImage of(LitmusTest test) {
        List<String> names = test.locations().keySet().stream().sorted().toList();
        int cores = test.threads().size();
        byte[] high = new byte[LOCATIONS - HIGH + LINE * (names.size() + 1)];
        byte[] low = new byte[cores * PAGE];
        List<Integer> starts = new ArrayList<>();
        List<List<Integer>> lengths = new ArrayList<>();
        for (int core = 0; core < cores; core++) {
            byte[] before = core == 0 ? first(cores, test) : later(core, test);
            starts.add(place(core) + before.length);
            lengths.add(new ArrayList<>());
            var code = new ByteArrayOutputStream();
            code.writeBytes(before);
            for (LitmusInstruction instruction : test.threads().get(core)) {
                byte[] bytes = instruction.encode(name -> LOCATIONS + LINE * names.indexOf(name));
                lengths.getLast().add(bytes.length);
                code.writeBytes(bytes);
            }
            code.write(0xF4);
            System.arraycopy(code.toByteArray(), 0, high, place(core) - HIGH, code.size());
            byte[] trampoline = trampoline(core);
            System.arraycopy(trampoline, 0, low, core * PAGE, trampoline.length);
        }
        var words = ByteBuffer.wrap(high).order(ByteOrder.LITTLE_ENDIAN);
        for (String name : names) {
            words.putInt(
                    LOCATIONS - HIGH + LINE * names.indexOf(name),
                    test.locations().get(name));
        }
        return new LitmusImage(elf(low, high), List.copyOf(starts), List.copyOf(lengths), names);
    }

    private static int place(int core) {
        return HIGH + core * PAGE;
    }

    private static byte[] first(int cores, LitmusTest test) {
        StringBuilder code = new StringBuilder(APIC_ON);
        for (int core = 1; core < cores; core++) {
            int page = (LOW + core * PAGE) / PAGE;
            code.append(START_UP.formatted(hex(core << 24), hex(0x4600 | page)));
        }
        code.append(WAIT.formatted(hex(READY), hex(cores - 1)));
        return bytes(code + registers(0, test));
    }

    private static byte[] later(int core, LitmusTest test) {
        return bytes(SEGMENTS.formatted(hex(READY)) + registers(core, test));
    }

    private static String registers(int core, LitmusTest test) {
        StringBuilder code = new StringBuilder();
        for (int number = 0; number < LitmusInstruction.REGISTERS.size(); number++) {
            var register = new Observed(OptionalInt.of(core), LitmusInstruction.REGISTERS.get(number));
            code.append(HexFormat.of().toHexDigits((byte) (0xB8 + number)))
                    .append(hex(test.registers().getOrDefault(register, 0)));
        }
        return code.toString();
    }

    private static byte[] trampoline(int core) {
        int base = LOW + core * PAGE;
        int limit = base + DESCRIPTORS + 24;
        String where = hex(limit).substring(0, 4);
        return bytes(TRAMPOLINE.formatted(where, hex(place(core)), hex(base + DESCRIPTORS)));
    }

    /** The four bytes of a word, lowest first. */
    private static String hex(int word) {
        return HexFormat.of().toHexDigits(Integer.reverseBytes(word));
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    private static byte[] elf(byte[] low, byte[] high) {
        ByteBuffer out = ByteBuffer.allocate(HEADERS + low.length + high.length).order(ByteOrder.LITTLE_ENDIAN);
        out.put(new byte[] {0x7F, 'E', 'L', 'F', 1, 1, 1}).position(16);
        out.putShort((short) 2).putShort((short) 3).putInt(1);
        out.putInt(HIGH).putInt(52).putInt(0).putInt(0);
        out.putShort((short) 52).putShort((short) 32).putShort((short) 2);
        out.position(52);
        segment(out, HEADERS, LOW, low.length);
        segment(out, HEADERS + low.length, HIGH, high.length);
        out.putInt(0x1BADB002).putInt(0).putInt(-0x1BADB002);
        out.position(HEADERS);
        return out.put(low).put(high).array();
    }

    private static void segment(ByteBuffer out, int offset, int address, int length) {
        out.putInt(1).putInt(offset).putInt(address).putInt(address);
        out.putInt(length).putInt(length).putInt(7).putInt(PAGE);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LitmusImage that && Arrays.equals(elf, that.elf);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(elf);
    }
}
