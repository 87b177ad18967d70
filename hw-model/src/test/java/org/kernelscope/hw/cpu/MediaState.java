/* All that a vector instruction can read and change, as bytes that two machines share. */
package org.kernelscope.hw.cpu;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.StringJoiner;
import org.kernelscope.hw.fpu.Extended;
import org.kernelscope.hw.fpu.FloatRegisters;

/**
 * An FXSAVE image, general registers, flags, the signal that a fault becomes under Linux, a little memory, and the
 * instruction: the layout of {@code struct state} in {@code native-simd.c}.
 */
final class MediaState {
    static final int BYTES = 632;
    /** Where the memory is. */
    static final int DATA = 0x2_0000;

    static final int DATA_BYTES = 64;

    static final int CONTROL_WORD = 0;
    static final int STATUS_WORD = 2;
    static final int OCCUPIED = 4;
    static final int MXCSR = 24;
    static final int STACK = 32;
    static final int VECTORS = 160;
    static final int GENERAL = 512;
    static final int FLAGS = 544;
    static final int SIGNAL = 548;
    static final int MEMORY = 552;
    static final int CODE = 616;

    private static final int ILLEGAL = 4;
    private static final int FLOAT = 8;
    private static final int SEGMENT = 11;
    private static final int RETURN = 0xC3;

    final ByteBuffer bytes;

    MediaState(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Puts the instruction, with a return behind it. */
    void putCode(byte[] code) {
        bytes.put(CODE, code);
        bytes.put(CODE + code.length, (byte) RETURN);
    }

    /** What a core makes of the instruction in this state. */
    MediaState executed(TestMachine machine) {
        load(machine);
        machine.core.step();
        MediaState after = new MediaState(bytes.array().clone());
        after.store(machine);
        return after;
    }

    private void load(TestMachine machine) {
        Registers g = machine.core.registers();
        for (int i = 0; i < 8; i++) {
            g.r[i] = i == Registers.ESP ? Rings.KERNEL_STACK : bytes.getInt(GENERAL + i * 4);
        }
        g.eflags = bytes.getInt(FLAGS) | Flags.FIXED;
        g.eip = Rings.CODE;
        g.cr4 |= Registers.CR4_OSFXSR | Registers.CR4_OSXMMEXCPT;
        g.cr0 |= Registers.CR0_NE;
        FloatRegisters floats = machine.core.floats();
        floats.setControl(bytes.getShort(CONTROL_WORD));
        floats.setStatusWord(bytes.getShort(STATUS_WORD));
        floats.setOccupied(bytes.get(OCCUPIED));
        for (int i = 0; i < 8; i++) {
            int at = STACK + i * 16;
            floats.setHidden(i, new Extended(bytes.getShort(at + 8), bytes.getLong(at)));
        }
        VectorRegisters vectors = machine.core.vectors();
        vectors.setControl(new org.kernelscope.hw.simd.Mxcsr(bytes.getInt(MXCSR)));
        for (int i = 0; i < 8; i++) {
            vectors.set(i, bytes.getLong(VECTORS + i * 16), bytes.getLong(VECTORS + i * 16 + 8));
        }
        machine.memory.fill(DATA, bytes.array(), MEMORY, DATA_BYTES);
        machine.memory.fill(Rings.CODE, bytes.array(), CODE, BYTES - CODE);
    }

    private void store(TestMachine machine) {
        Registers g = machine.core.registers();
        int signal = signal(g.eip);
        bytes.putInt(SIGNAL, signal);
        if (signal == 0) {
            for (int i = 0; i < 8; i++) {
                bytes.putInt(GENERAL + i * 4, g.r[i]);
            }
            bytes.putInt(FLAGS, g.eflags);
        }
        FloatRegisters floats = machine.core.floats();
        bytes.putShort(STATUS_WORD, (short) floats.statusWord());
        bytes.put(OCCUPIED, (byte) floats.occupied());
        for (int i = 0; i < 8; i++) {
            int at = STACK + i * 16;
            bytes.putShort(at + 8, (short) floats.get(i).head());
            bytes.putLong(at, floats.get(i).significand());
        }
        VectorRegisters vectors = machine.core.vectors();
        bytes.putInt(MXCSR, vectors.control().bits());
        for (int i = 0; i < 8; i++) {
            bytes.putLong(VECTORS + i * 16, vectors.low[i]);
            bytes.putLong(VECTORS + i * 16 + 8, vectors.high[i]);
        }
        for (int i = 0; i < DATA_BYTES; i++) {
            bytes.put(MEMORY + i, (byte) machine.memory.read8(DATA + i));
        }
    }

    private static int signal(int eip) {
        if (eip > Rings.CODE && eip < Rings.CODE + BYTES - CODE) {
            return 0;
        }
        return switch ((eip - Rings.HANDLER) / 16) {
            case Fault.SIMD -> FLOAT;
            case Fault.INVALID_OPCODE -> ILLEGAL;
            case Fault.GENERAL_PROTECTION, Fault.PAGE -> SEGMENT;
            default -> throw new AssertionError("the core went to " + Integer.toHexString(eip));
        };
    }

    /** What this state has that the one before did not have. */
    String changesFrom(MediaState before) {
        StringJoiner text = new StringJoiner(" ");
        if (bytes.getInt(SIGNAL) != 0) {
            text.add("signal=" + bytes.getInt(SIGNAL));
        }
        for (int i = 0; i < 8; i++) {
            if (i != Registers.ESP) {
                field(text, before, "r" + i, GENERAL + i * 4, 4);
            }
        }
        int flags = bytes.getInt(FLAGS) & Flags.STATUS;
        if (flags != (before.bytes.getInt(FLAGS) & Flags.STATUS)) {
            text.add("flags=%x".formatted(flags));
        }
        field(text, before, "status", STATUS_WORD, 2);
        field(text, before, "occupied", OCCUPIED, 1);
        field(text, before, "mxcsr", MXCSR, 4);
        for (int i = 0; i < 8; i++) {
            field(text, before, "st" + i, STACK + i * 16, 10);
        }
        for (int i = 0; i < 8; i++) {
            field(text, before, "xmm" + i, VECTORS + i * 16, 16);
        }
        for (int at = 0; at < DATA_BYTES; at += 8) {
            field(text, before, "m" + at, MEMORY + at, 8);
        }
        return text.toString();
    }

    private void field(StringJoiner text, MediaState before, String name, int at, int length) {
        String now = hex(at, length);
        if (!now.equals(before.hex(at, length))) {
            text.add(name + "=" + now);
        }
    }

    /** The bytes as a number, the highest first. */
    private String hex(int at, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = length - 1; i >= 0; i--) {
            HexFormat.of().toHexDigits(text, bytes.get(at + i));
        }
        return text.toString();
    }
}
