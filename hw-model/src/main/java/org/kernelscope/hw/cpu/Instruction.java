/* One decoded instruction. */
package org.kernelscope.hw.cpu;

import org.kernelscope.hw.cpu.InstructionSet.Form;

/**
 * What a decoder made of some bytes; it depends on nothing but the bytes and the code segment's width.
 *
 * @param form the row of the table
 * @param operation what to do
 * @param length bytes, 1 to 15
 * @param size operand size: 2 or 4
 * @param wideAddress whether addresses have 32 bits
 * @param first where the first operand is
 * @param second where the second is
 * @param segment segment register of the memory operand, or of a string's source
 * @param base register index, {@link Registers#NONE} for none
 * @param index register index, {@link Registers#NONE} for none
 * @param scale shift of the index
 * @param displacement added to both
 * @param immediate the immediate, relative displacement, far offset, or opcode of a floating-point instruction
 * @param extra the second immediate: of ENTER, selector of a far pointer, or third operand
 * @param condition low four bits of the opcode
 * @param locked whether there is a LOCK prefix
 * @param repeat 0, 0xF2 or 0xF3
 * @param cycles static cost
 */
record Instruction(
        Form form,
        Operation operation,
        int length,
        int size,
        boolean wideAddress,
        Place first,
        Place second,
        int segment,
        int base,
        int index,
        int scale,
        int displacement,
        int immediate,
        int extra,
        int condition,
        boolean locked,
        int repeat,
        int cycles) {

    /** Where operands can be. */
    enum Where {
        NOWHERE,
        REGISTER,
        MEMORY,
        IMMEDIATE,
        SEGMENT,
        CONTROL,
        FLOAT,
        MMX,
        XMM
    }

    /**
     * Where one operand is.
     *
     * @param where the kind of place
     * @param number register number
     * @param bytes 1, 2, 4, 8, 10 or 16
     */
    record Place(Where where, int number, int bytes) {
        static final Place NOWHERE = new Place(Where.NOWHERE, 0, 0);
    }
}
