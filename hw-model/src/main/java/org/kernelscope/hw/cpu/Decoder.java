/* Bytes to decoded instructions. */
package org.kernelscope.hw.cpu;

import static org.kernelscope.hw.cpu.Registers.DS;
import static org.kernelscope.hw.cpu.Registers.NONE;
import static org.kernelscope.hw.cpu.Registers.SS;

import org.kernelscope.hw.cpu.Instruction.Place;
import org.kernelscope.hw.cpu.Instruction.Where;
import org.kernelscope.hw.cpu.InstructionSet.Form;
import org.kernelscope.hw.cpu.InstructionSet.Kind;

/** Decodes one instruction at a time (SDM 2, chapter 2). */
final class Decoder {
    /** Where bytes come from. */
    @FunctionalInterface
    interface Source {
        /** The byte this far from the instruction's first, 0 to 14. */
        int at(int offset);
    }

    static final int MAX_LENGTH = 15;
    /** Length of what goes on beyond {@link #MAX_LENGTH} bytes. */
    static final int TOO_LONG = 16;

    private static final int NO_OVERRIDE = -1;
    /** The second byte of the one instruction with mandatory prefixes that has no ModRM byte. */
    private static final int EMMS = 0x77;

    private static final int[] BASE16 = {
        Registers.EBX,
        Registers.EBX,
        Registers.EBP,
        Registers.EBP,
        Registers.ESI,
        Registers.EDI,
        Registers.EBP,
        Registers.EBX
    };
    private static final int[] INDEX16 = {
        Registers.ESI, Registers.EDI, Registers.ESI, Registers.EDI, NONE, NONE, NONE, NONE
    };

    private final Source source;
    private final Costs costs;
    private int at;

    private int override;
    private boolean otherSize;
    private int size;
    private boolean wideAddress;
    private boolean locked;
    private int repeat;
    private int opcode;
    private int mod;
    private int reg;
    private int rm;
    private int segment;
    private int base;
    private int index;
    private int scale;
    private int displacement;
    private int immediate;
    private int extra;

    Decoder(Source source, Costs costs) {
        this.source = source;
        this.costs = costs;
    }

    /**
     * Decodes what the source holds. Undefined bytes become the operation {@link Operation#UD}; more than
     * {@value #MAX_LENGTH} bytes become UD with the length {@value #TOO_LONG}.
     */
    Instruction decode(boolean wide) {
        at = 0;
        override = NO_OVERRIDE;
        locked = false;
        repeat = 0;
        mod = 0;
        reg = 0;
        rm = 0;
        segment = DS;
        base = NONE;
        index = NONE;
        scale = 0;
        displacement = 0;
        immediate = 0;
        extra = 0;
        prefixes(wide);
        Form form = form();
        Place first = place(form, 0);
        Place second = place(form, 1);
        if (form.operands().size() > 2) {
            extra = third(form.operands().get(2));
        }
        if (at > MAX_LENGTH) {
            at = TOO_LONG;
            return build(InstructionSet.UNDEFINED, Place.NOWHERE, Place.NOWHERE);
        }
        if (!legal(form, first)) {
            return build(InstructionSet.UNDEFINED, Place.NOWHERE, Place.NOWHERE);
        }
        return build(form, first, second);
    }

    private Instruction build(Form form, Place first, Place second) {
        Operation operation = form.operation();
        return new Instruction(
                form,
                operation,
                at,
                size,
                wideAddress,
                first,
                second,
                override == NO_OVERRIDE ? segment : override,
                base,
                index,
                scale,
                displacement,
                immediate,
                extra,
                opcode & 15,
                locked || operation == Operation.XCHG && first.where() == Where.MEMORY,
                repeat,
                costs.of(operation.cost));
    }

    private void prefixes(boolean wide) {
        otherSize = false;
        boolean otherAddress = false;
        while (true) {
            int octet = next();
            switch (octet) {
                case 0x26, 0x2E, 0x36, 0x3E -> override = octet >>> 3 & 3;
                case 0x64, 0x65 -> override = octet & 7;
                case 0x66 -> otherSize = true;
                case 0x67 -> otherAddress = true;
                case 0xF0 -> locked = true;
                case 0xF2, 0xF3 -> repeat = octet;
                default -> {
                    opcode = octet;
                    size = wide == otherSize ? 2 : 4;
                    wideAddress = wide != otherAddress;
                    return;
                }
            }
            if (at > MAX_LENGTH) {
                opcode = 0x0F;
                return;
            }
        }
    }

