/* The machine: cores, memory, devices and virtual time, taking one turn after another. */
package org.kernelscope.hw;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.kernelscope.hw.cpu.Core;
import org.kernelscope.hw.cpu.Disassembly;
import org.kernelscope.hw.cpu.PageWalk;
import org.kernelscope.hw.cpu.Watch;
import org.kernelscope.hw.device.LocalApic;
import org.kernelscope.hw.device.TextScreen;
import org.kernelscope.hw.memory.PhysicalMemory;
import org.kernelscope.hw.state.StateHash;
import org.kernelscope.hw.state.StateReader;
import org.kernelscope.hw.state.StateWriter;

/**
 * A deterministic multicore PC. In each turn one core executes one instruction or takes one interrupt, or one store leaves
 * a core's buffer; which, an {@link Interleaving} chooses. The same image, the same choices and the same input give the same run, bit for bit. One
 * thread at a time may use a machine.
 */
public final class Machine {
    private static final int MEBIBYTE = 1 << 20;

    private final MachineConfig config;
    private final long origin;
    private final Object family;
    private final PhysicalMemory memory;
    private final Writes writes;
    private final LargeState large;
    private final Board board;
    private final Core[] cores;
    private final Watch watch = new Watch();
    private final Turns turns;

    private Machine(MachineConfig config, long origin, Object family) throws ImageException {
        this.config = config;
        this.origin = origin;
        this.family = family;
        memory = new PhysicalMemory(config.memoryMiB() * MEBIBYTE);
        writes = new Writes(memory);
        cores = new Core[config.cores()];
        board = new Board(config, memory, cores, watch, new AskedToEnd(watch, how -> turns().end(how)));
        large = new LargeState(memory, board);
        PowerOn.build(cores, config, memory, board, watch);
        turns = new Turns(config, cores, board, memory, watch);
    }

    /**
     * Powers a machine on with a kernel in memory, a Linux bzImage or a Multiboot 1 ELF file: core 0 at its entry, the
     * others waiting for a start-up message, multiprocessor tables in the firmware area.
     */
    public static Machine boot(MachineConfig config, byte[] image, String commandLine) throws ImageException {
        Machine machine = new Machine(config, SavedState.origin(config, image, commandLine), new Object());
        PowerOn.start(machine.memory, machine.cores, config, image, commandLine);
        return machine;
    }

    /** Powers a machine on that starts from its first disk: firmware in memory, core 0 at the disk's first sector. */
    public static Machine boot(MachineConfig config) throws ImageException {
        Machine machine = new Machine(config, 0, new Object());
        PowerOn.start(machine.memory, machine.cores, machine.board);
        return machine;
    }

    public MachineConfig config() {
        return config;
    }

    /** Turns taken since power-on. */
    public long steps() {
        return turns.steps();
    }

    /** Virtual time in cycles: the start of the latest turn. Never decreases. */
    public long now() {
        return turns.now();
    }

    public MachineState state() {
        return turns.state();
    }

    private Turns turns() {
        return turns;
    }

    /**
     * Takes one turn. It starts when the core is ready, but not before the previous turn's start, less the lead that the
     * profile allows; if no core can run, time first jumps to the next message or timer interrupt. A store becomes visible without time passing.
     *
     * @return the core that had the turn or whose store it was, -1 if the machine has ended
     */
    public int step(Interleaving policy) {
        return turns.step(policy);
    }

    /** Notices between two turns that all cores have halted and nothing is on its way that would wake one. */
    public void settle() {
        turns.settle();
    }

    /**
     * Takes turns until there were this many, the machine has ended, or an observer called {@link #requestStop}.
     *
     * @return turns taken
     */
    public long run(Interleaving policy, long maxSteps) {
        return turns.run(policy, maxSteps);
    }

