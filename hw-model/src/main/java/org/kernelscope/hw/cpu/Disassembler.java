/* Machine code as text in Intel syntax, from the same table that executes it. */
package org.kernelscope.hw.cpu;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import org.kernelscope.hw.cpu.Instruction.Place;
import org.kernelscope.hw.cpu.InstructionSet.Kind;

/** Disassembles one instruction at a time. */
public final class Disassembler {
    private static final List<String> WIDE = List.of("eax", "ecx", "edx", "ebx", "esp", "ebp", "esi", "edi");
    private static final List<String> BYTES = List.of("al", "cl", "dl", "bl", "ah", "ch", "dh", "bh");
    private static final Map<Integer, String> SIZES = Map.of(
            1,
            "byte ptr ",
            2,
            "word ptr ",
            4,
            "dword ptr ",
            6,
            "fword ptr ",
            8,
            "qword ptr ",
            10,
            "tbyte ptr ",
            16,
            "xmmword ptr ");
    private static final List<String> COMPARISONS = List.of("eq", "lt", "le", "unord", "neq", "nlt", "nle", "ord");
    /** Mnemonics that differ with the operand size: table name, 16 bits, 32 bits. */
    private static final Map<String, List<String>> BY_SIZE = Map.of(
            "cbw", List.of("cbw", "cwde"),
            "cwd", List.of("cwd", "cdq"),
            "pusha", List.of("pusha", "pushad"),
            "popa", List.of("popa", "popad"),
            "pushf", List.of("pushf", "pushfd"),
            "popf", List.of("popf", "popfd"),
            "iret", List.of("iret", "iretd"));

    private Disassembler() {}

    /**
     * The instruction at {@code code[offset]}. Bytes behind the array's end read as zero; what is no instruction becomes
     * {@code (bad)}.
     *
     * @param address linear address of that byte, for relative targets
     * @param wide32 whether the code segment has 32 bits
     */
    public static Disassembly disassemble(byte[] code, int offset, int address, boolean wide32) {
        Decoder decoder = new Decoder(i -> offset + i < code.length ? code[offset + i] & 0xFF : 0, Costs.NONE);
        Instruction in = decoder.decode(wide32);
        int length = Math.min(in.length(), Math.max(1, code.length - offset));
        StringJoiner operands = new StringJoiner(", ");
        if (in.operation().group != Operation.Group.STRINGS) {
            int shown = in.form().operands().size() - (comparesByName(in) ? 1 : 0);
            for (int i = 0; i < shown; i++) {
                String text = operand(in, i, address);
                if (!text.isEmpty()) {
                    operands.add(text);
                }
            }
        }
        String head = prefix(in) + mnemonic(in);
        return new Disassembly(address, length, operands.length() == 0 ? head : head + " " + operands);
    }

    private static String prefix(Instruction in) {
        StringBuilder text = new StringBuilder();
        if (in.locked() && in.operation() != Operation.XCHG && in.operation() != Operation.UD) {
            text.append("lock ");
        }
        if (in.operation().group == Operation.Group.STRINGS) {
            if (in.segment() != Registers.DS) {
                text.append(segmentName(in.segment())).append(' ');
            }
            boolean compares = in.operation() == Operation.CMPS || in.operation() == Operation.SCAS;
            if (in.repeat() != 0) {
                text.append(in.repeat() == 0xF2 ? "repne " : compares ? "repe " : "rep ");
            }
        }
        return text.toString();
    }

    private static String mnemonic(Instruction in) {
        String name = in.form().mnemonic();
        if (in.operation().group == Operation.Group.STRINGS) {
            boolean source = in.operation() == Operation.LODS || in.operation() == Operation.OUTS;
            int bytes = source ? in.second().bytes() : in.first().bytes();
            return name + (bytes == 1 ? "b" : bytes == 2 ? "w" : "d");
        }
        if (comparesByName(in)) {
            return "cmp" + COMPARISONS.get(in.extra()) + name.substring("cmp".length());
        }
        if (in.operation() == Operation.JCXZ && !in.wideAddress()) {
            return "jcxz";
        }
        return BY_SIZE.containsKey(name) ? BY_SIZE.get(name).get(in.size() == 4 ? 1 : 0) : name;
    }

