# A processor of the Intel486 DX class at 50 MHz (1991) on a bus of its own speed, as far as this machine models one. Several
# of them sit on one bus, each with a cache of its own on the board, and each with the local interrupt controller that
# the 82489DX was: outside the processor, so that no feature flag tells of it.
# One parameter a line: name = value unit ; source.
# "Manual" is the Intel486 Processor Family Programmer's Reference Manual; "UKC95" is Liedtke, On micro-kernel construction
# (SOSP 1995), table 1 and section 4. "chosen" marks what the model cannot take from a source, with the reason.

clock = 50 MHz ; UKC95: the processor of its measurements
clock.lead = 0 cycles ; none: every access is where its core's clock says

# Caches
line.bytes = 64 bytes ; chosen: this machine has lines of 64 bytes; the hardware's of 16 would come in four bursts
l1.bytes = 8192 bytes ; Manual: cache of 8 KiB on the chip; the model keeps only data in it
l1.ways = 4 ways ; Manual: four-way
l2.bytes = 262144 bytes ; chosen: 256 KiB of static memory on the board, as was usual
l2.ways = 1 ways ; chosen: direct-mapped, as such caches on boards were
llc.bytes = 0 bytes ; there is none: processors share nothing but the bus
llc.ways = 1 ways ; there is none

# What a data access adds to its instruction, by where the line is
l1.hit = 0 cycles ; Manual: a load that hits takes one clock in all
l2.hit = 3 cycles ; chosen: two clocks for the first word of a burst and one to notice the miss; the rest of the line comes meanwhile
llc.hit = 0 cycles ; there is none
line.transfer = 30 cycles ; chosen: the owner writes the line back, then memory answers: two accesses to memory
line.transfer.near = 30 cycles ; chosen: as above, all processors are equally far on a bus
line.transfer.far = 30 cycles ; chosen: as above
line.upgrade = 15 cycles ; chosen: one access to memory, during which the others see the address and drop or share the line
line.upgrade.near = 15 cycles ; chosen: as above
line.upgrade.far = 15 cycles ; chosen: as above
order.occupancy = 15 cycles ; chosen: the bus carries one access at a time and is held until memory has answered
store.misses = 4 stores ; Manual: four write buffers
memory.read = 15 cycles ; chosen: 300 ns at 50 MHz, for dynamic memory of 70 ns with its controller and a burst
memory.read.near = 15 cycles ; chosen: as above, one memory for all
memory.read.far = 15 cycles ; chosen: as above
memory.interleave = 0 bytes ; one memory on one bus

# Translation buffers
tlb.data.entries = 16 entries ; UKC95: 32 entries; chosen: half of them, as the hardware's one buffer serves code and data
tlb.data.ways = 4 ways ; Manual: four-way
tlb.data-large.entries = 0 entries ; there are no large pages
tlb.data-large.ways = 1 ways ; there are none
tlb.code.entries = 16 entries ; UKC95: 32 entries; chosen: the other half
tlb.code.ways = 4 ways ; Manual: four-way
tlb.code-large.entries = 0 entries ; there are no large pages
tlb.code-large.ways = 1 ways ; there are none

# Instructions
issue.width = 1 instructions ; Manual: one at a time
caches.timed = 1 switch ; the caches say what accesses to memory cost
cost.simple = 1 cycles ; Manual: most instructions between registers take one clock
cost.load = 0 cycles ; Manual: MOV from memory takes one clock
cost.store = 0 cycles ; Manual: MOV to memory takes one clock
cost.branch-taken = 2 cycles ; Manual: a conditional jump takes three clocks when taken, one when not
cost.mul = 20 cycles ; Manual: IMUL of 32 bits takes 13 to 42 clocks by the operand; chosen: a small one
cost.div = 39 cycles ; Manual: DIV of 32 bits takes 40 clocks
cost.locked = 30 cycles ; chosen: the hardware locks the bus for a read and a write, two accesses to memory, whatever its caches hold
cost.pause = 0 cycles ; the instruction is a NOP here
cost.io = 50 cycles ; chosen: a port on the ISA bus takes about a microsecond
cost.apic = 15 cycles ; chosen: an access on the bus, as to memory
cost.interrupt = 43 cycles ; UKC95: 71 clocks to enter the kernel and 36 to leave it, 107 in all, with the instruction's own clock and what the change of ring takes
cost.iret = 14 cycles ; UKC95: as above
cost.mode-switch = 24 cycles ; UKC95: as above; chosen: the same both ways
cost.sysenter = 0 cycles ; there is none
cost.sysexit = 0 cycles ; there is none
cost.tlb-miss = 9 cycles ; UKC95: 9 to 13; the lower end, the caches take the reads of the page tables
cost.cr3-load = 3 cycles ; Manual: MOV to CR3 takes four clocks; what follows are misses (UKC95: 36 clocks at the least)
cost.invlpg = 11 cycles ; Manual: INVLPG takes 12 clocks
cost.serialize = 4 cycles ; chosen: no instruction exists only to serialise; the pipeline has five stages
cost.msr = 0 cycles ; there are none
cost.rdtsc = 0 cycles ; there is none

# Between cores
ipi.latency = 100 cycles ; chosen: two microseconds on the serial bus between the controllers
ipi.latency.near = 100 cycles ; chosen: as above
ipi.latency.far = 100 cycles ; chosen: as above

# What CPUID would tell; the processor of this speed has no such instruction
cpuid.vendor = "GenuineIntel" ; unused: no CPUID
cpuid.brand = "" ; unused: no CPUID
cpuid.family = 4 number ; Manual: identification in EDX after reset
cpuid.model = 1 number ; Manual: identification in EDX after reset, DX at 50 MHz
cpuid.stepping = 1 number ; chosen: any
cpuid.max-leaf = 0 leaf ; unused: no CPUID
cpuid.max-extended-leaf = 0 leaf ; unused: no CPUID
cpuid.descriptors = "" ; unused: no CPUID
cpuid.package-cores = 1 cores ; each processor is a chip of its own
cpuid.counters = 0 counters ; Manual: there are none
cpuid.cpuid = 0 flag ; Manual: the processor has no such feature
cpuid.de = 0 flag ; Manual: the processor has no such feature
cpuid.pse = 0 flag ; Manual: the processor has no such feature
cpuid.tsc = 0 flag ; Manual: the processor has no such feature
cpuid.msr = 0 flag ; Manual: the processor has no such feature
cpuid.pae = 0 flag ; Manual: the processor has no such feature
cpuid.cmpxchg8b = 0 flag ; Manual: the processor has no such feature
cpuid.apic = 0 flag ; the 82489DX is a chip of its own beside the processor; it answers at the address that the MultiProcessor Specification gives
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