    /**
     * The same as {@link #run}, but it ends with the first compiled region, so that what that did can be looked at.
     *
     * @return the linear address where the region begins; empty if none ran
     */
    public OptionalInt runRegion(Interleaving policy, long maxSteps) {
        return turns.runRegion(policy, maxSteps);
    }

    /** Whether hot code is compiled from now on, as it is at power-on; makes no difference but to speed. */
    public void compile(boolean on) {
        Arrays.asList(cores).forEach(core -> core.regions().compile(on));
    }

    /**
     * Whether cores that spin are fast-forwarded, and cores that touch nothing of others run ahead of them, as it is at
     * power-on; makes no difference but to speed.
     */
    public void runAhead(boolean on) {
        turns.runAhead(on);
    }

    /** Makes the current {@link #run} return after the turn that is under way. */
    public void requestStop() {
        turns.requestStop();
    }

    /** The state of one core. */
    public CoreState core(int id) {
        return cores[id].state(board.caches.counters(id));
    }

    /** The stores of this core that the others do not see yet, oldest first; what memory holds comes before them. */
    public List<BufferedStore> bufferedStores(int core) {
        return cores[core].bufferedStores();
    }

    /** The physical address behind a linear one by this core's page tables; empty where nothing is mapped. */
    public OptionalInt translate(int core, int linear) {
        return cores[core].translate(linear);
    }

    /** The way of a linear address through this core's page tables as they are now. */
    public PageWalk walk(int core, int linear) {
        return cores[core].walk(linear);
    }

    /**
     * What this core's translation buffers hold. An entry that differs from the page tables is what the core uses
     * nevertheless.
     */
    public List<Translation> translations(int core) {
        return cores[core].translations();
    }

    /** Memory by this core's page tables; shorter than asked for where something is not mapped to RAM. */
    public byte[] peekLinear(int core, int address, int length) {
        return Peek.linear(memory, cores[core], address, length, List.of());
    }

    /** The same as the core itself would read it: with its stores that others do not see yet. */
    public byte[] peekOwn(int core, int address, int length) {
        return Peek.linear(memory, cores[core], address, length, bufferedStores(core));
    }

    /** RAM; shorter than asked for at its end. */
    public byte[] peekPhysical(int address, int length) {
        return Peek.physical(memory, address, length);
    }

    /** In which caches a line is, given by any physical address inside it. */
    public LineState line(int physicalAddress) {
        return board.caches.line(physicalAddress);
    }

    /** The instruction at a linear address as this core would decode it. */
    public Disassembly disassemble(int core, int linear) {
        return Peek.disassembled(memory, cores[core], linear);
    }

    /** All text that left through the serial port since power-on, one character a byte. */
    public String serialOutput() {
        return board.serial.text();
    }

    /** The same of the second serial port. */
    public String secondSerialOutput() {
        return board.secondSerial.text();
    }

    /** What the text screen shows. */
    public Screen screen() {
        return board.screen.seen(memory.copy(TextScreen.MEMORY, TextScreen.MEMORY_BYTES));
    }

    /**
     * Something arrives from outside, between two turns. It cannot arrive in the past: no turn that was taken can have
     * seen it. An idle machine goes on.
     *
     * @return the same with the time at which it arrives, as a recording keeps it
     */
    public Input input(Input input) {
        Input recorded = new Input(Math.max(input.cycles(), turns.now() + 1), input.kind(), input.value());
        board.inputs.add(recorded);
        inputChanged();
        return recorded;
    }

    /** All input since power-on, and what is still to come. With the choices of the interleaving it determines the run. */
    public List<Input> inputs() {
        return board.inputs.all();
    }

    /** Replaces all that has not arrived; the list begins with what has. */
    public void inputs(List<Input> inputs) {
        board.inputs.replace(inputs);
        inputChanged();
    }

    private void inputChanged() {
        board.settle();
        if (board.inputs.next() != LocalApic.NEVER) {
            turns.wake();
        }
    }

