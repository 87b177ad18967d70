/* Everything a processor remembers, in one place. */
package org.kernelscope.hw.cpu;

import java.util.Arrays;
import java.util.List;
import org.kernelscope.hw.CoreState;
import org.kernelscope.hw.CoreState.Activity;
import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.Intervention;
import org.kernelscope.hw.state.StateReader;
import org.kernelscope.hw.state.StateWriter;

/** The architectural registers of one core, hidden descriptor caches included (SDM 3A, 2.1 and 3.4.3). */
final class Registers {
    static final int EAX = 0;
    static final int ECX = 1;
    static final int EDX = 2;
    static final int EBX = 3;
    static final int ESP = 4;
    static final int EBP = 5;
    static final int ESI = 6;
    static final int EDI = 7;
    /** Index of a register that is always zero: an address without base or index uses it. */
    static final int NONE = 8;

    /** In the order of the indices below. */
    static final List<String> SEGMENT_NAMES = List.of("ES", "CS", "SS", "DS", "FS", "GS");

    static final int ES = 0;
    static final int CS = 1;
    static final int SS = 2;
    static final int DS = 3;
    static final int FS = 4;
    static final int GS = 5;
    static final int LDTR = 6;
    static final int TR = 7;

    static final int CR0_PE = 1;
    static final int CR0_MP = 1 << 1;
    static final int CR0_EM = 1 << 2;
    static final int CR0_TS = 1 << 3;
    static final int CR0_ET = 1 << 4;
    static final int CR0_NE = 1 << 5;
    static final int CR0_WP = 1 << 16;
    static final int CR0_NW = 1 << 29;
    static final int CR0_CD = 1 << 30;
    static final int CR0_PG = 1 << 31;
    static final int CR4_TSD = 1 << 2;
    static final int CR4_DE = 1 << 3;
    static final int CR4_PSE = 1 << 4;
    static final int CR4_PAE = 1 << 5;
    static final int CR4_PGE = 1 << 7;
    static final int CR4_PCE = 1 << 8;
    static final int CR4_OSFXSR = 1 << 9;
    static final int CR4_OSXMMEXCPT = 1 << 10;

    static final int EFER_NXE = 1 << 11;

    /** Rights of a present, accessed, writable data segment of 16 bits at ring 0. */
    static final int DATA16 = 0x0093;
    /** Rights of a present, accessed, readable code segment of 32 bits at ring 0, with page granularity. */
    static final int CODE32 = 0xC09B;

    static final int DATA32 = 0xC093;

    static final int NEVER_FLAT = -1;

    private static final int APIC_BASE = 0xFEE0_0000;
    private static final int APIC_ENABLED = 1 << 11;
    private static final int APIC_BOOT_PROCESSOR = 1 << 8;

    /** What POPF and IRET can change at ring 0; software looks whether ID is among it to find CPUID. */
    final int writableFlags;

    final int[] r = new int[9];
    /** Per segment register, LDTR and TR: the selector and the descriptor cache; rights are descriptor bits 40 to 55. */
    final int[] selector = new int[8];

    final int[] base = new int[8];
    final int[] limit = new int[8];
    final int[] rights = new int[8];
    final int[] debug = new int[8];

    /** Whether any breakpoint is armed; derived from DR7 and CR4. */
    boolean armed;

    /** Rights of a flat segment of data, or what no segment has while breakpoints on data are armed; derived. */
    int flatRights = Segments.FLAT_DATA;

    /** What a debug exception is to report after the instruction, in bits of DR6 and of {@link Breakpoints}. */
    int trap;

    private final ProcessorModel model;

    int eip;
    int eflags;
    int cpl;
    int cr0;
    int cr2;
    int cr3;
    int cr4;
    int gdtBase;
    int gdtLimit;
    int idtBase;
    int idtLimit;
    int apicBase;
    /** IA32_EFER. */
    int extendedFeatures;

    /** The page-directory-pointer-table entries in use with PAE. */
    final long[] pointers = new long[4];

