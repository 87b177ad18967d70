/* A core with RAM and a scripted surrounding, for tests. */
package org.kernelscope.hw.cpu;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.kernelscope.hw.CoreState.Counters;
import org.kernelscope.hw.HardwareProfile;
import org.kernelscope.hw.ImageException;
import org.kernelscope.hw.MachineEvent;
import org.kernelscope.hw.MachineEvent.Access;
import org.kernelscope.hw.MemoryOrder;
import org.kernelscope.hw.cache.CacheSystem;
import org.kernelscope.hw.memory.PhysicalMemory;

/** One core, 1 MiB of RAM, ports that record, and a queue of interrupts. */
final class TestMachine implements Environment {
    static final String PROFILE = """
            cost.simple = 1 cycles ; made up for tests
            cost.load = 2 cycles ; made up for tests
            cost.store = 1 cycles ; made up for tests
            cost.branch-taken = 1 cycles ; made up for tests
            cost.mul = 3 cycles ; made up for tests
            cost.div = 20 cycles ; made up for tests
            cost.locked = 17 cycles ; made up for tests
            cost.pause = 40 cycles ; made up for tests
            cost.io = 100 cycles ; made up for tests
            cost.interrupt = 50 cycles ; made up for tests
            cost.tlb-miss = 20 cycles ; made up for tests
            cost.serialize = 30 cycles ; made up for tests
            cost.msr = 60 cycles ; made up for tests
            cost.rdtsc = 0 cycles ; made up for tests
            cost.apic = 90 cycles ; made up for tests
            cost.iret = 40 cycles ; made up for tests
            cost.mode-switch = 15 cycles ; made up for tests
            cost.sysenter = 25 cycles ; made up for tests
            cost.sysexit = 35 cycles ; made up for tests
            cost.cr3-load = 70 cycles ; made up for tests
            cost.invlpg = 45 cycles ; made up for tests
            tlb.data.entries = 16 entries ; made up for tests
            tlb.data.ways = 4 ways ; made up for tests
            tlb.data-large.entries = 4 entries ; made up for tests
            tlb.data-large.ways = 4 ways ; made up for tests
            tlb.code.entries = 8 entries ; made up for tests
            tlb.code.ways = 2 ways ; made up for tests
            tlb.code-large.entries = 0 entries ; made up for tests
            tlb.code-large.ways = 1 ways ; made up for tests
            issue.width = 1 instructions ; made up for tests
            caches.timed = 1 switch ; made up for tests
            """;

    static final int MEMORY = 1 << 20;

    /** An access that the core accounted for. */
    record Accounted(int physical, Access kind) {}

    final PhysicalMemory memory = new PhysicalMemory(MEMORY);
    final Watch watch = new Watch();
    final List<MachineEvent> events = new ArrayList<>();
    final List<Accounted> accesses = new ArrayList<>();
    final Deque<Integer> pending = new ArrayDeque<>();
    final List<String> ports = new ArrayList<>();
    final Core core;
    boolean recording = true;
    /** Cycles until earlier stores are visible. */
    int draining;

    TestMachine() {
        this(PROFILE);
    }

    /** A machine by the text of a profile. */
    TestMachine(String profile) {
        this(profile, MemoryOrder.SEQUENTIAL);
    }

    TestMachine(String profile, MemoryOrder order) {
        try {
            HardwareProfile parsed = HardwareProfile.parse("test", profile);
            core = new Core(0, memory, this, Costs.from(parsed), TlbGeometry.from(parsed), watch, order);
        } catch (ImageException e) {
            throw new AssertionError(e);
        }
    }

    /** A machine in flat protected mode that executes these bytes at this address. */
    static TestMachine flat(int address, String hex) {
        return flat(address, hex, MemoryOrder.SEQUENTIAL);
    }

    static TestMachine flat(int address, String hex, MemoryOrder order) {
        TestMachine machine = new TestMachine(PROFILE, order);
        machine.put(address, hex);
        machine.core.enterProtectedFlat(address, 0, 0);
        machine.core.registers().r[Registers.ESP] = 0x9_0000;
        return machine;
    }

    void observe() {
        watch.observer(Optional.of(events::add));
    }

    void probe(int... addresses) {
        watch.probes(Set.copyOf(java.util.Arrays.stream(addresses).boxed().toList()));
    }

    /** Puts bytes, given as hex with any white space. */
    void put(int address, String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
        memory.fill(address, bytes, 0, bytes.length);
    }

    void put64(int address, long value) {
        memory.write32(address, (int) value);
        memory.write32(address + 4, (int) (value >>> 32));
    }

    /** What the core counted, without the traffic of caches that this machine does not have. */
    Counters counters() {
        return core.state(new Counters(0, 0, 0, 0, 0, 0, 0)).counters();
    }

    void steps(int count) {
        for (int i = 0; i < count; i++) {
            core.step();
        }
    }

    int register(int index) {
        return core.registers().r[index];
    }

    /** A segment descriptor with page granularity, 32 bits, from 0 to the top. */
    static long flatDescriptor(int accessByte) {
        return 0x00CF_0000_0000_FFFFL | (long) accessByte << 40;
    }

    /** An interrupt (0xE) or trap (0xF) gate. */
    static long gate(int selector, int offset, int type, int ring) {
        return (offset & 0xFFFFL)
                | (long) selector << 16
                | (long) (0x80 | ring << 5 | type) << 40
                | (long) (offset >>> 16) << 48;
    }

    @Override
    public int access(int id, int physical, Access kind, long now) {
        if (recording) {
            accesses.add(new Accounted(physical, kind));
        }
        return 0;
    }

    @Override
    public Optional<CacheSystem> caches() {
        return Optional.empty();
    }

    @Override
    public int drain(int core, long now) {
        return draining;
    }

    @Override
    public int readPort(int id, int port, int size) {
        return port + 1;
    }

    @Override
    public void writePort(int id, int port, int size, int value) {
        ports.add("%x:%d=%x".formatted(port, size, value));
    }

    @Override
    public int readDevice(int id, int physical, int size) {
        return -1;
    }

    @Override
    public void writeDevice(int id, int physical, int size, int value) {
        ports.add("@%x:%d=%x".formatted(physical, size, value));
    }

    @Override
    public boolean interruptPending(int id) {
        return !pending.isEmpty();
    }

    @Override
    public void now(long time) {}

    @Override
    public int changes() {
        return ports.size();
    }

    @Override
    public int acknowledgeInterrupt(int id) {
        return pending.remove();
    }
}
