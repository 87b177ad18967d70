/* Finds in what two machines differ. */
package org.kernelscope.engine.check;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.kernelscope.hw.CoreState;
import org.kernelscope.hw.Machine;

/** Looks at the visible parts of the state, in an order in which the cause is likely to come first. */
final class StateDifference {
    private static final int MEBIBYTE = 1 << 20;
    private static final List<String> REGISTERS = List.of("EAX", "ECX", "EDX", "EBX", "ESP", "EBP", "ESI", "EDI");

    private record Part(String name, Function<Machine, Object> value) {}

    private record CorePart(String name, Function<CoreState, Object> value) {}

    private static final List<CorePart> OF_CORE = List.of(
            new CorePart("EIP", core -> hexadecimal(core.eip())),
            new CorePart("EFLAGS", core -> hexadecimal(core.eflags())),
            new CorePart("activity", CoreState::activity),
            new CorePart("instructions retired", CoreState::retired),
            new CorePart("clock", CoreState::clock),
            new CorePart("counters", CoreState::counters),
            new CorePart("whole state", core -> core));

    private static final List<Part> OF_MACHINE = List.of(
            new Part("the number of turns", Machine::steps),
            new Part("the state", Machine::state),
            new Part("the time", Machine::now),
            new Part("the core of the last turn", Machine::last),
            new Part("serial output", Machine::serialOutput));

    private StateDifference() {}

    /** A sentence on the first part that differs. */
    static String first(Machine compiled, Machine plain) {
        for (int id = 0; id < plain.config().cores(); id++) {
            CoreState one = compiled.core(id);
            CoreState other = plain.core(id);
            for (int i = 0; i < REGISTERS.size(); i++) {
                if (!one.registers().get(i).equals(other.registers().get(i))) {
                    return sentence(
                            "core " + id + ": " + REGISTERS.get(i),
                            hexadecimal(one.registers().get(i)),
                            hexadecimal(other.registers().get(i)));
                }
            }
            for (CorePart part : OF_CORE) {
                if (!part.value.apply(one).equals(part.value.apply(other))) {
                    return sentence("core " + id + ": " + part.name, part.value.apply(one), part.value.apply(other));
                }
            }
            if (!compiled.translations(id).equals(plain.translations(id))) {
                return "core " + id + ": the translation buffers differ.";
            }
        }
        for (Part part : OF_MACHINE) {
            if (!part.value.apply(compiled).equals(part.value.apply(plain))) {
                return sentence(part.name, part.value.apply(compiled), part.value.apply(plain));
            }
        }
        return memory(compiled, plain);
    }

    private static String memory(Machine compiled, Machine plain) {
        for (int at = 0; at < plain.config().memoryMiB() * MEBIBYTE; at += MEBIBYTE) {
            byte[] one = compiled.peekPhysical(at, MEBIBYTE);
            byte[] other = plain.peekPhysical(at, MEBIBYTE);
            int place = Arrays.mismatch(one, other);
            if (place >= 0) {
                return sentence(
                        "the byte at physical address " + hexadecimal(at + place),
                        String.format("%02x", one[place]),
                        String.format("%02x", other[place]));
            }
        }
        return "what differs is the tags of the caches, or a device.";
    }

    private static String sentence(String part, Object compiled, Object plain) {
        return part + " is " + compiled + " compiled, " + plain + " interpreted.";
    }

    private static String hexadecimal(int value) {
        return String.format("%08x", value);
    }
}
