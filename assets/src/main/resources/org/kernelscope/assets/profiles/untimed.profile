# No particular hardware: each instruction takes one cycle, whatever it does, and caches are not asked. For runs in which
# only what programs compute matters; the machine is several times faster so.
# One parameter a line: name = value unit ; source.

clock = 1000 MHz ; chosen: a round number, so that a virtual second is a thousand million instructions
clock.lead = 500 cycles ; chosen: long enough that cores seldom take turns, short enough that one sees soon what another did

caches.timed = 0 switch ; the caches are not asked what accesses cost
line.bytes = 64 bytes ; chosen: the line of the other profiles, by which accesses can be watched
l1.bytes = 4096 bytes ; chosen: the smallest, unused
l1.ways = 1 ways ; chosen: unused
l2.bytes = 0 bytes ; there is none
l2.ways = 1 ways ; there is none
llc.bytes = 4096 bytes ; chosen: the smallest, unused
llc.ways = 1 ways ; chosen: unused
llc.inclusive = 1 switch ; chosen: unused
l1.hit = 0 cycles ; unused
l2.hit = 0 cycles ; unused
llc.hit = 0 cycles ; unused
line.transfer = 0 cycles ; unused
line.upgrade = 0 cycles ; unused
order.occupancy = 0 cycles ; unused
store.misses = 1 stores ; unused
memory.read = 0 cycles ; unused

tlb.data.entries = 512 entries ; chosen: as many as are found fastest
tlb.data.ways = 1 ways ; chosen: as above
tlb.data-large.entries = 16 entries ; chosen: more would hardly be used
tlb.data-large.ways = 4 ways ; chosen: as above
tlb.code.entries = 512 entries ; chosen: as for data
tlb.code.ways = 1 ways ; chosen: as for data
tlb.code-large.entries = 16 entries ; chosen: as for data
tlb.code-large.ways = 4 ways ; chosen: as for data

issue.width = 1 instructions ; one instruction a cycle
cost.simple = 1 cycles ; one instruction a cycle
cost.load = 0 cycles ; one instruction a cycle
cost.store = 0 cycles ; one instruction a cycle
cost.branch-taken = 0 cycles ; one instruction a cycle
cost.mul = 0 cycles ; one instruction a cycle
cost.div = 0 cycles ; one instruction a cycle
cost.locked = 0 cycles ; one instruction a cycle
cost.pause = 0 cycles ; one instruction a cycle
cost.io = 0 cycles ; one instruction a cycle
cost.apic = 0 cycles ; one instruction a cycle
cost.interrupt = 0 cycles ; one instruction a cycle
cost.iret = 0 cycles ; one instruction a cycle
cost.mode-switch = 0 cycles ; one instruction a cycle
cost.sysenter = 0 cycles ; one instruction a cycle
cost.sysexit = 0 cycles ; one instruction a cycle
cost.tlb-miss = 0 cycles ; one instruction a cycle
cost.cr3-load = 0 cycles ; one instruction a cycle
cost.invlpg = 0 cycles ; one instruction a cycle
cost.serialize = 0 cycles ; one instruction a cycle
cost.msr = 0 cycles ; one instruction a cycle
cost.rdtsc = 0 cycles ; one instruction a cycle

ipi.latency = 100 cycles ; chosen: a few instructions later, so that the sender goes on meanwhile

# What CPUID tells
cpuid.vendor = "Kernelscope " ; chosen: no maker's
cpuid.brand = "Kernelscope without timing" ; chosen
cpuid.family = 6 number ; chosen: as core-i7
cpuid.model = 42 number ; chosen: as core-i7
cpuid.stepping = 7 number ; chosen: as core-i7
cpuid.max-leaf = 11 leaf ; chosen: the hardware goes to 13, whose leaves 12 and 13 would answer zeros here
cpuid.max-extended-leaf = 8 leaf ; Intel SDM 2A, CPUID, leaf 80000000
cpuid.descriptors = "ff 5a b2 03 f0" ; Intel SDM 2A, CPUID, leaf 2: caches by leaf 4, the translation buffers above (128 entries of code are B0 to B2 by size), prefetching by 64 bytes
cpuid.counters = 0 counters ; chosen: no leaf tells of any
cpuid.package-cores = 16 cores ; chosen: all cores of the machine share the last-level cache, so that all are one package
cpuid.cpuid = 1 flag ; Intel SDM 2A, CPUID
cpuid.de = 1 flag ; Intel SDM 2A, CPUID, leaf 1
cpuid.pse = 1 flag ; Intel SDM 2A, CPUID, leaf 1
cpuid.tsc = 1 flag ; Intel SDM 2A, CPUID, leaf 1
cpuid.msr = 1 flag ; Intel SDM 2A, CPUID, leaf 1
cpuid.pae = 1 flag ; Intel SDM 2A, CPUID, leaf 1
cpuid.cmpxchg8b = 1 flag ; Intel SDM 2A, CPUID, leaf 1
cpuid.apic = 1 flag ; Intel SDM 2A, CPUID, leaf 1
cpuid.sysenter = 1 flag ; Intel SDM 2A, CPUID, leaf 1
cpuid.pge = 1 flag ; Intel SDM 2A, CPUID, leaf 1
cpuid.cmov = 1 flag ; Intel SDM 2A, CPUID, leaf 1
cpuid.pse36 = 0 flag ; chosen: physical addresses of this machine have 32 bits
cpuid.clflush = 1 flag ; Intel SDM 2A, CPUID, leaf 1
cpuid.mmx = 1 flag ; Intel SDM 2A, CPUID, leaf 1
cpuid.fxsr = 1 flag ; Intel SDM 2A, CPUID, leaf 1
cpuid.sse = 1 flag ; Intel SDM 2A, CPUID, leaf 1
cpuid.sse2 = 1 flag ; Intel SDM 2A, CPUID, leaf 1
cpuid.monitor = 0 flag ; chosen: MWAIT ends at once in this machine; without it operating systems wait by HLT, which costs nothing to simulate
cpuid.nx = 1 flag ; Intel SDM 2A, CPUID, leaf 80000001
