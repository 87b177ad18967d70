# A desktop processor of the Core i7-2600 class (Sandy Bridge, 2011), as far as this machine models one.
# One parameter a line: name = value unit ; source.
# "Guide" is the Intel 64 and IA-32 Architectures Optimization Reference Manual, chapter on Sandy Bridge.
# "chosen" marks what the model cannot take from a data sheet, with the reason.

clock = 2800 MHz ; Intel product data, Core i7-2600S
clock.lead = 0 cycles ; none: every access is where its core's clock says

# Caches
line.bytes = 64 bytes ; Guide: cache line
l1.bytes = 32768 bytes ; Guide: L1 data cache
l1.ways = 8 ways ; Guide: L1 data cache
l2.bytes = 262144 bytes ; Guide: L2, private, unified; the model keeps only data in it
l2.ways = 8 ways ; Guide: L2
llc.bytes = 8388608 bytes ; Intel product data: 8 MiB shared cache
llc.ways = 16 ways ; Guide: last-level cache
llc.inclusive = 1 switch ; Guide: it includes what the caches of its cores hold

# What a data access adds to its instruction, by where the line is
l1.hit = 0 cycles ; chosen: the 4-cycle latency (Guide) overlaps with other instructions; what remains is in cost.load
l2.hit = 12 cycles ; Guide: L2 latency
llc.hit = 31 cycles ; Guide: 26 to 31, depending on the slice; the upper end
line.transfer = 60 cycles ; Guide: 60 for a line that is modified in another core of the same chip
line.upgrade = 43 cycles ; Guide: 43 for a line that is clean in another core; taken also for the right to write a line that others share, whose copies are given up side by side
order.occupancy = 43 cycles ; chosen: requests of all lines begin one after another, each when the snoops of the one before (43, as above) are answered; the ring of real hardware orders each slice by itself. From about 40 on, the MCS lock loses no throughput from 2 to 8 cores; below, it gains when its queue is long
store.misses = 10 stores ; Guide: ten line fill buffers of the L1 data cache
memory.read = 200 cycles ; chosen: about 70 ns of DDR3-1333 at 2800 MHz

# Translation buffers; the second level (512 entries) that the hardware has behind them is not modelled. Full sets give up their entries in turn (chosen: close to the undocumented pseudo-LRU)
tlb.data.entries = 64 entries ; Guide: first-level DTLB, 4 KiB pages
tlb.data.ways = 4 ways ; Guide: first-level DTLB
tlb.data-large.entries = 32 entries ; Guide: first-level DTLB, large pages
tlb.data-large.ways = 4 ways ; Guide: first-level DTLB, large pages
tlb.code.entries = 128 entries ; Guide: first-level ITLB, 4 KiB pages
tlb.code.ways = 4 ways ; Guide: first-level ITLB
tlb.code-large.entries = 8 entries ; Guide: first-level ITLB, large pages, of one thread
tlb.code-large.ways = 8 ways ; Guide: first-level ITLB, large pages, fully associative

# Instructions
issue.width = 4 instructions ; Guide: up to four micro-operations are renamed and retired a cycle
caches.timed = 1 switch ; the caches say what accesses to memory cost
cost.simple = 1 cycles ; chosen: a group of issue.width instructions a cycle, as if none waited for another
cost.load = 0 cycles ; chosen: a load that hits L1 is as cheap as any instruction in code without long dependence chains
cost.store = 0 cycles ; chosen: stores retire into the store buffer
cost.branch-taken = 0 cycles ; chosen: well-predicted branches in short loops cost no more than other instructions
cost.mul = 3 cycles ; Fog, Instruction tables, Sandy Bridge: IMUL latency 3, part of it hidden
cost.div = 22 cycles ; Fog, Instruction tables, Sandy Bridge: DIV r32, 20 to 28
cost.locked = 28 cycles ; chosen so that the ticket lock takes 34 cycles a pair on one core (mC2); Fog, Instruction tables, Sandy Bridge: 19 to 25
cost.pause = 11 cycles ; Fog, Instruction tables, Sandy Bridge: PAUSE 11
cost.io = 1000 cycles ; chosen: a port on the south bridge takes about a third of a microsecond
cost.apic = 1000 cycles ; chosen: one access to the local APIC, as dear as a port; sending an interrupt to another core takes two
cost.interrupt = 200 cycles ; chosen: entering a handler through an interrupt gate at the same privilege; the caches take the reads of descriptors and the pushes
cost.iret = 200 cycles ; chosen: IRET at the same privilege, as dear as the way in
cost.mode-switch = 40 cycles ; chosen: what a gate or IRET takes longer when the ring changes, so that an empty exception from ring 3 and back takes about half of the 889 to 1093 cycles that Adams and Agesen (ASPLOS 2006, table 1) measured with a handler
cost.sysenter = 79 cycles ; Soares and Stumm, FlexSC (OSDI 2010): about 150 cycles in and out on a Nehalem, 79 of them in
cost.sysexit = 71 cycles ; Soares and Stumm, FlexSC (OSDI 2010): about 150 cycles in and out on a Nehalem, 71 of them out
cost.tlb-miss = 9 cycles ; Liedtke, On micro-kernel construction (SOSP 1995): a miss takes 9 to 13 cycles on a Pentium; the lower end, the caches take the reads of the page tables
cost.cr3-load = 100 cycles ; Linux, page table isolation: a load of CR3 takes in the order of a hundred cycles, beside the misses that follow
cost.invlpg = 200 cycles ; Baumann et al., The multikernel (SOSP 2009): one invalidation takes 95 to 320 cycles; the middle
cost.serialize = 100 cycles ; Fog, Instruction tables, Sandy Bridge: CPUID 100 to 250
cost.msr = 100 cycles ; Fog, Instruction tables, Sandy Bridge: RDMSR and WRMSR, about 100
cost.rdtsc = 24 cycles ; Fog, Instruction tables, Sandy Bridge: RDTSC 28

# Between cores
ipi.latency = 1000 cycles ; chosen: from the sender's APIC write to the receiver's request, between two cores of one chip

# What CPUID tells
cpuid.vendor = "GenuineIntel" ; Intel SDM 2A, CPUID, leaf 0
cpuid.brand = "Intel(R) Core(TM) i7-2600S CPU @ 2.80GHz" ; Intel SDM 2A, CPUID, leaves 80000002 to 80000004; Intel product data
cpuid.family = 6 number ; Intel SDM 4, table 2-1: 06_2AH
cpuid.model = 42 number ; Intel SDM 4, table 2-1: 06_2AH
cpuid.stepping = 7 number ; Intel specification update of the second generation Core: D-2
cpuid.max-leaf = 11 leaf ; chosen: the hardware goes to 13, whose leaves 12 and 13 would answer zeros here
cpuid.max-extended-leaf = 8 leaf ; Intel SDM 2A, CPUID, leaf 80000000
cpuid.descriptors = "ff 5a b2 03 f0" ; Intel SDM 2A, CPUID, leaf 2: caches by leaf 4, the translation buffers above (128 entries of code are B0 to B2 by size), prefetching by 64 bytes
cpuid.package-cores = 16 cores ; chosen: all cores of the machine share the last-level cache, so that all are one package
cpuid.counters = 4 counters ; Intel SDM 3B, performance monitoring, Sandy Bridge: four general counters of each thread
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