    private Form form() {
        if (opcode == 0x90 && repeat == 0xF3) {
            return InstructionSet.pause();
        }
        if (opcode == 0x0F) {
            opcode = 0x100 | next();
            if (InstructionSet.prefixed(opcode & 0xFF)) {
                return prefixedForm();
            }
        }
        if (InstructionSet.grouped(opcode)) {
            modRm();
            Form form = InstructionSet.isFloat(opcode) ? floatForm() : InstructionSet.form(opcode, reg);
            finishModRm(form);
            return form;
        }
        Form form = InstructionSet.form(opcode);
        if (form.modRm()) {
            modRm();
            finishModRm(form);
        }
        return form;
    }

    /** F2 and F3 win over 66; once part of the opcode they repeat nothing. */
    private Form prefixedForm() {
        int prefix = repeat != 0 ? repeat : otherSize ? 0x66 : 0;
        int second = opcode & 0xFF;
        repeat = 0;
        if (second != EMMS) {
            modRm();
        }
        Form form = InstructionSet.prefixedForm(prefix, second, reg, mod == 3);
        if (form.modRm()) {
            finishModRm(form);
        }
        return form;
    }

    private Form floatForm() {
        int octet = mod << 6 | reg << 3 | rm;
        immediate = (opcode & 7) << 8 | octet;
        return mod == 3 ? InstructionSet.floatForm(opcode, octet) : InstructionSet.form(opcode, reg);
    }

    private void modRm() {
        int octet = next();
        mod = octet >>> 6;
        reg = octet >>> 3 & 7;
        rm = octet & 7;
    }

    private void finishModRm(Form form) {
        boolean registerOnly = form.operands().contains(Kind.Rd);
        if (registerOnly) {
            mod = 3;
        }
        if (mod == 3) {
            return;
        }
        if (wideAddress) {
            address32();
        } else {
            address16();
        }
    }

    private void address32() {
        base = rm;
        if (rm == 4) {
            int sib = next();
            scale = sib >>> 6;
            index = (sib >>> 3 & 7) == 4 ? NONE : sib >>> 3 & 7;
            base = sib & 7;
        }
        if (mod == 0 && base == 5) {
            base = NONE;
            displacement = immediate(4);
        } else {
            displacement = mod == 1 ? (byte) next() : mod == 2 ? immediate(4) : 0;
        }
        segment = base == Registers.ESP || base == Registers.EBP ? SS : DS;
    }

    private void address16() {
        base = BASE16[rm];
        index = INDEX16[rm];
        if (mod == 0 && rm == 6) {
            base = NONE;
            displacement = immediate(2);
        } else {
            displacement = mod == 1 ? (byte) next() : mod == 2 ? (short) immediate(2) : 0;
        }
        segment = base == Registers.EBP ? SS : DS;
    }

