/* Everything the x87 unit of one core remembers. */
package org.kernelscope.hw.fpu;

import static org.kernelscope.hw.fpu.StatusWord.BEFORE;
import static org.kernelscope.hw.fpu.StatusWord.BUSY;
import static org.kernelscope.hw.fpu.StatusWord.C1;
import static org.kernelscope.hw.fpu.StatusWord.CONDITIONS;
import static org.kernelscope.hw.fpu.StatusWord.EXCEPTIONS;
import static org.kernelscope.hw.fpu.StatusWord.INVALID;
import static org.kernelscope.hw.fpu.StatusWord.OVERFLOW;
import static org.kernelscope.hw.fpu.StatusWord.PRECISION;
import static org.kernelscope.hw.fpu.StatusWord.STACK_FAULT;
import static org.kernelscope.hw.fpu.StatusWord.SUMMARY;
import static org.kernelscope.hw.fpu.StatusWord.UNDERFLOW;

import java.util.Arrays;
import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.state.StateReader;
import org.kernelscope.hw.state.StateWriter;

/** Register stack, control, status and tags, and where the last instruction was (SDM 1, 8.1). */
public final class FloatRegisters {
    /** What finds a register empty; masked, the answer is the indefinite. */
    public static final int UNDERFLOWN = INVALID | STACK_FAULT;
    /** What finds no room for a push. */
    public static final int OVERFLOWN = INVALID | STACK_FAULT | C1;

    private static final int COUNT = 8;
    private static final int CONTROL_FIXED = 0x40;
    private static final int CONTROL_WRITABLE = 0x1F3F;
    private static final int EMPTY = 3;
    private static final int ALL = 0xFF;
    private static final int MEDIA_HEAD = 0xFFFF;

    /** By number, not by place on the stack, as {@link Extended} has them. */
    final int[] heads = new int[COUNT];

    final long[] significands = new long[COUNT];
    /** A bit for each register by its number. */
    int occupied;

    int top;
    int status;
    private ControlWord control = ControlWord.INITIAL;
    private int opcode;
    private int codeOffset;
    private int codeSelector;
    private int dataOffset;
    private int dataSelector;

    /**
     * The last instruction that was not a control instruction.
     *
     * @param opcode the lower three bits of its first byte, and its ModRM byte
     * @param codeOffset EIP
     * @param codeSelector CS
     * @param dataOffset of its memory operand, or of that of an earlier one
     * @param dataSelector the same
     */
    public record Location(int opcode, int codeOffset, int codeSelector, int dataOffset, int dataSelector) {
        static final Location NONE = new Location(0, 0, 0, 0, 0);
    }

    public FloatRegisters() {
        reset();
    }

    /** Power-on: not what FNINIT does (SDM 3A, table 9-1). */
    public void reset() {
        initialize();
        Arrays.fill(heads, 0);
        Arrays.fill(significands, 0);
        occupied = 0xFF;
        control = new ControlWord(CONTROL_FIXED);
    }

    /** FNINIT; the numbers in the registers stay. */
    public void initialize() {
        control = ControlWord.INITIAL;
        status = 0;
        top = 0;
        occupied = 0;
        setLocation(Location.NONE);
    }

    public ControlWord control() {
        return control;
    }

    public void setControl(int word) {
        control = new ControlWord(word & CONTROL_WRITABLE | CONTROL_FIXED);
    }

    /** With the summary bits as exceptions and masks have them. */
    public int statusWord() {
        return status | top << 11 | (pending() ? SUMMARY | BUSY : 0);
    }

    public void setStatusWord(int word) {
        status = word & (EXCEPTIONS | STACK_FAULT | CONDITIONS);
        top = word >>> 11 & 7;
    }

    /** Whether an unmasked exception waits for the next instruction that looks. */
    public boolean pending() {
        return control.unmasked(status) != 0;
    }

    /** FNCLEX. */
    public void clearExceptions() {
        status &= CONDITIONS;
    }

    /** Replaces C0, C2 and C3, or those of them that the mask names. */
    public void setConditions(int mask, int conditions) {
        status = status & ~mask | conditions & mask;
    }

    /** Two bits a register: number, zero, something special, nothing. */
    public int tagWord() {
        int word = 0;
        for (int i = 0; i < COUNT; i++) {
            int tag = EMPTY;
            if ((occupied >>> i & 1) != 0) {
                tag = switch (at(i).kind()) {
                    case NORMAL -> 0;
                    case ZERO -> 1;
                    case UNSUPPORTED, NAN, INFINITY, DENORMAL -> 2;
                };
            }
            word |= tag << 2 * i;
        }
        return word;
    }

