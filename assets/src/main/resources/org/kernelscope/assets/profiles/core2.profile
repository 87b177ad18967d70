# A processor of the Core 2 Duo class at 2.66 GHz (2006), as far as this machine models one. More than two cores are several
# packages on one front-side bus.
# One parameter a line: name = value unit ; source.
# "Guide" is the Intel 64 and IA-32 Architectures Optimization Reference Manual, chapter on the Core microarchitecture; "AA06" is Adams and
# Agesen, A comparison of software and hardware techniques for x86 virtualization (ASPLOS 2006), table 1. "chosen" marks what the model cannot take
# from a source, with the reason.

clock = 2660 MHz ; AA06: the processor of its measurements
clock.lead = 0 cycles ; none: every access is where its core's clock says

# Caches
line.bytes = 64 bytes ; Guide: cache line
l1.bytes = 32768 bytes ; Guide: L1 data cache
l1.ways = 8 ways ; Guide: L1 data cache
l2.bytes = 0 bytes ; there is no private one: the L2 of the hardware is the cache that the package shares, below
l2.ways = 1 ways ; there is none
llc.bytes = 4194304 bytes ; Guide: 4 MiB shared by two cores
llc.ways = 16 ways ; Guide: sixteen-way
llc.inclusive = 1 switch ; chosen: the hardware's includes nearly all of what its cores hold

# What a data access adds to its instruction, by where the line is: in the package itself or in another on the bus
l1.hit = 0 cycles ; chosen: the 3-cycle latency (Guide) overlaps with other instructions; what remains is in cost.load
l2.hit = 0 cycles ; there is none
llc.hit = 14 cycles ; Guide: 14
line.transfer = 69 cycles ; Guide: 14 cycles and 5.5 of the bus at 266 MHz, for a line that is modified in the other core
line.transfer.near = 280 cycles ; chosen: over the front-side bus, as dear as memory and the 69 cycles that the owner takes
line.transfer.far = 280 cycles ; chosen: as above, all packages are equally far on a bus
line.upgrade = 69 cycles ; chosen: as a transfer, the other core must answer too
line.upgrade.near = 110 cycles ; chosen: eleven cycles of the bus, from the request to the snoop's answer
line.upgrade.far = 110 cycles ; chosen: as above
order.occupancy = 30 cycles ; chosen: the bus takes up a request every three of its cycles
store.misses = 8 stores ; Guide: eight line fill buffers of the L1 data cache
memory.read = 210 cycles ; chosen: about 80 ns at 2660 MHz over the front-side bus
memory.read.near = 210 cycles ; chosen: as above, one memory for all
memory.read.far = 210 cycles ; chosen: as above
memory.interleave = 0 bytes ; one memory on one bus

# Translation buffers; the small buffer of 16 entries that the hardware has before that of data is not modelled
tlb.data.entries = 256 entries ; Guide: DTLB1, 4 KiB pages
tlb.data.ways = 4 ways ; Guide: DTLB1
tlb.data-large.entries = 32 entries ; Guide: DTLB1, large pages
tlb.data-large.ways = 4 ways ; Guide: DTLB1, large pages
tlb.code.entries = 128 entries ; Guide: ITLB, 4 KiB pages
tlb.code.ways = 4 ways ; Guide: ITLB
tlb.code-large.entries = 8 entries ; Guide: ITLB, large pages
tlb.code-large.ways = 4 ways ; Guide: ITLB, large pages

