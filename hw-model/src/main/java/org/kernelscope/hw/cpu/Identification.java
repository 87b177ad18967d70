/* What CPUID answers. */
package org.kernelscope.hw.cpu;

import static org.kernelscope.hw.cpu.Registers.EAX;
import static org.kernelscope.hw.cpu.Registers.EBX;
import static org.kernelscope.hw.cpu.Registers.ECX;
import static org.kernelscope.hw.cpu.Registers.EDX;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The leaves of CPUID (SDM 2A, CPUID): 0, 1, 2, 4, 5, A and B, and 80000000 to 80000006 and 80000008 as far as the model
 * has them. Leaf 1 counts the cores of a package where there is no leaf B to do so. Of AMD's processors, 80000001, 5, 6 and 8 tell caches and cores in place of 2, 4 and B (APM 3, appendix E). A leaf between them answers zeros, one beyond the last what the last basic one answers.
 */
final class Identification {
    private static final int EXTENDED = 0x8000_0000;
    private static final int HYPER_THREADING = 1 << 28;
    private static final int LINE = 64;
    private static final int TOPOLOGY_LEAF = 0xB;
    private static final int LEGACY_CORES = 1 << 1;
    private static final int ONE_LINE_A_TAG = 1 << 8;
    private static final int ADDRESS_BITS = 32;

    private final int core;
    private final Registers registers;
    private final ProcessorModel model;

    Identification(int core, Registers registers, ProcessorModel model) {
        this.core = core;
        this.registers = registers;
        this.model = model;
    }

    /** CPUID itself. */
    void execute() {
        int leaf = registers.r[EAX];
        int last = leaf < 0 ? model.maxExtendedLeaf() : model.maxLeaf();
        boolean beyond = Integer.compareUnsigned(leaf, last) > 0 || leaf < 0 && last == 0;
        int asked = beyond ? model.maxLeaf() : leaf;
        if (asked < 0) {
            extended(asked);
        } else {
            basic(asked, registers.r[ECX]);
        }
    }

    private void basic(int leaf, int subleaf) {
        switch (leaf) {
            case 0 -> {
                int[] vendor = words(model.vendor(), 3);
                answer(model.maxLeaf(), vendor[0], vendor[2], vendor[1]);
            }
            case 1 -> features();
            case 2 -> descriptors();
            case 4 -> cache(model.amd() ? -1 : subleaf);
            case 5 -> monitor();
            case 0xA -> counters();
            case 0xB -> topology(subleaf);
            default -> answer(0, 0, 0, 0);
        }
    }

    private void extended(int leaf) {
        switch (leaf - EXTENDED) {
            case 0 -> answer(model.maxExtendedLeaf(), 0, 0, 0);
            case 1 -> answer(0, 0, several() ? LEGACY_CORES : 0, model.bits(Feature.Place.EXTENDED_EDX));
            case 2, 3, 4 -> {
                int[] brand = words(model.brand(), 12);
                int from = (leaf - EXTENDED - 2) * 4;
                answer(brand[from], brand[from + 1], brand[from + 2], brand[from + 3]);
            }
            case 5 -> answer(0, 0, model.amd() ? firstLevel() : 0, 0);
            case 6 -> answer(0, 0, size(2), model.amd() ? size(3) : 0);
            case 8 -> answer(ADDRESS_BITS | ADDRESS_BITS << 8, 0, several() ? cores() : 0, 0);
            default -> answer(0, 0, 0, 0);
        }
    }

    private void features() {
        int ebx = core << 24 | (model.has(Feature.CLFLUSH) ? LINE / 8 << 8 : 0);
        int edx = model.bits(Feature.Place.EDX) | 1;
        if (model.packageCores() > 1 && model.maxLeaf() < TOPOLOGY_LEAF) {
            ebx |= model.packageCores() << 16;
            edx |= HYPER_THREADING;
        }
        if (!registers.apicEnabled()) {
            edx &= ~Feature.APIC.mask;
        }
        answer(model.signature(), ebx, model.bits(Feature.Place.ECX), edx);
    }