    /** Someone outside changes the machine between two turns; whether that was possible. */
    public boolean intervene(Intervention change) {
        return change.on(memory, cores);
    }

    /** Tells this observer from now on, and nobody else. */
    public void observe(Observer observer) {
        watch.observer(Optional.of(observer));
    }

    /** Tells nobody from now on. */
    public void unobserve() {
        watch.observer(Optional.empty());
    }

    /**
     * Replaces the set of probed instructions. They are given by linear address: a probe at an address of user programs
     * fires in every address space that executes there, and {@link CoreState#cr3} tells which it was.
     */
    public void probe(Set<Integer> linearAddresses) {
        watch.probes(linearAddresses);
    }

    /** Replaces the set of watched 64-byte lines, each given by any physical address inside it. */
    public void watch(Set<Integer> physicalLines) {
        watch.lines(physicalLines);
    }

    /** Whether every line is watched. */
    public void watchAll(boolean on) {
        watch.allAccesses(on);
    }

    /** The machine as it is now; costs in proportion to the pages that changed since the last snapshot or restore. */
    public Snapshot snapshot() {
        return new Snapshot(family, large.take(), board.inputs.arrived(), smallState(), steps());
    }

    /** Makes this machine what it was, earlier or later. */
    public void restore(Snapshot snapshot) {
        if (!snapshot.family.equals(family)) {
            throw new IllegalArgumentException("the snapshot was taken from another machine");
        }
        try {
            large.restore(snapshot.large);
            board.inputs.restore(snapshot.arrived);
            loadSmallState(new StateReader(snapshot.small));
        } catch (ImageException e) {
            throw new AssertionError("a snapshot of this machine does not load", e);
        }
        memory.forgetWrites();
    }

    /**
     * Another machine of the same kind, at a moment of this one: it goes its own way. Each of the two, and their twins,
     * can restore what another took, in threads of their own. It has the input that had arrived, and nobody watches it.
     */
    public Machine twin(Snapshot start) {
        try {
            Machine twin = new Machine(config, origin, family);
            twin.restore(start);
            return twin;
        } catch (ImageException e) {
            throw new AssertionError("a machine like this one cannot be made", e);
        }
    }

    /** Who asks which bytes of RAM are written. */
    public Writes writes() {
        return writes;
    }

    /** The whole state, to be loaded by a machine of the same configuration, in this process or another. */
    public byte[] save() {
        return SavedState.write(config, origin, out -> {
            out.putBytes(Input.toBytes(inputs()));
            out.putBytes(smallState());
            large.save(out);
        });
    }

    /** Becomes the machine that was saved; unchanged if the bytes are no saved state of such a machine. */
    public void load(byte[] saved) throws ImageException {
        StateReader in = SavedState.open(config, origin, saved);
        Snapshot before = snapshot();
        List<Input> inputsBefore = inputs();
        try {
            List<Input> inputs = Input.fromBytes(in.getBytes());
            byte[] small = in.getBytes();
            large.load(in);
            in.finish();
            board.inputs.exchange(inputs);
            loadSmallState(new StateReader(small));
        } catch (ImageException e) {
            board.inputs.exchange(inputsBefore);
            restore(before);
            throw e;
        }
    }

    /**
     * A hash of all that {@link #save} holds but input: machines with equal hashes go on alike if the input to come is
     * the same.
     */
    public long stateHash() {
        return large.hash(StateHash.of(smallState()));
    }

    private byte[] smallState() {
        StateWriter out = new StateWriter();
        turns.save(out);
        for (Core core : cores) {
            core.save(out);
        }
        board.save(out);
        return out.toBytes();
    }

    private void loadSmallState(StateReader in) throws ImageException {
        turns.load(in);
        for (Core core : cores) {
            core.load(in);
        }
        board.load(in);
        board.now(now());
        in.finish();
    }

    /** The core that had the latest turn in which an instruction was executed; 0 before the first. */
    public int last() {
        return turns.last();
    }
}
