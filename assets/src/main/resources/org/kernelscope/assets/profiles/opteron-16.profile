# Four packages of the quad-core AMD Opteron class at 2 GHz (2007), joined in a square, as far as this machine models them:
# 16 cores. With fewer cores the packages are filled one after another.
# One parameter a line: name = value unit ; source.
# "Corey" is Boyd-Wickizer et al., Corey: an operating system for many cores (OSDI 2008), figure 2; "MK09" is Baumann et al., The
# multikernel (SOSP 2009); "NSL12" is Boyd-Wickizer et al., Non-scalable locks are dangerous (2012), figure 11; "Guide" is the
# AMD Software Optimization Guide for family 10h processors. "chosen" marks what the model cannot take from a source, with the reason.

clock = 2000 MHz ; Corey: 16 cores of 2 GHz
clock.lead = 0 cycles ; none: every access is where its core's clock says

# Caches
line.bytes = 64 bytes ; Corey: lines of 64 bytes
l1.bytes = 65536 bytes ; Corey: 64 KiB, for data
l1.ways = 2 ways ; Guide: two-way
l2.bytes = 524288 bytes ; Corey: 512 KiB, private; the model's includes L1, the hardware's does not
l2.ways = 16 ways ; Guide: sixteen-way
llc.bytes = 2097152 bytes ; Corey: 2 MiB for each package
llc.ways = 32 ways ; Guide: thirty-two-way
llc.inclusive = 0 switch ; Guide: it takes in what the caches of its cores give up

# What a data access adds to its instruction, by where the line is: in the package itself, one link away, two links away
l1.hit = 0 cycles ; chosen: the 3-cycle latency (Corey) overlaps with other instructions; what remains is in cost.load
l2.hit = 14 cycles ; Corey: 14
llc.hit = 50 cycles ; Corey: 50
line.transfer = 121 cycles ; Corey: 121 from the caches of another core of the chip
line.transfer.near = 201 cycles ; Corey: 201 from a cache on the nearest other chip
line.transfer.far = 282 cycles ; Corey: 282 from a cache on the furthest other chip
line.upgrade = 121 cycles ; chosen: as a transfer, because the probes that ask the others to give the line up take the same way
line.upgrade.near = 201 cycles ; chosen: as above
line.upgrade.far = 282 cycles ; chosen: as above
order.occupancy = 40 cycles ; chosen: each package orders the requests for its own memory; a little less than the lookup in a shared cache, as in core-i7
store.misses = 8 stores ; Guide: eight entries of the miss buffer of the L1 data cache
memory.read = 255 cycles ; Corey: 255 from the chip's own memory
memory.read.near = 273 cycles ; Corey: 273 from the memory of the nearest other chip
memory.read.far = 327 cycles ; Corey: 327 from the memory of the furthest other chip
memory.interleave = 4096 bytes ; chosen: page by page over all packages, as firmware sets it up for kernels that do not place memory

# Translation buffers; the second level (512 entries) that the hardware has behind them is not modelled
tlb.data.entries = 32 entries ; Guide: 48 entries for pages of all sizes; chosen: two thirds for those of 4 KiB
tlb.data.ways = 32 ways ; Guide: fully associative
tlb.data-large.entries = 16 entries ; Guide: 48 entries for pages of all sizes; chosen: one third for the large ones
tlb.data-large.ways = 16 ways ; Guide: fully associative
tlb.code.entries = 32 entries ; Guide: 32 entries for pages of 4 KiB
tlb.code.ways = 32 ways ; Guide: fully associative
tlb.code-large.entries = 16 entries ; Guide: 16 entries for large pages
tlb.code-large.ways = 16 ways ; Guide: fully associative

