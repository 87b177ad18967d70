/* What arrives at the machine from outside, each at its virtual time. */
package org.kernelscope.hw.device;

import java.util.ArrayList;
import java.util.List;
import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.Input;
import org.kernelscope.hw.state.StateReader;
import org.kernelscope.hw.state.StateWriter;

/**
 * A list in the order of time, and how far it has been read. How far belongs to the machine's state; the list itself does
 * not, as little as the choices of an interleaving do: going back and on again meets the same input.
 */
public final class InputScript implements Device {
    private final Receiver receiver;
    private List<Input> script = List.of();
    private int arrived;

    public InputScript(Receiver receiver) {
        this.receiver = receiver;
    }

    /** Whom an input reaches when its time has come. */
    @FunctionalInterface
    public interface Receiver {
        void receive(Input input);
    }

    /** All input, that which has arrived first. */
    public List<Input> all() {
        return script;
    }

    /** Replaces the input; what has arrived already cannot be changed. */
    public void replace(List<Input> inputs) {
        List<Input> sorted = Input.inOrder(inputs);
        if (sorted.size() < arrived || !sorted.subList(0, arrived).equals(script.subList(0, arrived))) {
            throw new IllegalArgumentException("the " + arrived + " inputs that have arrived cannot be changed");
        }
        script = sorted;
    }

    /** Replaces the input by that of another run; {@link #load} tells next how far it has been read. */
    public void exchange(List<Input> inputs) {
        script = Input.inOrder(inputs);
        arrived = 0;
    }

    /** All that has arrived. */
    public List<Input> arrived() {
        return script.subList(0, arrived);
    }

    /** Goes back, or on, to a moment at which this had arrived; what is to come stays if it still follows upon that. */
    public void restore(List<Input> then) {
        if (script.size() < then.size() || !script.subList(0, then.size()).equals(then)) {
            script = List.copyOf(then);
        }
        arrived = then.size();
    }

    /** Puts one more input behind those of its time and before those of later times. */
    public void add(Input input) {
        List<Input> more = new ArrayList<>(script);
        int at = arrived;
        while (at < more.size() && more.get(at).cycles() <= input.cycles()) {
            at++;
        }
        more.add(at, input);
        script = List.copyOf(more);
    }

    @Override
    public long next() {
        return arrived < script.size() ? script.get(arrived).cycles() : LocalApic.NEVER;
    }

    @Override
    public void deliver(long now) {
        while (next() <= now) {
            arrived++;
            receiver.receive(script.get(arrived - 1));
        }
    }

    @Override
    public void save(StateWriter out) {
        out.putInt(arrived);
    }

    @Override
    public void load(StateReader in) throws ImageException {
        int count = in.getInt();
        if (count < 0 || count > script.size()) {
            throw new ImageException(
                    "saved state has read " + count + " inputs of the " + script.size() + " that it holds");
        }
        arrived = count;
    }
}
