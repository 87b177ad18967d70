/* Segment registers: descriptors, the checks when one is loaded, the checks when one is used. */
package org.kernelscope.hw.cpu;

import static org.kernelscope.hw.cpu.Registers.CS;
import static org.kernelscope.hw.cpu.Registers.LDTR;
import static org.kernelscope.hw.cpu.Registers.SS;
import static org.kernelscope.hw.cpu.Registers.TR;

/** Segmentation of one core (SDM 3A, chapters 3 and 5). */
final class Segments {
    static final int PRESENT = 0x80;
    static final int NOT_SYSTEM = 0x10;
    static final int CODE = 0x8;
    /** Conforming code, or data that expands down. */
    static final int CONFORMING = 0x4;
    /** Readable code, or writable data. */
    static final int ALLOWS = 0x2;

    static final int ACCESSED = 0x1;
    static final int BIG = 0x4000;
    static final int GRANULAR = 0x8000;
    static final int FLAT_MASK = PRESENT | NOT_SYSTEM | CODE | CONFORMING | ALLOWS;
    static final int FLAT_DATA = PRESENT | NOT_SYSTEM | ALLOWS;
    /** Whether code may be read does not matter to its execution. */
    static final int CODE_MASK = PRESENT | NOT_SYSTEM | CODE;

    static final int LDT = 0x2;
    static final int TSS16_AVAILABLE = 0x1;
    static final int TSS16_BUSY = 0x3;
    static final int TSS32_AVAILABLE = 0x9;
    static final int TSS32_BUSY = 0xB;
    private static final int BUSY = 0x2;

    private final Registers registers;
    private final DataPath data;

    Segments(Registers registers, DataPath data) {
        this.registers = registers;
        this.data = data;
    }

    /** Whether a segment allows an access; without change of anything. */
    static boolean allows(Registers registers, int segment, int offset, int size, boolean write) {
        int rights = registers.rights[segment];
        boolean code = (rights & CODE) != 0;
        boolean readable = !code || (rights & ALLOWS) != 0;
        boolean writable = !code && (rights & ALLOWS) != 0;
        if ((rights & PRESENT) == 0 || !(write ? writable : readable)) {
            return false;
        }
        long start = offset & 0xFFFF_FFFFL;
        long end = start + size - 1;
        long limit = registers.limit[segment] & 0xFFFF_FFFFL;
        if (!code && (rights & CONFORMING) != 0) {
            long top = (rights & BIG) != 0 ? 0xFFFF_FFFFL : 0xFFFF;
            return start > limit && end <= top;
        }
        return end <= limit || limit == 0xFFFF_FFFFL;
    }

    static int baseOf(long descriptor) {
        return (int) (descriptor >>> 16) & 0xFF_FFFF | (int) (descriptor >>> 56) << 24;
    }

    static int limitOf(long descriptor) {
        int raw = (int) descriptor & 0xFFFF | (int) (descriptor >>> 32) & 0xF_0000;
        return (rightsOf(descriptor) & GRANULAR) != 0 ? raw << 12 | 0xFFF : raw;
    }

    static int rightsOf(long descriptor) {
        return (int) (descriptor >>> 40) & 0xF0FF;
    }

    static int dpl(int rights) {
        return rights >>> 5 & 3;
    }

    static boolean isNull(int selector) {
        return (selector & 0xFFFC) == 0;
    }

    static boolean isCode(int rights) {
        return (rights & (NOT_SYSTEM | CODE)) == (NOT_SYSTEM | CODE);
    }

    static boolean isWritableData(int rights) {
        return (rights & (NOT_SYSTEM | CODE | ALLOWS)) == (NOT_SYSTEM | ALLOWS);
    }

    /** Whether a selector lies inside its table. */
    boolean exists(int selector) {
        if ((selector & 4) == 0) {
            return (selector | 7) <= registers.gdtLimit;
        }
        return (registers.rights[LDTR] & PRESENT) != 0
                && !isNull(registers.selector[LDTR])
                && Integer.compareUnsigned(selector | 7, registers.limit[LDTR]) <= 0;
    }

    /** Reads a selector's descriptor; a fault of the vector with the selector when it lies outside its table. */
    long descriptor(int selector, int vector) {
        if (!exists(selector)) {
            throw registers.fault.of(vector, selector & 0xFFFC);
        }
        int address = descriptorAddress(selector);
        long low = data.readSystem(address, 4) & 0xFFFF_FFFFL;
        return low | (long) data.readSystem(address + 4, 4) << 32;
    }

    private int descriptorAddress(int selector) {
        return ((selector & 4) == 0 ? registers.gdtBase : registers.base[LDTR]) + (selector & 0xFFF8);
    }

    /** Sets the accessed bit in memory; the rights with it. */
    int markAccessed(int selector, int rights) {
        if ((rights & ACCESSED) == 0) {
            data.writeSystem(descriptorAddress(selector) + 5, 1, rights & 0xFF | ACCESSED);
        }
        return rights | ACCESSED;
    }

