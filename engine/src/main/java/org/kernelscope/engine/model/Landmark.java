/* The places in the kernel's text whose execution means something. */
package org.kernelscope.engine.model;

/** What it means that a core reaches a probed instruction. */
public sealed interface Landmark {
    /** The first instruction of a primitive. */
    record Entry(Primitive primitive) implements Landmark {}

    /** A return instruction through which a primitive may return: its own, or of a function that it jumps to. */
    record Return() implements Landmark {}

    /** An instruction that means something wherever it stands. */
    enum Instruction implements Landmark {
        HALT,
        /** IRET: the code segment on the stack says whereto. */
        RETURN_FROM_INTERRUPT,
        /** SYSEXIT. */
        LEAVE_TO_USER
    }
}
