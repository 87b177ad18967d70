/* What instructions cost in cycles before memory has its say. */
package org.kernelscope.hw.cpu;

import org.kernelscope.hw.HardwareProfile;
import org.kernelscope.hw.ImageException;

/**
 * Static cycle costs of one hardware profile, all in cycles.
 *
 * @param simple any instruction, or as many as complete together
 * @param load extra for each data read
 * @param store extra for each data write
 * @param branchTaken extra for a transfer of control that is taken
 * @param mul extra for a multiplication
 * @param div extra for a division
 * @param locked extra for a locked read-modify-write on a line that the core owns
 * @param pause extra for PAUSE
 * @param io extra for a port or device access
 * @param apic extra for an access to the local APIC's registers; sending an interrupt to another core is two
 * @param interrupt extra for entering a handler
 * @param interruptReturn extra for IRET
 * @param modeSwitch extra for every change of ring through a gate or a return
 * @param sysenter extra for SYSENTER
 * @param sysexit extra for SYSEXIT
 * @param tlbMiss extra for a page walk, beside what the caches take for the entries that it reads
 * @param cr3Load a load of CR3, in place of {@code serialize}
 * @param invlpg extra for INVLPG
 * @param serialize extra for serialising instructions and fences
 * @param msr extra for RDMSR and WRMSR
 * @param rdtsc extra for RDTSC, so that two readings differ
 * @param width instructions that complete together in the cycles of one; a power of two
 * @param timed whether the caches say what accesses to memory cost; if not, they are not asked
 */
public record Costs(
        int simple,
        int load,
        int store,
        int branchTaken,
        int mul,
        int div,
        int locked,
        int pause,
        int io,
        int apic,
        int interrupt,
        int interruptReturn,
        int modeSwitch,
        int sysenter,
        int sysexit,
        int tlbMiss,
        int cr3Load,
        int invlpg,
        int serialize,
        int msr,
        int rdtsc,
        int width,
        boolean timed) {

    /** Nothing costs anything. */
    static final Costs NONE = new Costs(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, true);

    /** Every instruction takes one cycle, and nothing else costs anything. */
    static final Costs EVEN = new Costs(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, false);

    public Costs {
        assert Integer.bitCount(width) == 1;
    }

    /** Reads the parameters {@code cost.simple} to {@code cost.rdtsc}, {@code issue.width} and {@code caches.timed}; all must be there. */
    public static Costs from(HardwareProfile profile) throws ImageException {
        int width = profile.value("issue.width");
        if (Integer.bitCount(width) != 1) {
            throw new ImageException(
                    "profile " + profile.name() + ": issue.width must be a power of two, not " + width);
        }
        return new Costs(
                profile.value("cost.simple"),
                profile.value("cost.load"),
                profile.value("cost.store"),
                profile.value("cost.branch-taken"),
                profile.value("cost.mul"),
                profile.value("cost.div"),
                profile.value("cost.locked"),
                profile.value("cost.pause"),
                profile.value("cost.io"),
                profile.value("cost.apic"),
                profile.value("cost.interrupt"),
                profile.value("cost.iret"),
                profile.value("cost.mode-switch"),
                profile.value("cost.sysenter"),
                profile.value("cost.sysexit"),
                profile.value("cost.tlb-miss"),
                profile.value("cost.cr3-load"),
                profile.value("cost.invlpg"),
                profile.value("cost.serialize"),
                profile.value("cost.msr"),
                profile.value("cost.rdtsc"),
                width,
                profile.value("caches.timed") != 0);
    }

    /** What plain instructions cost, where a hit of the first-level cache costs so much. */
    Pace pace(int firstLevelHit) {
        int hit = timed ? firstLevelHit : 0;
        return new Pace(timed, width, simple, load + hit, store + hit, branchTaken);
    }

    /** Whether every plain instruction takes one cycle, whatever it does. */
    boolean even() {
        return !timed
                && width == 1
                && simple == 1
                && load == 0
                && store == 0
                && branchTaken == 0
                && mul == 0
                && div == 0;
    }

    /** The kinds of instruction that cost more than the simple ones. */
    enum Kind {
        SIMPLE(false),
        MUL(false),
        DIV(false),
        PAUSE(false),
        IO(true),
        INTERRUPT_RETURN(true),
        SYSENTER(false),
        SYSEXIT(false),
        INVLPG(true),
        SERIALIZE(true),
        MSR(false),
        RDTSC(false);

        /** Fences, serialising instructions and ports wait until earlier stores are visible (SDM 3A, 9.2 and 9.3). */
        final boolean drains;

        Kind(boolean drains) {
            this.drains = drains;
        }
    }

    /** Cycles of an instruction of this kind. */
    int of(Kind kind) {
        return simple
                + switch (kind) {
                    case SIMPLE -> 0;
                    case MUL -> mul;
                    case DIV -> div;
                    case PAUSE -> pause;
                    case IO -> io;
                    case INTERRUPT_RETURN -> interruptReturn;
                    case SYSENTER -> sysenter;
                    case SYSEXIT -> sysexit;
                    case INVLPG -> invlpg;
                    case SERIALIZE -> serialize;
                    case MSR -> msr;
                    case RDTSC -> rdtsc;
                };
    }
}
