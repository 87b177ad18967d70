/* Debug registers: what they watch, and what their traps report. */
package org.kernelscope.hw.cpu;

/**
 * Breakpoints on instructions, data and ports (SDM 3B, 17.2 and 17.3). What is armed is worked out when a debug register or
 * CR4.DE is written, so that nothing else pays. Between the steps of a repeated instruction, EFLAGS.RF is set while
 * breakpoints on instructions are armed.
 */
final class Breakpoints {
    /** DR6: breakpoints 0 to 3, general detection, single step, task switch. */
    static final int HITS = 0xF;

    static final int DETECTED = 1 << 13;
    static final int STEPPED = 1 << 14;
    static final int SWITCHED = 1 << 15;

    /** Of {@link Registers#trap}, beside bits of DR6: no single-step trap for this instruction. */
    static final int NO_STEP = 1 << 24;
    /** RF is as the instruction loaded it. */
    static final int KEEPS_RESUME = 1 << 25;
    /** The instruction loaded SS: debug exceptions wait for the next one. */
    static final int STACK_LOADED = 1 << 26;
    /** The instruction follows one that loaded SS. */
    static final int HELD = 1 << 27;

    private static final int DR6_FIXED = 0xFFFF_0FF0;
    private static final int DR6_WRITABLE = 0xE00F;
    private static final int DR7_FIXED = 0x400;
    private static final int DR7_WRITABLE = 0xFFFF_23FF;
    private static final int GENERAL_DETECT = 1 << 13;
    private static final int LOCAL_ENABLES = 0x155;

    private static final int ON_INSTRUCTION = 0;
    private static final int ON_WRITE = 1;
    private static final int ON_PORT = 2;
    private static final int ON_ACCESS = 3;

    private final Registers registers;
    private boolean onInstructions;
    private boolean onData;
    private boolean onPorts;

    Breakpoints(Registers registers) {
        this.registers = registers;
    }

    /** Works out what is armed, from DR7 and CR4.DE. */
    void refresh() {
        onInstructions = false;
        onData = false;
        onPorts = false;
        for (int i = 0; i < 4; i++) {
            if (enabled(i)) {
                int kind = kind(i);
                onInstructions |= kind == ON_INSTRUCTION;
                onData |= kind == ON_WRITE || kind == ON_ACCESS;
                onPorts |= kind == ON_PORT && (registers.cr4 & Registers.CR4_DE) != 0;
            }
        }
        registers.armed = onInstructions || onData || onPorts;
        registers.flatRights = onData ? Registers.NEVER_FLAT : Segments.FLAT_DATA;
    }

    /** Raises #DB before the instruction at CS:EIP. */
    void beforeInstruction() {
        if (!onInstructions || (registers.eflags & Flags.RF) != 0 || (registers.trap & HELD) != 0) {
            return;
        }
        int linear = registers.linearEip();
        int hits = 0;
        for (int i = 0; i < 4; i++) {
            hits |= enabled(i) && kind(i) == ON_INSTRUCTION && registers.debug[i] == linear ? 1 << i : 0;
        }
        if (hits != 0) {
            registers.debug[6] |= hits;
            throw registers.fault.of(Fault.DEBUG, 0);
        }
    }

    /** Between two steps of a repeated instruction: it is not met anew. */
    void betweenSteps() {
        if (onInstructions) {
            registers.eflags |= Flags.RF;
            registers.trap |= KEEPS_RESUME;
        }
    }

    /** Notes a data access that the segments allow; its trap follows the instruction if it completes. */
    void data(int linear, int size, boolean write) {
        if (!onData) {
            return;
        }
        for (int i = 0; i < 4; i++) {
            int kind = kind(i);
            boolean counts = kind == ON_ACCESS || write && kind == ON_WRITE;
            if (counts && enabled(i) && overlaps(i, linear, size)) {
                registers.trap |= 1 << i;
            }
        }
    }

    /** Notes an access to ports. */
    void port(int port, int size) {
        if (!onPorts) {
            return;
        }
        for (int i = 0; i < 4; i++) {
            if (kind(i) == ON_PORT && enabled(i) && overlaps(i, port, size)) {
                registers.trap |= 1 << i;
            }
        }
    }

    /** MOV from a debug register. */
    int read(int number) {
        return registers.debug[reached(number)];
    }

    /** MOV to a debug register. */
    void write(int number, int value) {
        int reached = reached(number);
        registers.debug[reached] = switch (reached) {
            case 6 -> DR6_FIXED | value & DR6_WRITABLE;
            case 7 -> DR7_FIXED | value & DR7_WRITABLE;
            default -> value;
        };
        refresh();
    }

    /** The register itself: 4 and 5 are 6 and 7, or undefined with CR4.DE (SDM 3B, 17.2.2). */
    private int reached(int number) {
        boolean other = number == 4 || number == 5;
        if (other && (registers.cr4 & Registers.CR4_DE) != 0) {
            throw registers.fault.of(Fault.INVALID_OPCODE, 0);
        }
        if (registers.cpl != 0) {
            throw registers.fault.of(Fault.GENERAL_PROTECTION, 0);
        }
        if ((registers.debug[7] & GENERAL_DETECT) != 0) {
            registers.debug[6] |= DETECTED;
            throw registers.fault.of(Fault.DEBUG, Fault.RESUMES);
        }
        return other ? number + 2 : number;
    }

    /** The handler of #DB begins: it may use the debug registers. */
    void handled() {
        registers.debug[7] &= ~GENERAL_DETECT;
    }

    /** A task begins: breakpoints of the old one alone are off. */
    void taskSwitched() {
        registers.debug[7] &= ~LOCAL_ENABLES;
        refresh();
    }

    private boolean enabled(int i) {
        return (registers.debug[7] >>> i * 2 & 3) != 0;
    }

    private int kind(int i) {
        return registers.debug[7] >>> 16 + i * 4 & 3;
    }

    /** Lengths are 1, 2, 8 and 4, and the address counts from its multiple (SDM 3B, 17.2.5). */
    private boolean overlaps(int i, int address, int size) {
        int code = registers.debug[7] >>> 18 + i * 4 & 3;
        int length = code == 2 ? 8 : code + 1;
        long first = registers.debug[i] & -length & 0xFFFF_FFFFL;
        long from = address & 0xFFFF_FFFFL;
        return from < first + length && first < from + size;
    }
}
