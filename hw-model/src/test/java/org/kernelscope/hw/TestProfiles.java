/* The small hardware profile that the tests of this module run on. */
package org.kernelscope.hw;

/** Round numbers, so that expected cycles can be added up by hand. */
public final class TestProfiles {
    /** L1 of 2 sets × 2 ways, L2 of 4 × 2, a shared cache of 8 × 4. */
    public static final String SMALL = """
            l1.bytes = 256 bytes ; test
            l1.ways = 2 ways ; test
            l2.bytes = 512 bytes ; test
            l2.ways = 2 ways ; test
            llc.bytes = 2048 bytes ; test
            llc.ways = 4 ways ; test
            llc.inclusive = 1 switch ; test
            l1.hit = 1 cycles ; test
            l2.hit = 10 cycles ; test
            llc.hit = 30 cycles ; test
            line.transfer = 70 cycles ; test
            line.upgrade = 60 cycles ; test
            memory.read = 200 cycles ; test
            order.occupancy = 0 cycles ; test
            store.misses = 2 stores ; test
            cost.simple = 1 cycles ; test
            cost.load = 0 cycles ; test
            cost.store = 0 cycles ; test
            cost.branch-taken = 1 cycles ; test
            cost.mul = 3 cycles ; test
            cost.div = 20 cycles ; test
            cost.locked = 20 cycles ; test
            cost.pause = 10 cycles ; test
            cost.io = 100 cycles ; test
            cost.interrupt = 100 cycles ; test
            cost.tlb-miss = 10 cycles ; test
            cost.serialize = 50 cycles ; test
            cost.msr = 50 cycles ; test
            cost.rdtsc = 20 cycles ; test
            issue.width = 2 instructions ; test
            caches.timed = 1 switch ; test
            cost.apic = 100 cycles ; test
            cost.iret = 100 cycles ; test
            cost.mode-switch = 20 cycles ; test
            cost.sysenter = 30 cycles ; test
            cost.sysexit = 25 cycles ; test
            cost.cr3-load = 60 cycles ; test
            cost.invlpg = 40 cycles ; test
            tlb.data.entries = 8 entries ; test
            tlb.data.ways = 2 ways ; test
            tlb.data-large.entries = 4 entries ; test
            tlb.data-large.ways = 4 ways ; test
            tlb.code.entries = 8 entries ; test
            tlb.code.ways = 2 ways ; test
            tlb.code-large.entries = 2 entries ; test
            tlb.code-large.ways = 2 ways ; test
            ipi.latency = 500 cycles ; test
            clock = 1000 MHz ; test
            clock.lead = 0 cycles ; test
            cpuid.vendor = "Kernelscope " ; test
            cpuid.brand = "A processor for tests" ; test
            cpuid.family = 6 number ; test
            cpuid.model = 42 number ; test
            cpuid.stepping = 7 number ; test
            cpuid.max-leaf = 10 leaf ; test
            cpuid.max-extended-leaf = 8 leaf ; test
            cpuid.package-cores = 16 cores ; test
            cpuid.counters = 4 counters ; test
            cpuid.descriptors = "5a f0" ; test
            cpuid.cpuid = 1 flag ; test
            cpuid.de = 1 flag ; test
            cpuid.pse = 1 flag ; test
            cpuid.tsc = 1 flag ; test
            cpuid.msr = 1 flag ; test
            cpuid.pae = 1 flag ; test
            cpuid.cmpxchg8b = 1 flag ; test
            cpuid.apic = 1 flag ; test
            cpuid.sysenter = 1 flag ; test
            cpuid.pge = 1 flag ; test
            cpuid.cmov = 1 flag ; test
            cpuid.pse36 = 1 flag ; test
            cpuid.clflush = 1 flag ; test
            cpuid.mmx = 1 flag ; test
            cpuid.fxsr = 1 flag ; test
            cpuid.sse = 1 flag ; test
            cpuid.sse2 = 1 flag ; test
            cpuid.monitor = 1 flag ; test
            cpuid.nx = 1 flag ; test
            """;

    private TestProfiles() {}

    public static HardwareProfile small() {
        try {
            return HardwareProfile.parse("small", SMALL);
        } catch (ImageException e) {
            throw new AssertionError(e);
        }
    }
}