# Instructions
issue.width = 2 instructions ; Guide: up to three a cycle; chosen: the power of two below, which also code with waits comes nearer to
caches.timed = 1 switch ; the caches say what accesses to memory cost
cost.simple = 1 cycles ; chosen: a group of issue.width instructions a cycle, as if none waited for another
cost.load = 0 cycles ; chosen: a load that hits L1 is as cheap as any instruction in code without long dependence chains
cost.store = 0 cycles ; chosen: stores retire into the store buffer
cost.branch-taken = 0 cycles ; chosen: well-predicted branches in short loops cost no more than other instructions
cost.mul = 2 cycles ; Guide: IMUL of 32 bits has a latency of 3, part of it hidden
cost.div = 30 cycles ; Guide: DIV of 32 bits, by the operand; chosen: one of some twenty significant bits
cost.locked = 20 cycles ; NSL12: acquiring a ticket lock that nobody holds takes 21 cycles, nearly all for its locked instruction
cost.pause = 3 cycles ; chosen: little more than a NOP
cost.io = 1000 cycles ; chosen: a port on the south bridge takes about half a microsecond
cost.apic = 500 cycles ; chosen: an access that nothing may overtake, a fraction of a trap; sending an interrupt to another core takes two
cost.interrupt = 400 cycles ; MK09: a trap takes about 800 cycles; chosen: half of them in, a little less with the change of ring
cost.iret = 300 cycles ; MK09: as above, the other half out
cost.mode-switch = 50 cycles ; MK09: as above
cost.sysenter = 79 cycles ; chosen: as in core-i7, there is no source for this hardware
cost.sysexit = 71 cycles ; chosen: as in core-i7, there is no source for this hardware
cost.tlb-miss = 9 cycles ; chosen: as in core-i7; the caches take the reads of the page tables
cost.cr3-load = 100 cycles ; chosen: as in core-i7
cost.invlpg = 200 cycles ; MK09: one invalidation takes 95 to 320 cycles; the middle
cost.serialize = 100 cycles ; chosen: as in core-i7
cost.msr = 100 cycles ; chosen: as in core-i7
cost.rdtsc = 60 cycles ; chosen: it waits for what came before, which takes some ten instructions' time more than in core-i7

# Between cores
ipi.latency = 1000 cycles ; chosen: half a microsecond from the sender's APIC write to the receiver's request
ipi.latency.near = 1075 cycles ; chosen: longer by what a message to another package takes longer in MK09, 613 cycles against 538
ipi.latency.far = 1080 cycles ; chosen: longer by what a message takes longer over two links in MK09, 618 cycles against 538

# What CPUID tells; "APM" is the AMD64 Architecture Programmer's Manual, volume 3, appendix on CPUID
cpuid.vendor = "AuthenticAMD" ; APM: leaf 0
cpuid.brand = "Quad-Core AMD Opteron(tm) Processor 8350" ; AMD product data: the model of 2 GHz for four packages
cpuid.family = 16 number ; AMD revision guide for family 10h
cpuid.model = 2 number ; AMD revision guide for family 10h
cpuid.stepping = 3 number ; AMD revision guide for family 10h: B3
cpuid.max-leaf = 5 leaf ; APM: leaf 0 of family 10h
cpuid.max-extended-leaf = 8 leaf ; chosen: the hardware goes further, with what this machine does not have
cpuid.descriptors = "" ; APM: leaf 2 is reserved
cpuid.package-cores = 4 cores ; Corey: four packages of four cores
cpuid.counters = 0 counters ; chosen: the model has the architectural counters of Intel, not those of this family
cpuid.cpuid = 1 flag ; APM: feature flags of family 10h
cpuid.de = 1 flag ; APM: feature flags of family 10h
cpuid.pse = 1 flag ; APM: feature flags of family 10h
cpuid.tsc = 1 flag ; APM: feature flags of family 10h
cpuid.msr = 1 flag ; APM: feature flags of family 10h
cpuid.pae = 1 flag ; APM: feature flags of family 10h
cpuid.cmpxchg8b = 1 flag ; APM: feature flags of family 10h
cpuid.apic = 1 flag ; APM: feature flags of family 10h
cpuid.sysenter = 1 flag ; APM: feature flags of family 10h
cpuid.pge = 1 flag ; APM: feature flags of family 10h
cpuid.cmov = 1 flag ; APM: feature flags of family 10h
cpuid.pse36 = 0 flag ; chosen: physical addresses of this machine have 32 bits
cpuid.clflush = 1 flag ; Manual: the processor has it
cpuid.mmx = 1 flag ; Manual: the processor has it
cpuid.fxsr = 1 flag ; APM: feature flags of family 10h
cpuid.sse = 1 flag ; Manual: the processor has it
cpuid.sse2 = 1 flag ; Manual: the processor has it
cpuid.monitor = 0 flag ; chosen: MWAIT ends at once in this machine; without it operating systems wait by HLT, which costs nothing to simulate
cpuid.nx = 1 flag ; APM: feature flags of family 10h