    /** Fills a segment register from a descriptor that was checked; code and stack carry the RPL given. */
    void install(int segment, int selector, long descriptor) {
        int rights = markAccessed(selector, rightsOf(descriptor));
        registers.setSegment(segment, selector & 0xFFFF, baseOf(descriptor), limitOf(descriptor), rights);
    }

    /** MOV, POP or LDS and its kin to ES, SS, DS, FS or GS. */
    void load(int segment, int selector) {
        if (!registers.protectedMode()) {
            loadReal(segment, selector);
        } else if (segment == SS) {
            loadStack(selector, registers.cpl, Fault.GENERAL_PROTECTION);
        } else {
            loadData(segment, selector);
        }
    }

    void loadReal(int segment, int selector) {
        registers.selector[segment] = selector & 0xFFFF;
        registers.base[segment] = (selector & 0xFFFF) << 4;
        if (segment == CS) {
            registers.rights[CS] = Registers.DATA16;
            registers.limit[CS] = 0xFFFF;
        }
    }

    private void loadData(int segment, int selector) {
        if (isNull(selector)) {
            registers.setSegment(segment, selector & 0xFFFF, 0, 0, 0);
            return;
        }
        long descriptor = descriptor(selector, Fault.GENERAL_PROTECTION);
        int rights = rightsOf(descriptor);
        boolean code = (rights & CODE) != 0;
        boolean usable = (rights & NOT_SYSTEM) != 0 && (!code || (rights & ALLOWS) != 0);
        boolean conforming = code && (rights & CONFORMING) != 0;
        boolean privileged = dpl(rights) >= (selector & 3) && dpl(rights) >= registers.cpl;
        if (!usable || !conforming && !privileged) {
            throw registers.fault.of(Fault.GENERAL_PROTECTION, selector & 0xFFFC);
        }
        if ((rights & PRESENT) == 0) {
            throw registers.fault.of(Fault.SEGMENT_NOT_PRESENT, selector & 0xFFFC);
        }
        install(segment, selector, descriptor);
    }

    /** Loads SS for a ring; a selector that does not fit raises the vector given (#GP, or #TS from a task state). */
    void loadStack(int selector, int ring, int vector) {
        if (isNull(selector)) {
            throw registers.fault.of(vector, vector == Fault.INVALID_TSS ? selector & 0xFFFC : 0);
        }
        long descriptor = descriptor(selector, vector);
        int rights = rightsOf(descriptor);
        if ((selector & 3) != ring || !isWritableData(rights) || dpl(rights) != ring) {
            throw registers.fault.of(vector, selector & 0xFFFC);
        }
        if ((rights & PRESENT) == 0) {
            throw registers.fault.of(Fault.STACK, selector & 0xFFFC);
        }
        install(SS, selector, descriptor);
    }

    /** LLDT. */
    void loadLdt(int selector) {
        if (isNull(selector)) {
            registers.setSegment(LDTR, selector, 0, 0, 0);
            return;
        }
        long descriptor = tableDescriptor(selector);
        int rights = rightsOf(descriptor);
        if ((rights & 0x1F) != LDT) {
            throw registers.fault.of(Fault.GENERAL_PROTECTION, selector & 0xFFFC);
        }
        requirePresent(selector, rights);
        registers.setSegment(LDTR, selector, baseOf(descriptor), limitOf(descriptor), rights);
    }

    /** LTR: marks the task busy. */
    void loadTask(int selector) {
        if (isNull(selector)) {
            throw registers.fault.of(Fault.GENERAL_PROTECTION, 0);
        }
        long descriptor = tableDescriptor(selector);
        int rights = rightsOf(descriptor);
        if ((rights & 0x1F) != TSS32_AVAILABLE && (rights & 0x1F) != TSS16_AVAILABLE) {
            throw registers.fault.of(Fault.GENERAL_PROTECTION, selector & 0xFFFC);
        }
        requirePresent(selector, rights);
        data.writeSystem(descriptorAddress(selector) + 5, 1, rights & 0xFF | BUSY);
        registers.setSegment(TR, selector, baseOf(descriptor), limitOf(descriptor), rights | BUSY);
    }

    private long tableDescriptor(int selector) {
        if ((selector & 4) != 0) {
            throw registers.fault.of(Fault.GENERAL_PROTECTION, selector & 0xFFFC);
        }
        return descriptor(selector, Fault.GENERAL_PROTECTION);
    }

    private void requirePresent(int selector, int rights) {
        if ((rights & PRESENT) == 0) {
            throw registers.fault.of(Fault.SEGMENT_NOT_PRESENT, selector & 0xFFFC);
        }
    }

    /** After a return to an outer ring: data segments of inner rings become unusable. */
    void dropInnerSegments() {
        for (int segment : new int[] {Registers.ES, Registers.DS, Registers.FS, Registers.GS}) {
            int rights = registers.rights[segment];
            boolean conforming = isCode(rights) && (rights & CONFORMING) != 0;
            if (!conforming && dpl(rights) < registers.cpl) {
                registers.setSegment(segment, 0, 0, 0, 0);
            }
        }
    }
}