    /** IA32_SYSENTER_CS, ESP and EIP. */
    int sysenterSelector;

    int sysenterStack;
    int sysenterTarget;
    /** Interrupts wait for one more instruction (SDM 3A, 6.8.3). */
    boolean shadow;

    private boolean flat;

    long clock;
    long retired;

    /** Where the current instruction continues; not state between instructions. */
    int next;

    final Fault fault = new Fault();

    Registers(ProcessorModel model) {
        this.model = model;
        writableFlags = model.has(Feature.CPUID) ? Flags.WRITABLE : Flags.WRITABLE & ~Flags.ID;
    }

    /** Power-on values (SDM 3A, table 9-1). */
    void reset(boolean bootProcessor) {
        Arrays.fill(r, 0);
        r[EDX] = model.signature();
        Arrays.fill(debug, 0);
        debug[6] = 0xFFFF_0FF0;
        debug[7] = 0x400;
        for (int s = 0; s < 8; s++) {
            setSegment(s, 0, 0, 0xFFFF, DATA16);
        }
        setSegment(CS, 0xF000, 0xFFFF_0000, 0xFFFF, DATA16);
        setSegment(LDTR, 0, 0, 0xFFFF, 0x82);
        setSegment(TR, 0, 0, 0xFFFF, 0x8B);
        eip = 0xFFF0;
        eflags = Flags.FIXED;
        cpl = 0;
        cr0 = CR0_CD | CR0_NW | CR0_ET;
        cr2 = 0;
        cr3 = 0;
        cr4 = 0;
        gdtBase = 0;
        gdtLimit = 0xFFFF;
        idtBase = 0;
        idtLimit = 0xFFFF;
        apicBase = APIC_BASE | APIC_ENABLED | (bootProcessor ? APIC_BOOT_PROCESSOR : 0);
        extendedFeatures = 0;
        Arrays.fill(pointers, 0);
        sysenterSelector = 0;
        sysenterStack = 0;
        sysenterTarget = 0;
        shadow = false;
        trap = 0;
        armed = false;
        flatRights = Segments.FLAT_DATA;
    }

    void setSegment(int segment, int newSelector, int newBase, int newLimit, int newRights) {
        selector[segment] = newSelector;
        base[segment] = newBase;
        limit[segment] = newLimit;
        rights[segment] = newRights;
        flat = flatSegments();
    }

    /** Whether segments are flat and no debug exception can come of breakpoints. */
    boolean plain() {
        return flat && !armed && trap == 0;
    }

    private boolean flatSegments() {
        boolean all = wideCode() && stackMask() == -1;
        for (int segment = ES; segment <= DS && all; segment++) {
            int mask = segment == CS ? Segments.CODE_MASK : Segments.FLAT_MASK;
            int wanted = segment == CS ? Segments.CODE_MASK : Segments.FLAT_DATA;
            all = base[segment] == 0 && limit[segment] == -1 && (rights[segment] & mask) == wanted;
        }
        return all;
    }

    /** Whether selectors name descriptors: protected mode, virtual-8086 mode not counted. */
    boolean protectedMode() {
        return (cr0 & CR0_PE) != 0 && (eflags & Flags.VM) == 0;
    }

    /** Whether the mode is virtual-8086. */
    boolean virtual() {
        return (eflags & Flags.VM) != 0;
    }

    int inputOutputLevel() {
        return (eflags & Flags.IOPL) >>> 12;
    }

    boolean apicEnabled() {
        return (apicBase & APIC_ENABLED) != 0;
    }

    PageWalk.Control pagingControl() {
        boolean pae = (cr4 & CR4_PAE) != 0;
        List<Long> held = pae ? Arrays.stream(pointers).boxed().toList() : List.of();
        return new PageWalk.Control(cr0, cr3, cr4, (extendedFeatures & EFER_NXE) != 0, held);
    }

    boolean wideCode() {
        return (rights[CS] & Segments.BIG) != 0;
    }

