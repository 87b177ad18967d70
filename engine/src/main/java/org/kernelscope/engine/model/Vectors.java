/* The interrupt vectors by name. */
package org.kernelscope.engine.model;

import java.util.List;
import java.util.Map;

/** Exceptions as the processor numbers them (SDM 3A, table 6-1), and the vectors that the kernel gave out. */
public final class Vectors {
    static final int PAGE_FAULT = 14;
    /** The first vector that is no exception. */
    static final int EXCEPTIONS = 32;

    static final int TIMER = 0x40;

    private static final List<String> EXCEPTION_NAMES = List.of(
            "divide error",
            "debug",
            "non-maskable interrupt",
            "breakpoint",
            "overflow",
            "bound range exceeded",
            "invalid opcode",
            "device not available",
            "double fault",
            "coprocessor segment overrun",
            "invalid TSS",
            "segment not present",
            "stack fault",
            "general protection",
            "page fault",
            "exception 15",
            "floating-point error",
            "alignment check",
            "machine check");

    private static final Map<Integer, String> KERNEL_NAMES = Map.of(
            0x30,
            "system call",
            TIMER,
            "timer",
            0x41,
            "interrupt from another core",
            0x42,
            "shootdown",
            0x43,
            "wake",
            0x44,
            "serial line",
            0x45,
            "keyboard",
            0x4F,
            "spurious interrupt");

    private Vectors() {}

    /** What a vector stands for. */
    public static String name(int vector) {
        if (vector >= 0 && vector < EXCEPTION_NAMES.size()) {
            return EXCEPTION_NAMES.get(vector);
        }
        return KERNEL_NAMES.getOrDefault(vector, String.format("vector 0x%02x", vector));
    }
}
