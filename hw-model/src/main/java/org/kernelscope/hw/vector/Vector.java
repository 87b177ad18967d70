/* One instruction with what a real processor did. */
package org.kernelscope.hw.vector;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kernelscope.hw.ImageException;

/**
 * A vector. Register lists hold EAX, ECX, EDX, EBX, ESP, EBP, ESI, EDI, EIP, EFLAGS.
 *
 * @param id number within its file
 * @param name the instruction, with its operand size where it has several
 * @param code its bytes, hex
 * @param fill seed of what memory holds
 * @param before registers
 * @param bytesBefore what replaces the fill
 * @param after registers
 * @param undefined status flags that are not compared
 * @param exception vector number of the fault, or -1
 * @param bytesAfter what changed in memory
 * @param floatBefore image of FNSAVE in 32-bit protected mode, hex
 * @param floatAfter the same afterwards
 */
public record Vector(
        long id,
        String name,
        String code,
        int fill,
        List<Integer> before,
        List<Octet> bytesBefore,
        List<Integer> after,
        int undefined,
        int exception,
        List<Octet> bytesAfter,
        Optional<String> floatBefore,
        Optional<String> floatAfter) {

    /** One byte of memory. */
    public record Octet(int address, int value) {}

    private static final int REGISTERS = 10;
    private static final int MAX_CODE = 15;
    private static final int FLOAT_IMAGE = 108;

    public Vector {
        before = List.copyOf(before);
        bytesBefore = List.copyOf(bytesBefore);
        after = List.copyOf(after);
        bytesAfter = List.copyOf(bytesAfter);
    }

    /** Reads one line of a file of vectors. */
    public static Vector parse(String line) throws ImageException {
        if (!(Json.parse(line) instanceof Map<?, ?> map)) {
            throw new ImageException("a vector is a JSON object");
        }
        return new Vector(
                number(map, "id"),
                text(map, "name"),
                code(map),
                (int) number(map, "fill"),
                registers(map, "in"),
                octets(map, "pre"),
                registers(map, "out"),
                (int) number(map, "undef"),
                (int) number(map, "exc"),
                octets(map, "mem"),
                image(map, "fpu_in"),
                image(map, "fpu_out"));
    }

    private static <T> T get(Map<?, ?> map, String key, Class<T> type, String what) throws ImageException {
        Object value = map.get(key);
        if (!type.isInstance(value)) {
            throw new ImageException("'" + key + "' must be " + what);
        }
        return type.cast(value);
    }

    private static long number(Map<?, ?> map, String key) throws ImageException {
        return get(map, key, Long.class, "a number");
    }

    private static String text(Map<?, ?> map, String key) throws ImageException {
        return get(map, key, String.class, "a text");
    }

    private static String code(Map<?, ?> map) throws ImageException {
        String code = text(map, "code");
        int bytes = hex("code", code).length;
        if (bytes < 1 || bytes > MAX_CODE) {
            throw new ImageException("'code' must have 1 to " + MAX_CODE + " bytes, not " + bytes);
        }
        return code;
    }

    private static Optional<String> image(Map<?, ?> map, String key) throws ImageException {
        if (!map.containsKey(key)) {
            return Optional.empty();
        }
        String image = text(map, key);
        int bytes = hex(key, image).length;
        if (bytes != FLOAT_IMAGE) {
            throw new ImageException("'" + key + "' must have " + FLOAT_IMAGE + " bytes, not " + bytes);
        }
        return Optional.of(image);
    }

    private static byte[] hex(String key, String digits) throws ImageException {
        try {
            return HexFormat.of().parseHex(digits);
        } catch (IllegalArgumentException _) {
            throw new ImageException("'" + key + "' must be bytes as hex digits");
        }
    }

    private static List<Integer> registers(Map<?, ?> map, String key) throws ImageException {
        List<Integer> values = integers(key, get(map, key, List.class, "a list of registers"));
        if (values.size() != REGISTERS) {
            throw new ImageException("'" + key + "' must list " + REGISTERS + " registers, not " + values.size());
        }
        return values;
    }

    private static List<Octet> octets(Map<?, ?> map, String key) throws ImageException {
        List<Octet> octets = new ArrayList<>();
        for (Object entry : get(map, key, List.class, "a list of pairs")) {
            List<Integer> pair = integers(key, entry);
            if (pair.size() != 2) {
                throw new ImageException("'" + key + "' must list pairs of address and byte");
            }
            octets.add(new Octet(pair.getFirst(), pair.getLast() & 0xFF));
        }
        return octets;
    }

    private static List<Integer> integers(String key, Object value) throws ImageException {
        List<Integer> found = new ArrayList<>();
        for (Object each : value instanceof List<?> list ? list : List.of("")) {
            if (!(each instanceof Long number)) {
                throw new ImageException("'" + key + "' must hold numbers");
            }
            found.add(number.intValue());
        }
        return found;
    }
}
