/* The table from addresses to source lines, DWARF 5 section 6.2. */
package org.kernelscope.kernel.dwarf;

import java.util.ArrayList;
import java.util.List;
import org.kernelscope.kernel.elf.Bytes;
import org.kernelscope.kernel.elf.FormatException;

/** The table from addresses to source lines, DWARF 5 section 6.2. */
public final class LineTable {
    private static final int ROWS_MAX = 2_000_000;

    private LineTable() {}

    /** One row; where {@code endsSequence}, the address is the first one beyond a run of code. */
    public record Row(long address, String file, int line, int column, boolean isStatement, boolean endsSequence) {}

    /** All rows of all units, each sequence in one piece. */
    public static List<Row> read(DebugSections sections) throws FormatException {
        List<Row> rows = new ArrayList<>();
        Bytes all = sections.section(".debug_line").from(0);
        while (!all.isAtEnd()) {
            long length = all.u32();
            if (length >= 0xFFFF_FFF0L) {
                throw new FormatException("its line table is in the 64-bit format");
            }
            Bytes unit = all.slice(all.position(), length);
            all.skip(length);
            LineProgramHeader header = LineProgramHeader.read(unit, sections);
            new Machine(header, unit, rows).run();
        }
        return rows;
    }

    /** The state machine of DWARF 5 section 6.2.2. */
    private static final class Machine {
        private final LineProgramHeader header;
        private final Bytes program;
        private final List<Row> rows;
        private long address;
        private long file;
        private long line;
        private long column;
        private boolean isStatement;

        Machine(LineProgramHeader header, Bytes program, List<Row> rows) {
            this.header = header;
            this.program = program;
            this.rows = rows;
            reset();
        }

        void run() throws FormatException {
            while (!program.isAtEnd()) {
                int opcode = program.u8();
                if (opcode >= header.opcodeBase()) {
                    special(opcode - header.opcodeBase());
                } else if (opcode == 0) {
                    extended();
                } else {
                    standard(opcode);
                }
            }
        }

        private void reset() {
            address = 0;
            file = 1;
            line = 1;
            column = 0;
            isStatement = header.defaultIsStatement();
        }

        private void special(int adjusted) throws FormatException {
            advance(adjusted / header.lineRange());
            line += header.lineBase() + adjusted % header.lineRange();
            emit(false);
        }

        private void advance(long operations) {
            address = address + operations * header.minimumInstructionLength() & 0xFFFF_FFFFL;
        }

        private void standard(int opcode) throws FormatException {
            switch (opcode) {
                case 1 -> emit(false);
                case 2 -> advance(program.uleb());
                case 3 -> line += program.sleb();
                case 4 -> file = program.uleb();
                case 5 -> column = program.uleb();
                case 6 -> isStatement = !isStatement;
                case 7, 10, 11 -> {}
                case 8 -> advance((255 - header.opcodeBase()) / header.lineRange());
                case 9 -> address = address + program.u16() & 0xFFFF_FFFFL;
                default -> skipOperands(header.operandCount(opcode));
            }
        }

        private void skipOperands(int count) throws FormatException {
            for (int i = 0; i < count; i++) {
                program.uleb();
            }
        }

        private void extended() throws FormatException {
            long length = program.uleb();
            Bytes operation = program.slice(program.position(), length);
            program.skip(length);
            if (operation.isAtEnd()) {
                return;
            }
            switch (operation.u8()) {
                case 1 -> {
                    emit(true);
                    reset();
                }
                case 2 -> address = operation.unsigned(Math.min(operation.remaining(), 8)) & 0xFFFF_FFFFL;
                default -> {}
            }
        }

        private void emit(boolean ends) throws FormatException {
            if (rows.size() >= ROWS_MAX) {
                throw new FormatException("its line table has more than " + ROWS_MAX + " rows");
            }
            rows.add(new Row(address, header.file(file), clamp(line), clamp(column), isStatement, ends));
        }

        private static int clamp(long value) {
            return Math.clamp(value, 0, Integer.MAX_VALUE);
        }
    }
}
