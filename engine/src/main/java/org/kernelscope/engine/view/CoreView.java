/* One core as the views show it. */
package org.kernelscope.engine.view;

import java.util.List;
import java.util.Set;
import org.kernelscope.hw.CoreState;

/**
 * A core at one moment.
 *
 * @param state registers and counters
 * @param phase what it is doing
 * @param since virtual time in cycles at which the phase began
 * @param location the source of its next instruction
 * @param assembly disassembly around the next instruction, in address order
 * @param changed registers, in the order of {@link CoreState#registers}, whose value differs from the previous stop;
 *     8 stands for EIP, 9 for EFLAGS
 */
public record CoreView(
        CoreState state,
        Phase phase,
        long since,
        CodeLocation location,
        List<AssemblyLine> assembly,
        Set<Integer> changed) {

    public CoreView {
        assembly = List.copyOf(assembly);
        changed = Set.copyOf(changed);
    }

    public int id() {
        return state.id();
    }

    /**
     * One instruction.
     *
     * @param address linear address
     * @param text Intel syntax
     * @param current whether the core executes it next
     */
    public record AssemblyLine(int address, String text, boolean current) {}
}
