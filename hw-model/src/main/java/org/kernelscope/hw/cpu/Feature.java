/* What a processor may or may not have, as CPUID tells it. */
package org.kernelscope.hw.cpu;

import java.util.Locale;

/**
 * A group of instructions or a mode that not every processor of the family has. The profile says with {@code cpuid.NAME =
 * 1 flag}, in lower case with hyphens, which are there; an instruction of a feature that is absent raises #UD.
 */
public enum Feature {
    /** The instruction itself, and EFLAGS.ID. */
    CPUID(Place.NONE, 0),
    /** Breakpoints on ports, DR4 and DR5 undefined with CR4.DE. */
    DE(Place.EDX, 2),
    /** Pages of 4 MiB. */
    PSE(Place.EDX, 3),
    TSC(Place.EDX, 4),
    MSR(Place.EDX, 5),
    /** Three levels of page tables with entries of eight bytes. */
    PAE(Place.EDX, 6),
    CMPXCHG8B(Place.EDX, 8),
    APIC(Place.EDX, 9),
    SYSENTER(Place.EDX, 11),
    /** Global pages. */
    PGE(Place.EDX, 13),
    /** Also what came with it: FCMOV, FCOMI and the NOP of several bytes. */
    CMOV(Place.EDX, 15),
    /** 4 MiB pages with more than 32 address bits, of which this machine has no more. */
    PSE36(Place.EDX, 17),
    CLFLUSH(Place.EDX, 19),
    MMX(Place.EDX, 23),
    FXSR(Place.EDX, 24),
    SSE(Place.EDX, 25),
    SSE2(Place.EDX, 26),
    MONITOR(Place.ECX, 3),
    /** Pages without execution, with PAE. */
    NX(Place.EXTENDED_EDX, 20);

    /** Which register shows it (SDM 2A, CPUID). */
    enum Place {
        NONE,
        EDX,
        ECX,
        EXTENDED_EDX
    }

    final Place place;
    final int mask;

    Feature(Place place, int bit) {
        this.place = place;
        mask = place == Place.NONE ? 0 : 1 << bit;
    }

    /** The profile's parameter for it. */
    public String parameter() {
        return "cpuid." + name().toLowerCase(Locale.ROOT);
    }
}
