# A processor of the Pentium class at 133 MHz (1995), as far as this machine models one. Several of them sit on one bus, each
# with a cache of its own on the board.
# One parameter a line: name = value unit ; source.
# "UKC95" is Liedtke, On micro-kernel construction (SOSP 1995), table 1; "SMALL95" is Liedtke, Improved address-space switching
# on Pentium processors (GMD report 933, 1995); "L4-97" is Haertig et al., The performance of micro-kernel-based systems
# (SOSP 1997); "Manual" is the Pentium Processor Family Developer's Manual. "chosen" marks what the model cannot take from a source, with the reason.

clock = 133 MHz ; L4-97: the processor of its measurements
clock.lead = 0 cycles ; none: every access is where its core's clock says

# Caches
line.bytes = 64 bytes ; chosen: this machine has lines of 64 bytes, twice the hardware's
l1.bytes = 8192 bytes ; Manual: data cache of 8 KiB
l1.ways = 2 ways ; Manual: two-way
l2.bytes = 262144 bytes ; L4-97: 256 KiB on the board
l2.ways = 1 ways ; chosen: direct-mapped, as such caches on boards were
llc.bytes = 0 bytes ; there is none: processors share nothing but the bus
llc.ways = 1 ways ; there is none

# What a data access adds to its instruction, by where the line is
l1.hit = 0 cycles ; Manual: a load that hits takes one clock in all
l2.hit = 8 cycles ; SMALL95: a miss of the translation buffer takes 9 cycles, or 25 when the two entries of the page tables are only in L2
llc.hit = 0 cycles ; there is none
line.transfer = 60 cycles ; chosen: the owner writes the line back, then memory answers: two accesses to memory
line.transfer.near = 60 cycles ; chosen: as above, all processors are equally far on a bus
line.transfer.far = 60 cycles ; chosen: as above
line.upgrade = 16 cycles ; chosen: eight cycles of the bus at 66 MHz, during which the others see the address and drop or share the line
line.upgrade.near = 16 cycles ; chosen: as above
line.upgrade.far = 16 cycles ; chosen: as above
order.occupancy = 16 cycles ; chosen: the bus begins one access after another, as long as an upgrade takes
store.misses = 2 stores ; Manual: one write buffer for each of two pipelines
memory.read = 30 cycles ; chosen: 225 ns at 133 MHz, for dynamic memory of 60 ns with its controller and a burst
memory.read.near = 30 cycles ; chosen: as above, one memory for all
memory.read.far = 30 cycles ; chosen: as above
memory.interleave = 0 bytes ; one memory on one bus

# Translation buffers
tlb.data.entries = 64 entries ; UKC95, SMALL95: 64 entries for data
tlb.data.ways = 4 ways ; SMALL95: four-way
tlb.data-large.entries = 8 entries ; Manual: 8 entries for data in pages of 4 MiB
tlb.data-large.ways = 4 ways ; Manual: four-way
tlb.code.entries = 32 entries ; UKC95, SMALL95: 32 entries for code
tlb.code.ways = 4 ways ; SMALL95: four-way
tlb.code-large.entries = 0 entries ; Manual: the one buffer of code keeps each 4 KiB of large pages apart
tlb.code-large.ways = 1 ways ; there is none