    private Place place(Form form, int position) {
        if (form.operands().size() <= position) {
            return Place.NOWHERE;
        }
        Kind kind = form.operands().get(position);
        return switch (kind) {
            case Eb -> modRmPlace(1);
            case Ev -> modRmPlace(size);
            case Ew -> modRmPlace(2);
            case Rw -> modRmPlace(mod == 3 ? size : 2);
            case Ed -> modRmPlace(4);
            case Edw -> modRmPlace(mod == 3 ? 4 : 2);
            case Q, Qd -> mod == 3 ? new Place(Where.MMX, rm, 8) : new Place(Where.MEMORY, 0, kind == Kind.Q ? 8 : 4);
            case N -> new Place(Where.MMX, rm, 8);
            case P -> new Place(Where.MMX, reg, 8);
            case Wx, Wu, Wps, Wpd -> vectorPlace(16, 16);
            case Wss -> vectorPlace(16, 4);
            case Wsd -> vectorPlace(16, 8);
            case Wq -> vectorPlace(8, 8);
            case U -> new Place(Where.XMM, rm, 16);
            case Vq -> new Place(Where.XMM, reg, 8);
            case V -> new Place(Where.XMM, reg, 16);
            case Gd -> register(reg, 4);
            case Mb -> new Place(Where.MEMORY, 0, 1);
            case Mx -> new Place(Where.MEMORY, 0, 16);
            case M, Mp, Ma -> new Place(Where.MEMORY, 0, size);
            case Mq, Fq, Nq -> new Place(Where.MEMORY, 0, 8);
            case Fd, Nd, Md -> new Place(Where.MEMORY, 0, 4);
            case Nw, Mw -> new Place(Where.MEMORY, 0, 2);
            case Ft, Pt -> new Place(Where.MEMORY, 0, 10);
            case ST -> new Place(Where.FLOAT, 0, 10);
            case STi -> new Place(Where.FLOAT, rm, 10);
            case R -> Place.NOWHERE;
            case Rd -> register(rm, 4);
            case Cd, Dd -> new Place(Where.CONTROL, reg, 4);
            case Gb -> register(reg, 1);
            case Gv -> register(reg, size);
            case Gw -> register(reg, 2);
            case Sw -> new Place(Where.SEGMENT, reg, 2);
            case Ib, sIb, Iw, Iv, Bb, Ap, Jb, Jv -> immediatePlace(kind);
            case Ob, Ov -> absolute(kind == Kind.Ob ? 1 : size);
            case Zb -> register(opcode & 7, 1);
            case Zv -> register(opcode & 7, size);
            case Xb, Yb -> new Place(Where.MEMORY, 0, 1);
            case Xv, Yv -> new Place(Where.MEMORY, 0, size);
            case AL -> register(Registers.EAX, 1);
            case AX -> register(Registers.EAX, 2);
            case eAX -> register(Registers.EAX, size);
            case CL -> register(Registers.ECX, 1);
            case DX -> register(Registers.EDX, 2);
            case ONE -> {
                immediate = 1;
                yield new Place(Where.IMMEDIATE, 0, 1);
            }
            case ES, CS, SS, DS, FS, GS -> new Place(Where.SEGMENT, Registers.SEGMENT_NAMES.indexOf(kind.name()), 2);
        };
    }

    private Place immediatePlace(Kind kind) {
        int mask = size == 4 ? -1 : 0xFFFF;
        switch (kind) {
            case Ib -> immediate = next();
            case sIb -> immediate = (byte) next() & mask;
            case Iw -> immediate = immediate(2);
            case Iv -> immediate = immediate(size);
            case Bb -> extra = next();
            case Jb -> immediate = (byte) next();
            case Jv -> immediate = size == 4 ? immediate(4) : (short) immediate(2);
            default -> {
                immediate = immediate(size);
                extra = immediate(2);
            }
        }
        return new Place(Where.IMMEDIATE, 0, size);
    }

    private int third(Kind kind) {
        return switch (kind) {
            case Ib -> next();
            case sIb -> (byte) next();
            case Iv -> immediate(size);
            default -> 0;
        };
    }

    private Place absolute(int bytes) {
        displacement = immediate(wideAddress ? 4 : 2);
        return new Place(Where.MEMORY, 0, bytes);
    }

    private Place modRmPlace(int bytes) {
        return mod == 3 ? register(rm, bytes) : new Place(Where.MEMORY, 0, bytes);
    }

    private Place vectorPlace(int inRegister, int inMemory) {
        return mod == 3 ? new Place(Where.XMM, rm, inRegister) : new Place(Where.MEMORY, 0, inMemory);
    }

    private static Place register(int number, int bytes) {
        return new Place(Where.REGISTER, number, bytes);
    }

    private boolean legal(Form form, Place first) {
        if (locked && !(form.lockable() && first.where() == Where.MEMORY)) {
            return false;
        }
        for (Kind kind : form.operands()) {
            boolean legal = switch (kind) {
                case M, Mp, Ma, Mq -> mod != 3;
                case R -> mod == 3;
                case Cd -> reg == 0 || reg == 2 || reg == 3 || reg == 4;
                case Sw -> reg < 6 && !(reg == Registers.CS && form.operation() == Operation.MOV_SEGMENT);
                default -> true;
            };
            if (!legal) {
                return false;
            }
        }
        return true;
    }

    private int immediate(int bytes) {
        int value = 0;
        for (int i = 0; i < bytes; i++) {
            value |= next() << i * 8;
        }
        return value;
    }

    /** The next byte; beyond the longest instruction zeros, so that decoding ends. */
    private int next() {
        int octet = at < MAX_LENGTH ? source.at(at) : 0;
        at++;
        return octet;
    }
}
