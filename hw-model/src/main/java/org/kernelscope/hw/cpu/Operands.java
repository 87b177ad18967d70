/* Reading and writing an instruction's operands, wherever they are. */
package org.kernelscope.hw.cpu;

import static org.kernelscope.hw.cpu.Registers.ESP;
import static org.kernelscope.hw.cpu.Registers.SS;

import org.kernelscope.hw.cpu.Instruction.Place;
import org.kernelscope.hw.cpu.Instruction.Where;

/** Operands and the stack of one core. */
final class Operands {
    private final Registers registers;
    private final DataPath data;

    Operands(Registers registers, DataPath data) {
        this.registers = registers;
        this.data = data;
    }

    /** Offset of the memory operand inside its segment. */
    int address(Instruction in) {
        int[] r = registers.r;
        int offset = r[in.base()] + (r[in.index()] << in.scale()) + in.displacement();
        return in.wideAddress() ? offset : offset & 0xFFFF;
    }

    /** The operand's value, zero-extended. */
    int get(Instruction in, Place place) {
        return switch (place.where()) {
            case REGISTER -> registers.get(place.number(), place.bytes());
            case IMMEDIATE -> in.immediate();
            case MEMORY -> data.read(in.segment(), address(in), place.bytes());
            case SEGMENT -> registers.selector[place.number()];
            case CONTROL, FLOAT, MMX, XMM, NOWHERE -> throw new AssertionError("no operand to read in " + in.form());
        };
    }

    /** Writes a register or memory operand. */
    void set(Instruction in, Place place, int value) {
        if (place.where() == Where.REGISTER) {
            registers.set(place.number(), place.bytes(), value);
        } else {
            data.write(in.segment(), address(in), place.bytes(), value);
        }
    }

    /** Reads the first operand of a read-modify-write that {@link #end} completes. */
    int begin(Instruction in) {
        Place place = in.first();
        if (place.where() == Where.REGISTER) {
            return registers.get(place.number(), place.bytes());
        }
        return (int) data.readForUpdate(in.segment(), address(in), place.bytes(), in.locked());
    }

    void end(Instruction in, int value) {
        Place place = in.first();
        if (place.where() == Where.REGISTER) {
            registers.set(place.number(), place.bytes(), value);
        } else {
            data.update(value & 0xFFFF_FFFFL);
        }
    }

    void push(int value, int size) {
        int mask = registers.stackMask();
        int top = registers.r[ESP] - size;
        data.write(SS, top & mask, size, value);
        setStack(top);
    }

    int pop(int size) {
        int value = peekStack(0, size);
        setStack(registers.r[ESP] + size);
        return value;
    }

    /** Reads the stack this many bytes above its top. */
    int peekStack(int above, int size) {
        return data.read(SS, registers.r[ESP] + above & registers.stackMask(), size);
    }

    /** Moves the stack pointer, of which a 16-bit stack has only the lower half. */
    void setStack(int value) {
        int mask = registers.stackMask();
        registers.r[ESP] = registers.r[ESP] & ~mask | value & mask;
    }
}
