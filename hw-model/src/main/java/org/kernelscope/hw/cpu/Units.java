/* The parts of a core that carry instructions out, each a group of them. */
package org.kernelscope.hw.cpu;

import org.kernelscope.hw.cpu.Instruction.Where;
import org.kernelscope.hw.fpu.FloatRegisters;

/** One of each; the table of instructions says which group an operation belongs to. */
final class Units {
    private final Interrupts interrupts;
    private final Arithmetic arithmetic;
    private final Bits bits;
    private final Numbers numbers;
    private final Moves moves;
    private final Stack stack;
    private final Strings strings;
    private final Control control;
    private final SystemInstructions system;
    private final Privileged privileged;
    private final FloatingPoint floatingPoint;
    private final FloatControl floatControl;
    private final VectorUnit vectorUnit;

    Units(
            int id,
            Registers registers,
            FloatRegisters floats,
            VectorRegisters vectors,
            DataPath data,
            Paging paging,
            Environment environment,
            Costs costs,
            ProcessorModel model,
            Breakpoints breakpoints,
            PerformanceCounters counters,
            Watch watch,
            Tally tally) {
        Operands operands = new Operands(registers, data);
        Segments segments = new Segments(registers, data);
        Ports ports = new Ports(id, registers, data, environment, breakpoints);
        Tasks tasks = new Tasks(registers, data, segments, paging, breakpoints, costs, tally);
        FarTransfers far = new FarTransfers(registers, data, operands, segments, tasks, costs, tally);
        interrupts =
                new Interrupts(id, registers, data, operands, segments, far, tasks, breakpoints, costs, watch, tally);
        stack = new Stack(registers, data, operands, segments);
        arithmetic = new Arithmetic(registers, data, operands);
        bits = new Bits(registers, data, operands);
        numbers = new Numbers(registers, operands);
        moves = new Moves(registers, data, operands);
        strings = new Strings(registers, data, ports, breakpoints);
        control = new Control(registers, data, operands, far, interrupts, costs);
        system = new SystemInstructions(
                registers, data, operands, ports, new Identification(id, registers, model), counters);
        privileged = new Privileged(registers, data, operands, segments, paging, breakpoints, costs, model, counters);
        FloatAccess floatAccess = new FloatAccess(registers, floats, data, operands);
        floatingPoint = new FloatingPoint(registers, floats, floatAccess);
        floatControl = new FloatControl(registers, floats, vectors, floatAccess, data, operands);
        vectorUnit = new VectorUnit(registers, floats, vectors, floatAccess, data, operands);
    }

    /** The way into handlers, which devices use too. */
    Interrupts interrupts() {
        return interrupts;
    }

    void execute(Instruction in) {
        switch (in.operation().group) {
            case ARITHMETIC -> arithmetic.execute(in);
            case MOVES -> moves.execute(in);
            case CONTROL -> control.execute(in);
            case STACK -> stack.execute(in);
            case BITS -> bits.execute(in);
            case NUMBERS -> numbers.execute(in);
            case STRINGS -> strings.execute(in);
            case SYSTEM -> system.execute(in);
            case PRIVILEGED -> privileged.execute(in);
            case FLOAT -> floatingPoint.execute(in);
            case FLOAT_CONTROL -> floatControl.execute(in);
            case PACKED, PACKED_SHIFTS, SHUFFLES, VECTOR_MOVES, VECTOR_FLOATS, VECTOR_CONVERSIONS, VECTOR_CONTROL ->
                vectorUnit.execute(in);
        }
    }

    /**
     * Whether the instruction begins when all earlier stores are visible: serialising instructions, MFENCE, ports (SDM 3A,
     * 9.2.5 and 9.3), and HLT, so that a sleeping core leaves nothing behind. LFENCE and SFENCE order what total store
     * order keeps in order anyway; far transfers and reads of control registers do not serialise. Locked operations,
     * devices and entries of handlers wait where they happen.
     */
    static boolean waitsForStores(Instruction in) {
        return switch (in.operation()) {
            case HLT, WRMSR -> true;
            case PARTIAL_FENCE, JMP_FAR, CALL_FAR, RET_FAR -> false;
            case MOV_CONTROL, MOV_DEBUG -> in.first().where() != Where.REGISTER;
            default -> in.operation().cost.drains;
        };
    }
}