# Instructions
issue.width = 4 instructions ; Guide: up to four micro-operations are renamed and retired a cycle
caches.timed = 1 switch ; the caches say what accesses to memory cost
cost.simple = 1 cycles ; chosen: a group of issue.width instructions a cycle, as if none waited for another
cost.load = 0 cycles ; chosen: a load that hits L1 is as cheap as any instruction in code without long dependence chains
cost.store = 0 cycles ; chosen: stores retire into the store buffer
cost.branch-taken = 0 cycles ; chosen: well-predicted branches in short loops cost no more than other instructions
cost.mul = 3 cycles ; Fog, Instruction tables, Merom: IMUL latency 3, part of it hidden
cost.div = 30 cycles ; Fog, Instruction tables, Merom: DIV r32, 18 to 42; the middle
cost.locked = 20 cycles ; Fog, Instruction tables, Merom: about 20 for a locked operation in L1
cost.pause = 8 cycles ; Fog, Instruction tables, Merom: PAUSE 8
cost.io = 1000 cycles ; chosen: a port on the south bridge takes more than a third of a microsecond; AA06 measured 3209 for a port of its machine
cost.apic = 1000 cycles ; chosen: one access to the local APIC, as dear as a port; sending an interrupt to another core takes two
cost.interrupt = 300 cycles ; chosen: with the change of ring and the way back nearly all of the 889 cycles that AA06 measured for an exception and its handler
cost.iret = 300 cycles ; chosen: as above, as dear as the way in
cost.mode-switch = 60 cycles ; chosen: as above
cost.sysenter = 79 cycles ; chosen: as in core-i7, there is no source for this hardware
cost.sysexit = 71 cycles ; chosen: as in core-i7, there is no source for this hardware
cost.tlb-miss = 9 cycles ; chosen: as in core-i7; the caches take the reads of the page tables
cost.cr3-load = 100 cycles ; chosen: as in core-i7
cost.invlpg = 200 cycles ; chosen: as in core-i7
cost.serialize = 200 cycles ; Fog, Instruction tables, Merom: CPUID 180 to 215
cost.msr = 100 cycles ; chosen: as in core-i7
cost.rdtsc = 64 cycles ; Fog, Instruction tables, Merom: RDTSC 64

# Between cores
ipi.latency = 1000 cycles ; chosen: as in core-i7
ipi.latency.near = 1100 cycles ; chosen: longer by ten cycles of the front-side bus
ipi.latency.far = 1100 cycles ; chosen: as above

# What CPUID tells
cpuid.vendor = "GenuineIntel" ; Intel SDM 2A, CPUID, leaf 0
cpuid.brand = "Intel(R) Core(TM)2 CPU          6700  @ 2.66GHz" ; Intel SDM 2A, CPUID, leaves 80000002 to 80000004; Intel product data
cpuid.family = 6 number ; Intel SDM 4, table 2-1: 06_0FH
cpuid.model = 15 number ; Intel SDM 4, table 2-1: 06_0FH
cpuid.stepping = 6 number ; Intel specification update of the Core 2 Duo: B-2
cpuid.max-leaf = 10 leaf ; Intel SDM 2A, CPUID, leaf 0
cpuid.max-extended-leaf = 8 leaf ; Intel SDM 2A, CPUID, leaf 80000000
cpuid.descriptors = "b1 b0 05 f0 57 56 7d 30 b4 2c" ; chosen: the descriptors that name the caches and buffers of this class; leaf 4 tells the sizes
cpuid.package-cores = 2 cores ; Intel product data: two cores
cpuid.counters = 2 counters ; Intel SDM 3B, performance monitoring, Core microarchitecture: two general counters
cpuid.cpuid = 1 flag ; Intel SDM 2A, CPUID, leaf 1
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
cpuid.clflush = 1 flag ; Manual: Core 2 has it
cpuid.mmx = 1 flag ; Manual: Core 2 has it
cpuid.fxsr = 1 flag ; Intel SDM 2A, CPUID, leaf 1
cpuid.sse = 1 flag ; Manual: Core 2 has it
cpuid.sse2 = 1 flag ; Manual: Core 2 has it
cpuid.monitor = 0 flag ; chosen: MWAIT ends at once in this machine; without it operating systems wait by HLT, which costs nothing to simulate
cpuid.nx = 1 flag ; Intel SDM 2A, CPUID, leaf 80000001
