# A desktop processor of the Core i7-2600 class (Sandy Bridge, 2011), as far as this machine models one.
# One parameter a line: name = value unit ; source.
# "Guide" is the Intel 64 and IA-32 Architectures Optimization Reference Manual, chapter on Sandy Bridge.
# "chosen" marks what the model cannot take from a data sheet, with the reason.

clock = 2800 MHz ; Intel product data, Core i7-2600S

# Caches
line.bytes = 64 bytes ; Guide: cache line
l1.bytes = 32768 bytes ; Guide: L1 data cache
l1.ways = 8 ways ; Guide: L1 data cache
l2.bytes = 262144 bytes ; Guide: L2, private, unified; the model keeps only data in it
l2.ways = 8 ways ; Guide: L2
llc.bytes = 8388608 bytes ; Intel product data: 8 MiB shared cache
llc.ways = 16 ways ; Guide: last-level cache

# What a data access adds to its instruction, by where the line is
l1.hit = 0 cycles ; chosen: the 4-cycle latency (Guide) overlaps with other instructions; what remains is in cost.load
l2.hit = 12 cycles ; Guide: L2 latency
llc.hit = 31 cycles ; Guide: 26 to 31, depending on the slice; the upper end
line.transfer = 60 cycles ; Guide: 60 for a line that is modified in another core of the same chip
line.upgrade = 43 cycles ; Guide: 43 for a line that is clean in another core; taken also for the right to write a line that others share, whose copies are given up side by side
order.occupancy = 43 cycles ; chosen: requests of all lines begin one after another, each when the snoops of the one before (43, as above) are answered; the ring of real hardware orders each slice by itself. From about 40 on, the MCS lock loses no throughput from 2 to 8 cores; below, it gains when its queue is long
store.misses = 10 stores ; Guide: ten line fill buffers of the L1 data cache
memory.read = 200 cycles ; chosen: about 70 ns of DDR3-1333 at 2800 MHz

# Instructions
issue.width = 4 instructions ; Guide: up to four micro-operations are renamed and retired a cycle
cost.simple = 1 cycles ; chosen: a group of issue.width instructions a cycle, as if none waited for another
cost.load = 0 cycles ; chosen: a load that hits L1 is as cheap as any instruction in code without long dependence chains
cost.store = 0 cycles ; chosen: stores retire into the store buffer
cost.branch-taken = 0 cycles ; chosen: well-predicted branches in short loops cost no more than other instructions
cost.mul = 3 cycles ; Fog, Instruction tables, Sandy Bridge: IMUL latency 3, part of it hidden
cost.div = 22 cycles ; Fog, Instruction tables, Sandy Bridge: DIV r32, 20 to 28
cost.locked = 28 cycles ; chosen so that the ticket lock takes 34 cycles a pair on one core (mC2); Fog, Instruction tables, Sandy Bridge: 19 to 25
cost.pause = 11 cycles ; Fog, Instruction tables, Sandy Bridge: PAUSE 11
cost.io = 1000 cycles ; chosen: a port on the south bridge takes about a third of a microsecond
cost.interrupt = 200 cycles ; chosen: entering a handler through an interrupt gate, and IRET, at the same privilege
cost.tlb-miss = 9 cycles ; chosen: two levels of page table that are in the caches
cost.serialize = 100 cycles ; Fog, Instruction tables, Sandy Bridge: CPUID 100 to 250
cost.msr = 100 cycles ; Fog, Instruction tables, Sandy Bridge: RDMSR and WRMSR, about 100
cost.rdtsc = 24 cycles ; Fog, Instruction tables, Sandy Bridge: RDTSC 28

# Between cores
ipi.latency = 1000 cycles ; chosen: from the sender's APIC write to the receiver's request, between two cores of one chip