    /** The low byte says that one time asking is enough. */
    private void descriptors() {
        int[] packed = {1, 0, 0, 0};
        int at = 1;
        for (int descriptor : model.descriptors()) {
            packed[at / 4] |= descriptor << at % 4 * 8;
            at++;
        }
        answer(packed[0], packed[1], packed[2], packed[3]);
    }

    private void cache(int subleaf) {
        if (subleaf < 0 || subleaf >= model.caches().size()) {
            answer(0, 0, 0, 0);
            return;
        }
        ProcessorModel.Cache cache = model.caches().get(subleaf);
        int type = cache.level() == 1 ? 1 : 3;
        int sharing = cache.shared() ? model.packageCores() - 1 : 0;
        int initialising = 1 << 8;
        int sets = cache.bytes() / (cache.ways() * LINE);
        answer(
                type | cache.level() << 5 | initialising | sharing << 14 | model.packageCores() - 1 << 26,
                LINE - 1 | cache.ways() - 1 << 22,
                sets - 1,
                0);
    }

    /** Version 1; the architectural events that are not there are those of the bits that are set (SDM 2A, leaf A). */
    private void counters() {
        int known = model.counters();
        if (known == 0) {
            answer(0, 0, 0, 0);
        } else {
            answer(1 | known << 8 | PerformanceCounters.WIDTH << 16 | 7 << 24, 1 << 2 | 1 << 5 | 1 << 6, 0, 0);
        }
    }

    /** Whether AMD's leaves have several cores to tell of. */
    private boolean several() {
        return model.amd() && model.packageCores() > 1;
    }

    /** How many cores a package has beyond one, and how many bits of the APIC id number them. */
    private int cores() {
        int bits = Integer.numberOfTrailingZeros(model.packageCores());
        return model.packageCores() - 1 | bits << 12;
    }

    private void monitor() {
        if (model.has(Feature.MONITOR)) {
            answer(LINE, LINE, 3, 0);
        } else {
            answer(0, 0, 0, 0);
        }
    }

    private void topology(int subleaf) {
        int shift = Integer.numberOfTrailingZeros(model.packageCores());
        switch (subleaf) {
            case 0 -> answer(0, 1, 1 << 8, core);
            case 1 -> answer(shift, model.packageCores(), 2 << 8 | 1, core);
            default -> answer(0, 0, subleaf & 0xFF, core);
        }
    }

    /** Size in KiB, ways, one line for each tag, length of a line (APM 3, appendix E, leaf 80000005). */
    private int firstLevel() {
        for (ProcessorModel.Cache cache : model.caches()) {
            if (cache.level() == 1) {
                return cache.bytes() >>> 10 << 24 | cache.ways() << 16 | ONE_LINE_A_TAG | LINE;
            }
        }
        return 0;
    }

    /**
     * Of the second level size in KiB, of the third in units of 512 KiB; associativity as a code, length of a line (SDM 2A,
     * CPUID, leaf 80000006; APM 3, appendix E).
     */
    private int size(int level) {
        for (ProcessorModel.Cache cache : model.caches()) {
            if (cache.level() == level) {
                int size = level == 2 ? cache.bytes() >>> 10 << 16 : cache.bytes() >>> 19 << 18;
                return size | associativity(cache.ways()) << 12 | (model.amd() ? ONE_LINE_A_TAG : 0) | LINE;
            }
        }
        return 0;
    }

    private static int associativity(int ways) {
        return ways >= 32 ? 0xA : ways >= 16 ? 8 : ways >= 8 ? 6 : ways >= 4 ? 4 : ways;
    }

    private void answer(int eax, int ebx, int ecx, int edx) {
        registers.r[EAX] = eax;
        registers.r[EBX] = ebx;
        registers.r[ECX] = ecx;
        registers.r[EDX] = edx;
    }

    private static int[] words(String text, int count) {
        byte[] bytes = Arrays.copyOf(text.getBytes(StandardCharsets.US_ASCII), count * 4);
        int[] words = new int[count];
        for (int i = 0; i < bytes.length; i++) {
            words[i / 4] |= bytes[i] << i % 4 * 8;
        }
        return words;
    }
}
