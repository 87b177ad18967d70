/* A guest's fault on its way to the handler. */
package org.kernelscope.hw.cpu;

/**
 * Leaves the instruction that faults. Each core has one, without a stack trace, and fills it in anew: faults are part of
 * a guest's normal life.
 */
final class Fault extends RuntimeException {
    static final int DIVIDE_ERROR = 0;
    static final int DEBUG = 1;
    static final int BREAKPOINT = 3;
    static final int OVERFLOW = 4;
    static final int BOUND = 5;
    static final int INVALID_OPCODE = 6;
    static final int DEVICE_NOT_AVAILABLE = 7;
    static final int DOUBLE_FAULT = 8;
    static final int INVALID_TSS = 10;
    static final int SEGMENT_NOT_PRESENT = 11;
    static final int STACK = 12;
    static final int GENERAL_PROTECTION = 13;
    static final int PAGE = 14;
    static final int FLOATING_POINT = 16;
    static final int ALIGNMENT = 17;
    static final int SIMD = 19;

    private int vector;
    private int errorCode;

    Fault() {
        super("guest fault", null, false, false);
    }

    /** Makes this the fault with the vector, for a {@code throw}; the code is dropped where the vector has none. */
    Fault of(int faultVector, int code) {
        vector = faultVector;
        errorCode = code;
        return this;
    }

    int vector() {
        return vector;
    }

    int errorCode() {
        return errorCode;
    }

    /** Whether the vector pushes an error code (SDM 3A, table 6-1). */
    static boolean hasErrorCode(int vector) {
        return vector == DOUBLE_FAULT || (vector >= INVALID_TSS && vector <= PAGE) || vector == ALIGNMENT;
    }

    /** Whether two such faults in a row make a double fault (SDM 3A, table 6-4). */
    static boolean contributory(int vector) {
        return vector == DIVIDE_ERROR || (vector >= INVALID_TSS && vector <= GENERAL_PROTECTION);
    }
}