# Instructions
issue.width = 2 instructions ; Manual: two pipelines
caches.timed = 1 switch ; the caches say what accesses to memory cost
cost.simple = 1 cycles ; Manual: simple instructions pair, a pair a clock; chosen: as if all did
cost.load = 0 cycles ; Manual: MOV from memory takes one clock and pairs
cost.store = 0 cycles ; Manual: MOV to memory takes one clock and pairs
cost.branch-taken = 0 cycles ; Manual: a jump that was predicted costs nothing beyond its clock
cost.mul = 9 cycles ; Manual: IMUL takes 10 clocks
cost.div = 40 cycles ; Manual: DIV of 32 bits takes 41 clocks
cost.locked = 20 cycles ; chosen: the pipelines empty before and after; the line is in the cache
cost.pause = 0 cycles ; the instruction is a NOP here
cost.io = 133 cycles ; chosen: a port on the ISA bus takes about a microsecond
cost.apic = 10 cycles ; chosen: the controller is on the chip; the access does not pair and empties the pipeline
cost.interrupt = 35 cycles ; L4-97: 82 cycles to enter the kernel and to leave it, with the clock of one of two instructions and what the change of ring takes
cost.iret = 16 cycles ; L4-97: as above
cost.mode-switch = 15 cycles ; L4-97: as above; chosen: the same both ways
cost.sysenter = 0 cycles ; there is none
cost.sysexit = 0 cycles ; there is none
cost.tlb-miss = 9 cycles ; UKC95: 9 to 13; the lower end, the caches take the reads of the page tables
cost.cr3-load = 20 cycles ; SMALL95: loading CR3 takes 21 cycles, beside 9 for each entry that is needed again
cost.invlpg = 24 cycles ; Manual: INVLPG takes 25 clocks
cost.serialize = 13 cycles ; Manual: CPUID takes 14 clocks
cost.msr = 24 cycles ; Manual: RDMSR takes 20 to 24 clocks, WRMSR 30 to 45
cost.rdtsc = 6 cycles ; chosen: a few clocks, it does not pair

# Between cores
ipi.latency = 200 cycles ; chosen: some twenty cycles of the serial bus between the controllers at 16 MHz
ipi.latency.near = 200 cycles ; chosen: as above
ipi.latency.far = 200 cycles ; chosen: as above

# What CPUID tells
cpuid.vendor = "GenuineIntel" ; Manual: CPUID, leaf 0
cpuid.brand = "" ; Manual: no extended leaves
cpuid.family = 5 number ; Manual: CPUID, leaf 1
cpuid.model = 2 number ; Manual: CPUID, leaf 1, 75 to 200 MHz
cpuid.stepping = 12 number ; Intel specification update of the Pentium: step C0 of 133 MHz
cpuid.max-leaf = 1 leaf ; Manual: CPUID, leaf 0
cpuid.max-extended-leaf = 0 leaf ; Manual: no extended leaves
cpuid.descriptors = "" ; Manual: no leaf 2
cpuid.package-cores = 1 cores ; each processor is a chip of its own
cpuid.counters = 0 counters ; chosen: the model has the architectural counters, which came later
cpuid.cpuid = 1 flag ; Manual: CPUID, leaf 1
cpuid.de = 1 flag ; Manual: CPUID, leaf 1
cpuid.pse = 1 flag ; Manual: CPUID, leaf 1
cpuid.tsc = 1 flag ; Manual: CPUID, leaf 1
cpuid.msr = 1 flag ; Manual: CPUID, leaf 1
cpuid.pae = 0 flag ; Manual: the processor has no such feature
cpuid.cmpxchg8b = 1 flag ; Manual: CPUID, leaf 1
cpuid.apic = 1 flag ; Manual: CPUID, leaf 1
cpuid.sysenter = 0 flag ; Manual: the processor has no such feature
cpuid.pge = 0 flag ; Manual: the processor has no such feature
cpuid.cmov = 0 flag ; Manual: the processor has no such feature
cpuid.pse36 = 0 flag ; Manual: the processor has no such feature
cpuid.clflush = 0 flag ; Manual: the processor has no such feature
cpuid.mmx = 0 flag ; Manual: the processor has no such feature
cpuid.fxsr = 0 flag ; Manual: the processor has no such feature
cpuid.sse = 0 flag ; Manual: the processor has no such feature
cpuid.sse2 = 0 flag ; Manual: the processor has no such feature
cpuid.monitor = 0 flag ; Manual: the processor has no such feature
cpuid.nx = 0 flag ; Manual: the processor has no such feature
