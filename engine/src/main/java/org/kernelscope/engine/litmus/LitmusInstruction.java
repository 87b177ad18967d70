/* One instruction of a litmus test, and its machine code. */
package org.kernelscope.engine.litmus;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * An instruction of 32-bit code.
 *
 * @param mnemonic in capitals
 * @param operands none, one, or destination and source
 * @param locked whether it has a LOCK prefix
 */
public record LitmusInstruction(String mnemonic, List<Operand> operands, boolean locked) {
    /** General registers by number. */
    static final List<String> REGISTERS = List.of("EAX", "ECX", "EDX", "EBX", "ESP", "EBP", "ESI", "EDI");

    private static final List<String> ARITHMETIC = List.of("ADD", "OR", "ADC", "SBB", "AND", "SUB", "XOR", "CMP");
    private static final Map<String, Integer> FENCES = Map.of("LFENCE", 0xE8, "MFENCE", 0xF0, "SFENCE", 0xF8);
    private static final Map<String, Integer> ONE_OPERAND =
            Map.of("INC", 0xFF00, "DEC", 0xFF01, "NOT", 0xF702, "NEG", 0xF703);
    private static final Map<String, Integer> EXCHANGES = Map.of("XCHG", 0x87, "XADD", 0x0FC1, "CMPXCHG", 0x0FB1);
    private static final int LOCK = 0xF0;

    /** What an instruction works on. */
    public sealed interface Operand {
        /** A general register by number. */
        record Register(int number) implements Operand {}

        /** The word in memory that a test calls so. */
        record Location(String name) implements Operand {}

        record Immediate(int value) implements Operand {}
    }

    public LitmusInstruction {
        operands = List.copyOf(operands);
    }

    /** Whether it neither reads nor writes memory nor waits for it. */
    boolean isLocal() {
        return !FENCES.containsKey(mnemonic) && operands.stream().noneMatch(Operand.Location.class::isInstance);
    }

    /** The machine code (SDM 2); empty if there is no such instruction. */
    byte[] encode(ToIntFunction<String> address) {
        Code code = new Code(address);
        if (locked) {
            code.bytes.write(LOCK);
        }
        boolean known = switch (operands.size()) {
            case 0 -> none(code);
            case 1 -> one(code);
            default -> mnemonic.equals("MOV") ? move(code) : two(code);
        };
        return known && lockable() ? code.bytes.toByteArray() : new byte[0];
    }

    private boolean lockable() {
        return !locked
                || !mnemonic.equals("MOV")
                        && !mnemonic.equals("CMP")
                        && !operands.isEmpty()
                        && operands.getFirst() instanceof Operand.Location;
    }

    private boolean none(Code code) {
        if (mnemonic.equals("NOP")) {
            code.opcode(0x90);
        } else if (FENCES.containsKey(mnemonic)) {
            code.opcode(0x0FAE);
            code.bytes.write(FENCES.get(mnemonic));
        } else {
            return false;
        }
        return true;
    }

    private boolean one(Code code) {
        int opcode = ONE_OPERAND.getOrDefault(mnemonic, 0);
        return opcode != 0 && code.place(opcode >>> 8, opcode & 7, operands.getFirst());
    }

    private boolean move(Code code) {
        Operand from = operands.getLast();
        return switch (operands.getFirst()) {
            case Operand.Immediate _ -> false;
            case Operand.Location to
            when from instanceof Operand.Immediate(int value) -> code.place(0xC7, 0, to) && code.word(value);
            case Operand.Location to -> from instanceof Operand.Register(int number) && code.place(0x89, number, to);
            case Operand.Register(int to)
            when from instanceof Operand.Immediate(int value) -> code.opcode(0xB8 + to) && code.word(value);
            case Operand.Register(int to) -> code.place(0x8B, to, from);
        };
    }

    private boolean two(Code code) {
        Operand to = operands.getFirst();
        Operand from = operands.getLast();
        if (EXCHANGES.containsKey(mnemonic)) {
            boolean turned = mnemonic.equals("XCHG") && from instanceof Operand.Location;
            Operand register = turned ? to : from;
            return register instanceof Operand.Register(int number)
                    && code.place(EXCHANGES.get(mnemonic), number, turned ? from : to);
        }
        int row = ARITHMETIC.indexOf(mnemonic);
        if (row < 0) {
            return false;
        }
        return switch (from) {
            case Operand.Immediate(int value) -> code.place(0x81, row, to) && code.word(value);
            case Operand.Register(int number) -> code.place(row * 8 + 1, number, to);
            case Operand.Location place ->
                to instanceof Operand.Register(int number) && code.place(row * 8 + 3, number, place);
        };
    }

    @Override
    public String toString() {
        String places = String.join(
                ",",
                operands.stream()
                        .map(operand -> switch (operand) {
                            case Operand.Register(int number) -> REGISTERS.get(number);
                            case Operand.Location(String name) -> "[" + name + "]";
                            case Operand.Immediate(int value) -> String.format(Locale.ROOT, "$%d", value);
                        })
                        .toList());
        return ((locked ? "LOCK " : "") + mnemonic + " " + places).strip();
    }

    /** Bytes of one instruction in the making. */
    private static final class Code {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final ToIntFunction<String> address;

        Code(ToIntFunction<String> address) {
            this.address = address;
        }

        boolean opcode(int opcode) {
            if (opcode > 0xFF) {
                bytes.write(opcode >>> 8);
            }
            bytes.write(opcode & 0xFF);
            return true;
        }

        /** Opcode, ModRM byte, and the address if the operand is in memory; whether it is a place at all. */
        boolean place(int opcode, int extension, Operand operand) {
            opcode(opcode);
            return switch (operand) {
                case Operand.Immediate _ -> false;
                case Operand.Register(int number) -> {
                    bytes.write(0xC0 | extension << 3 | number);
                    yield true;
                }
                case Operand.Location(String name) -> {
                    bytes.write(extension << 3 | 5);
                    yield word(address.applyAsInt(name));
                }
            };
        }

        boolean word(int value) {
            for (int shift = 0; shift < 32; shift += 8) {
                bytes.write(value >>> shift & 0xFF);
            }
            return true;
        }
    }
}