    /** CMPPS and its like have a name of their own for each question that there is. */
    private static boolean comparesByName(Instruction in) {
        return in.operation() == Operation.COMPARE_FLOATS && in.extra() < COMPARISONS.size();
    }

    private static String operand(Instruction in, int position, int address) {
        Kind kind = in.form().operands().get(position);
        if (position == 2) {
            return kind == Kind.CL ? "cl" : number(in.extra());
        }
        Place place = position == 0 ? in.first() : in.second();
        return switch (place.where()) {
            case NOWHERE -> "";
            case REGISTER -> registerName(place.number(), place.bytes());
            case MEMORY -> memory(in, place, kind);
            case SEGMENT -> segmentName(place.number());
            case CONTROL -> (kind == Kind.Cd ? "cr" : "dr") + place.number();
            case IMMEDIATE -> immediate(in, kind, address);
            case MMX -> "mm" + place.number();
            case XMM -> "xmm" + place.number();
            case FLOAT -> kind == Kind.ST ? "st" : "st(" + place.number() + ")";
        };
    }

    private static String immediate(Instruction in, Kind kind, int address) {
        return switch (kind) {
            case Jb, Jv -> {
                int target = address + in.length() + in.immediate();
                yield number(in.size() == 4 ? target : target & 0xFFFF, false);
            }
            case sIb -> number(Alu.signExtend(in.immediate(), in.size() * 8), true);
            case Ap -> number(in.extra(), false) + ":" + number(in.immediate(), false);
            case Bb -> number(in.extra(), false);
            default -> number(in.immediate(), false);
        };
    }

    private static String memory(Instruction in, Place place, Kind kind) {
        StringBuilder text = new StringBuilder();
        switch (kind) {
            case M, Ma -> {}
            case Mp -> text.append(SIZES.get(in.size() + 2));
            default -> text.append(SIZES.get(place.bytes()));
        }
        boolean stack = in.base() == Registers.ESP || in.base() == Registers.EBP;
        if (in.segment() != (stack ? Registers.SS : Registers.DS)) {
            text.append(segmentName(in.segment())).append(':');
        }
        int bytes = in.wideAddress() ? 4 : 2;
        StringBuilder inside = new StringBuilder();
        if (in.base() != Registers.NONE) {
            inside.append(registerName(in.base(), bytes));
        }
        if (in.index() != Registers.NONE) {
            inside.append(inside.isEmpty() ? "" : "+").append(registerName(in.index(), bytes));
            inside.append(in.scale() == 0 ? "" : "*" + (1 << in.scale()));
        }
        if (inside.isEmpty()) {
            inside.append(number(in.displacement(), false));
        } else if (in.displacement() != 0) {
            String displacement = number(in.displacement(), true);
            inside.append(in.displacement() < 0 ? "" : "+").append(displacement);
        }
        return text.append('[').append(inside).append(']').toString();
    }

    private static String number(int value) {
        return number(value, true);
    }

    /** Digits below ten are the same in both notations and go without 0x. */
    private static String number(int value, boolean signed) {
        if (signed && value < 0 && value != Integer.MIN_VALUE) {
            return "-" + number(-value, false);
        }
        return value >= 0 && value < 10 ? Integer.toString(value) : "0x" + Integer.toHexString(value);
    }

    private static String registerName(int number, int bytes) {
        return switch (bytes) {
            case 1 -> BYTES.get(number);
            case 2 -> WIDE.get(number).substring(1);
            default -> WIDE.get(number);
        };
    }

    private static String segmentName(int number) {
        return Registers.SEGMENT_NAMES.get(number).toLowerCase(Locale.ROOT);
    }
}
