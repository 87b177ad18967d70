/* One byte that reaches the machine from outside. */
package org.kernelscope.hw;

import java.util.Comparator;
import java.util.List;
import org.kernelscope.hw.state.StateReader;
import org.kernelscope.hw.state.StateWriter;

/**
 * A byte and when it arrives. A run is determined by image, configuration, choices of the interleaving, and these.
 *
 * @param cycles virtual time of the arrival
 * @param kind where it arrives
 * @param value the byte: a character, or a set 1 scan code
 */
public record Input(long cycles, Kind kind, byte value) {
    /** Where a byte can arrive. */
    public enum Kind {
        /** At the first serial port. */
        SERIAL,
        /** From the keyboard. */
        KEYBOARD
    }

    private static final List<Kind> KINDS = List.of(Kind.values());

    public Input {
        if (cycles < 0) {
            throw new IllegalArgumentException("input cannot arrive at cycle " + cycles);
        }
    }

    /** The same inputs in the order of their times; those of one time keep their order. */
    public static List<Input> inOrder(List<Input> inputs) {
        return inputs.stream().sorted(Comparator.comparingLong(Input::cycles)).toList();
    }

    /** Inputs as bytes, for recordings. */
    public static byte[] toBytes(List<Input> inputs) {
        StateWriter out = new StateWriter();
        out.putInt(inputs.size());
        for (Input input : inputs) {
            out.putLong(input.cycles());
            out.putInt(KINDS.indexOf(input.kind()) << 8 | input.value() & 0xFF);
        }
        return out.toBytes();
    }

    /** Reads what {@link #toBytes} wrote. */
    public static List<Input> fromBytes(byte[] bytes) throws ImageException {
        StateReader in = new StateReader(bytes);
        int count = in.getInt();
        if (count < 0 || count > bytes.length / 12) {
            throw new ImageException("recorded input does not have the announced length of " + count);
        }
        Input[] inputs = new Input[count];
        for (int index = 0; index < count; index++) {
            long cycles = in.getLong();
            int rest = in.getInt();
            if (cycles < 0 || rest >>> 8 >= KINDS.size()) {
                throw new ImageException("recorded input " + index + " is of no known kind or time");
            }
            inputs[index] = new Input(cycles, KINDS.get(rest >>> 8), (byte) rest);
        }
        in.finish();
        return List.of(inputs);
    }
}