    int stackMask() {
        return (rights[SS] & Segments.BIG) != 0 ? -1 : 0xFFFF;
    }

    int linearEip() {
        return base[CS] + eip;
    }

    int byteOf(int index) {
        return r[index & 3] >>> ((index & 4) << 1) & 0xFF;
    }

    void setByte(int index, int value) {
        int shift = (index & 4) << 1;
        r[index & 3] = r[index & 3] & ~(0xFF << shift) | (value & 0xFF) << shift;
    }

    /** The register's low bytes, zero-extended; {@code size} is 1, 2 or 4. */
    int get(int index, int size) {
        return switch (size) {
            case 4 -> r[index];
            case 2 -> r[index] & 0xFFFF;
            default -> byteOf(index);
        };
    }

    void set(int index, int size, int value) {
        switch (size) {
            case 4 -> r[index] = value;
            case 2 -> r[index] = r[index] & ~0xFFFF | value & 0xFFFF;
            default -> setByte(index, value);
        }
    }

    /** A register, EIP or EFLAGS; numbered as {@link Intervention.Register} says. */
    int read(int register) {
        return switch (register) {
            case Intervention.Register.EIP -> eip;
            case Intervention.Register.EFLAGS -> eflags;
            default -> r[register];
        };
    }

    void write(int register, int value) {
        switch (register) {
            case Intervention.Register.EIP -> eip = value;
            case Intervention.Register.EFLAGS -> eflags = value & writableFlags | Flags.FIXED;
            default -> r[register] = value;
        }
    }

    /** The visible state of a core; changes nothing. */
    CoreState state(int core, Activity activity, CoreState.Counters counters) {
        List<Integer> general = Arrays.stream(r, 0, 8).boxed().toList();
        List<Integer> selectors = Arrays.stream(selector, 0, 6).boxed().toList();
        return new CoreState(
                core,
                activity,
                general,
                eip,
                linearEip(),
                eflags,
                selectors,
                cr0,
                cr2,
                cr3,
                cr4,
                cpl,
                clock,
                retired,
                counters);
    }

    void save(StateWriter out) {
        out.putInts(r);
        out.putInts(selector);
        out.putInts(base);
        out.putInts(limit);
        out.putInts(rights);
        out.putInts(debug);
        out.putInts(new int[] {
            eip,
            eflags,
            cpl,
            cr0,
            cr2,
            cr3,
            cr4,
            gdtBase,
            gdtLimit,
            idtBase,
            idtLimit,
            apicBase,
            shadow ? 1 : 0,
            sysenterSelector,
            sysenterStack,
            sysenterTarget,
            extendedFeatures,
            trap
        });
        for (long pointer : pointers) {
            out.putLong(pointer);
        }
        out.putLong(clock);
        out.putLong(retired);
    }

    void load(StateReader in) throws ImageException {
        in.getInts(r);
        r[NONE] = 0;
        in.getInts(selector);
        in.getInts(base);
        in.getInts(limit);
        in.getInts(rights);
        flat = flatSegments();
        in.getInts(debug);
        int[] scalars = new int[18];
        in.getInts(scalars);
        eip = scalars[0];
        eflags = scalars[1];
        cpl = scalars[2] & 3;
        cr0 = scalars[3];
        cr2 = scalars[4];
        cr3 = scalars[5];
        cr4 = scalars[6];
        gdtBase = scalars[7];
        gdtLimit = scalars[8];
        idtBase = scalars[9];
        idtLimit = scalars[10];
        apicBase = scalars[11];
        shadow = scalars[12] != 0;
        sysenterSelector = scalars[13];
        sysenterStack = scalars[14];
        sysenterTarget = scalars[15];
        extendedFeatures = scalars[16];
        trap = scalars[17];
        for (int i = 0; i < pointers.length; i++) {
            pointers[i] = in.getLong();
        }
        clock = in.getTimeNear();
        retired = in.getLong();
    }
}
