/* Carries out moves, exchanges and operations on single flags. */
package org.kernelscope.hw.cpu;

import static org.kernelscope.hw.cpu.Flags.AF;
import static org.kernelscope.hw.cpu.Flags.CF;
import static org.kernelscope.hw.cpu.Flags.DF;
import static org.kernelscope.hw.cpu.Flags.PF;
import static org.kernelscope.hw.cpu.Flags.SF;
import static org.kernelscope.hw.cpu.Flags.ZF;
import static org.kernelscope.hw.cpu.Registers.EAX;
import static org.kernelscope.hw.cpu.Registers.EBX;

/** The operations of {@link Operation.Group#MOVES}. */
final class Moves {
    private static final int AH = 4;
    private static final int IN_AH = SF | ZF | AF | PF | CF;

    private final Registers registers;
    private final DataPath data;
    private final Operands operands;

    Moves(Registers registers, DataPath data, Operands operands) {
        this.registers = registers;
        this.data = data;
        this.operands = operands;
    }

    void execute(Instruction in) {
        Registers g = registers;
        switch (in.operation()) {
            case MOV, MOVZX -> operands.set(in, in.first(), operands.get(in, in.second()));
            case MOVSX ->
                operands.set(
                        in,
                        in.first(),
                        Alu.signExtend(
                                operands.get(in, in.second()), in.second().bytes() * 8));
            case LEA -> g.set(in.first().number(), in.size(), operands.address(in));
            case XCHG -> exchange(in);
            case CMOV -> {
                int value = operands.get(in, in.second());
                if (Flags.holds(in.condition(), g.eflags)) {
                    operands.set(in, in.first(), value);
                }
            }
            case SET -> operands.set(in, in.first(), Flags.holds(in.condition(), g.eflags) ? 1 : 0);
            case XLAT -> {
                int offset = g.r[EBX] + g.byteOf(EAX);
                g.setByte(EAX, data.read(in.segment(), in.wideAddress() ? offset : offset & 0xFFFF, 1));
            }
            case LAHF -> g.setByte(AH, g.eflags & IN_AH | Flags.FIXED);
            case SAHF -> g.eflags = g.eflags & ~IN_AH | g.byteOf(AH) & IN_AH;
            case SALC -> g.setByte(EAX, -(g.eflags & CF));
            case CLC -> g.eflags &= ~CF;
            case STC -> g.eflags |= CF;
            case CMC -> g.eflags ^= CF;
            case CLD -> g.eflags &= ~DF;
            case STD -> g.eflags |= DF;
            default -> {}
        }
    }

    private void exchange(Instruction in) {
        int old = operands.begin(in);
        int other = operands.get(in, in.second());
        operands.set(in, in.second(), old);
        operands.end(in, other);
    }
}