    public void setTagWord(int word) {
        occupied = 0;
        for (int i = 0; i < COUNT; i++) {
            occupied |= (word >>> 2 * i & 3) == EMPTY ? 0 : 1 << i;
        }
    }

    /** One bit a register, as FXSAVE has them. */
    public int occupied() {
        return occupied;
    }

    public void setOccupied(int mask) {
        occupied = mask & 0xFF;
    }

    public Location location() {
        return new Location(opcode, codeOffset, codeSelector, dataOffset, dataSelector);
    }

    public void setLocation(Location next) {
        note(next.opcode, next.codeOffset, next.codeSelector);
        noteData(next.dataOffset, next.dataSelector);
    }

    /** Where an instruction was; the parts are those of {@link Location}. */
    public void note(int nextOpcode, int offset, int selector) {
        opcode = nextOpcode;
        codeOffset = offset;
        codeSelector = selector;
    }

    /** Where its operand was. */
    public void noteData(int offset, int selector) {
        dataOffset = offset;
        dataSelector = selector;
    }

    /** Whether ST(i) holds nothing; {@code i} is taken modulo eight. */
    public boolean empty(int i) {
        return (occupied >>> (top + i & 7) & 1) == 0;
    }

    /** What ST(i) holds, even if it counts as empty. */
    public Extended get(int i) {
        return at(top + i & 7);
    }

    private Extended at(int number) {
        return new Extended(heads[number], significands[number]);
    }

    private void put(int number, Extended value) {
        heads[number] = value.head();
        significands[number] = value.significand();
    }

    /** Fills ST(i). */
    public void set(int i, Extended value) {
        setHidden(i, value);
        occupied |= 1 << (top + i & 7);
    }

    /** Fills ST(i) and leaves its tag. */
    public void setHidden(int i, Extended value) {
        put(top + i & 7, value);
    }

    /** The register of this number as MMX sees it; these do not move with the stack (SDM 1, 9.2.2). */
    public long media(int number) {
        return significands[number];
    }

    public void setMedia(int number, long value) {
        heads[number] = MEDIA_HEAD;
        significands[number] = value;
    }

    /** What every MMX instruction leaves: the stack at its start and full (SDM 3A, table 13-2). */
    public void enterMedia() {
        top = 0;
        occupied = ALL;
    }

    /** EMMS. */
    public void leaveMedia() {
        top = 0;
        occupied = 0;
    }

    public void free(int i) {
        occupied &= ~(1 << (top + i & 7));
    }

    public void turn(int by) {
        top = top + by & 7;
    }

    public void push(Extended value) {
        turn(-1);
        set(0, value);
    }

    public void pop() {
        free(0);
        turn(1);
    }

    /** Whether exceptions let an operation go on to put its result into registers. */
    public boolean admits(int flags) {
        return control.unmasked(flags & BEFORE) == 0;
    }

    /** Whether exceptions let an operation go on to put its result into memory. */
    public boolean admitsToMemory(int flags) {
        return control.unmasked(flags & (BEFORE | OVERFLOW | UNDERFLOW)) == 0;
    }

    /** Records exceptions and C1; of an operation that does not go on, those alone that stop it. */
    public void raise(int flags) {
        boolean stack = (flags & STACK_FAULT) != 0;
        int told = admits(flags) || stack ? flags : flags & BEFORE;
        status = status & ~C1 | told & (EXCEPTIONS | STACK_FAULT | C1);
    }

    /** The same for an operation with a result for memory: what is not stored is not imprecise. */
    public void raiseToMemory(int flags) {
        boolean stack = (flags & STACK_FAULT) != 0;
        raise(admitsToMemory(flags) || stack ? flags : flags & ~(PRECISION | C1));
    }

    public void save(StateWriter out) {
        for (int i = 0; i < COUNT; i++) {
            out.putInt(heads[i]);
            out.putLong(significands[i]);
        }
        out.putInts(new int[] {
            occupied, top, status, control.bits(), opcode, codeOffset, codeSelector, dataOffset, dataSelector
        });
    }

    public void load(StateReader in) throws ImageException {
        for (int i = 0; i < COUNT; i++) {
            int head = in.getInt();
            put(i, new Extended(head, in.getLong()));
        }
        int[] scalars = new int[9];
        in.getInts(scalars);
        setOccupied(scalars[0]);
        setStatusWord(scalars[2]);
        top = scalars[1] & 7;
        setControl(scalars[3]);
        note(scalars[4], scalars[5], scalars[6]);
        noteData(scalars[7], scalars[8]);
    }
}
