/* Model-specific registers. */
package org.kernelscope.hw.cpu;

import static org.kernelscope.hw.cpu.Registers.EAX;
import static org.kernelscope.hw.cpu.Registers.ECX;
import static org.kernelscope.hw.cpu.Registers.EDX;

/** RDMSR and WRMSR; a register that the model does not have raises #GP (SDM 4, chapter 2). */
final class ModelRegisters {
    private static final int TIME_STAMP = 0x10;
    private static final int PLATFORM = 0x17;
    private static final int APIC_BASE = 0x1B;
    private static final int MICROCODE = 0x8B;
    private static final int SYSENTER_CS = 0x174;
    private static final int SYSENTER_ESP = 0x175;
    private static final int SYSENTER_EIP = 0x176;
    private static final int COUNTERS = 0xC1;
    private static final int SELECTS = 0x186;
    private static final int MISCELLANEOUS = 0x1A0;
    private static final int EXTENDED_FEATURES = 0xC000_0080;

    private static final int FAST_STRINGS = 1;
    private static final int MONITOR_ENABLED = 1 << 18;

    private final Registers registers;
    private final Paging paging;
    private final ProcessorModel model;
    private final PerformanceCounters counters;

    ModelRegisters(Registers registers, Paging paging, ProcessorModel model, PerformanceCounters counters) {
        this.registers = registers;
        this.paging = paging;
        this.model = model;
        this.counters = counters;
    }

    void read() {
        long value = switch (required()) {
            case TIME_STAMP -> registers.clock;
            case APIC_BASE -> registers.apicBase & 0xFFFF_FFFFL;
            case SYSENTER_CS -> registers.sysenterSelector & 0xFFFF_FFFFL;
            case SYSENTER_ESP -> registers.sysenterStack & 0xFFFF_FFFFL;
            case SYSENTER_EIP -> registers.sysenterTarget & 0xFFFF_FFFFL;
            case MISCELLANEOUS -> miscellaneous();
            case EXTENDED_FEATURES -> registers.extendedFeatures;
            case PLATFORM, MICROCODE -> 0;
            default -> readCounter(registers.r[ECX]);
        };
        registers.r[EAX] = (int) value;
        registers.r[EDX] = (int) (value >>> 32);
    }

    /**
     * The time stamp counter is the machine's clock and cannot be set: #GP, as for a register that is not there. What
     * cannot be switched off in IA32_MISC_ENABLE raises #GP when it would be.
     */
    void write() {
        int value = registers.r[EAX];
        switch (required()) {
            case APIC_BASE -> registers.apicBase = value;
            case SYSENTER_CS -> registers.sysenterSelector = value;
            case SYSENTER_ESP -> registers.sysenterStack = value;
            case SYSENTER_EIP -> registers.sysenterTarget = value;
            case MISCELLANEOUS -> requireOnly(value == miscellaneous());
            case EXTENDED_FEATURES -> {
                requireOnly((value & ~Registers.EFER_NXE) == 0);
                registers.extendedFeatures = value;
                paging.flush(true);
            }
            case MICROCODE -> {}
            case TIME_STAMP, PLATFORM -> throw absent();
            default -> writeCounter(registers.r[ECX], value);
        }
    }

    /** The number asked for; #GP without the feature that brings it. */
    private int required() {
        int number = registers.r[ECX];
        boolean there = switch (number) {
            case TIME_STAMP -> model.has(Feature.TSC);
            case APIC_BASE -> model.has(Feature.APIC);
            case SYSENTER_CS, SYSENTER_ESP, SYSENTER_EIP -> model.has(Feature.SYSENTER);
            case EXTENDED_FEATURES -> model.has(Feature.NX);
            case PLATFORM, MICROCODE, MISCELLANEOUS -> model.has(Feature.CMOV);
            default -> isCounter(number, COUNTERS) || isCounter(number, SELECTS);
        };
        requireOnly(there);
        return number;
    }

    private boolean isCounter(int number, int first) {
        return number >= first && number < first + counters.number();
    }

    private long readCounter(int number) {
        return isCounter(number, SELECTS) ? counters.selected(number - SELECTS) : counters.read(number - COUNTERS);
    }

    private void writeCounter(int number, int value) {
        if (isCounter(number, SELECTS)) {
            counters.select(number - SELECTS, value);
        } else {
            counters.write(number - COUNTERS, value);
        }
    }

    private long miscellaneous() {
        return FAST_STRINGS | (model.has(Feature.MONITOR) ? MONITOR_ENABLED : 0);
    }

    private void requireOnly(boolean allowed) {
        if (!allowed) {
            throw absent();
        }
    }

    private Fault absent() {
        return registers.fault.of(Fault.GENERAL_PROTECTION, 0);
    }
}
